package city.ioc.contracts.field;

import java.time.Instant;

/**
 * One high-resolution event. {@code code} is kept as sent, for the enumeration has vendors' codes; {@link SignalEventCode} names
 * those we use. {@code parameter}: signal group number or detector channel, by the code; {@link #NO_PARAMETER} is kept as sent,
 * too, for controllers write it where a vendor's code has none.
 */
public record SignalEvent(Instant at, int code, int parameter) {
    /** What controllers log as the parameter of an event that has none. */
    public static final int NO_PARAMETER = -1;

    public SignalEvent {
        if (code < 0 || code > 32767) throw new IllegalArgumentException("event code must be 0..32767, but is " + code);
        if (parameter < NO_PARAMETER)
            throw new IllegalArgumentException("event parameter must be at least -1, but is " + parameter);
    }

    public SignalEvent(Instant at, SignalEventCode code, int parameter) {
        this(at, code.code(), parameter);
    }
}
