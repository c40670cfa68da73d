package city.ioc.sim.bench.fuzz;

/**
 * Something that must never be.
 *
 * @param kind which rule was broken
 * @param text what was seen, in words
 * @param tick in which tick of its world
 */
public record Violation(Kind kind, String text, long tick) {

    /** Rules that lamps and commands are judged by. */
    public enum Kind {
        /** Two groups that conflict show green, or one green and the other neither green nor red. */
        CONFLICTING_GREEN,
        /** A green began before the intergreen from a conflicting group was over. */
        INTERGREEN_SHORT,
        /** A green ended before its minimum. */
        MIN_GREEN_SHORT,
        /** Amber or clearance was cut short or left out. */
        END_OF_GREEN_SHORT,
        /** A red lasted longer than anything explains. */
        RED_TOO_LONG,
        /** Something was commanded where nothing may be commanded. */
        FORBIDDEN_COMMAND,
        /** The core's monitor dropped sound lamps to flash. */
        FALSE_FLASH,
        /** A guard had no answer. */
        EXCEPTION,
        /** The conflict monitor and the oracle do not agree. */
        MONITOR_DIFFERS
    }
}
