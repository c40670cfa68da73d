package city.ioc.contracts.live;

/** Four severities (EEMUA 191). */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW
}
