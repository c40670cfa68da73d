package city.ioc.contracts.field;

import java.time.Instant;

/**
 * One high-resolution event. {@code code} is kept as sent, for the enumeration has vendors' codes; {@link SignalEventCode} names
 * those we use. {@code parameter}: signal group number or detector channel, by the code.
 */
public record SignalEvent(Instant at, int code, int parameter) {
    public SignalEvent {
        if (code < 0 || code > 32767) throw new IllegalArgumentException("event code must be 0..32767, but is " + code);
        if (parameter < 0)
            throw new IllegalArgumentException("event parameter must not be negative, but is " + parameter);
    }

    public SignalEvent(Instant at, SignalEventCode code, int parameter) {
        this(at, code.code(), parameter);
    }
}
