package city.ioc.measures.log;

/**
 * One event of a controller: when by its own clock, what, and for which signal group or detector channel.
 *
 * <p>Ordered by time, then code, then parameter: so the order of lines of one instant does not matter, lamps come before detectors,
 * and a detector goes off before it comes on.
 *
 * @param atMs milliseconds from 1970-01-01 00:00 to what the controller's clock showed; logs have no time zone
 * @param code number in the Indiana enumeration, or a vendor's above it
 * @param parameter signal group, channel or value; -1: the event has none
 */
public record LogEvent(long atMs, int code, int parameter) implements Comparable<LogEvent> {
    public static final int LARGEST_CODE = 32_767;
    public static final int NO_PARAMETER = -1;
    public static final int LARGEST_PARAMETER = 65_534;

    public LogEvent {
        if (code < 0 || code > LARGEST_CODE)
            throw new IllegalArgumentException("EventId must be 0.." + LARGEST_CODE + ", but is " + code);
        if (parameter < NO_PARAMETER || parameter > LARGEST_PARAMETER)
            throw new IllegalArgumentException(
                    "Parameter must be " + NO_PARAMETER + ".." + LARGEST_PARAMETER + ", but is " + parameter);
    }

    @Override
    public int compareTo(LogEvent other) {
        int byTime = Long.compare(atMs, other.atMs);
        if (byTime != 0) return byTime;
        int byCode = Integer.compare(code, other.code);
        return byCode != 0 ? byCode : Integer.compare(parameter, other.parameter);
    }
}
