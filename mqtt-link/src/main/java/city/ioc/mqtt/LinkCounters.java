package city.ioc.mqtt;

/** Totals of a link since it was opened. {@code published}: acknowledged by the broker. */
public record LinkCounters(long published, long received, long reconnects) {}
