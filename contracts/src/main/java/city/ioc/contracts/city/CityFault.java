package city.ioc.contracts.city;

/** One fault in a city's files: where it stands ("intersection vt-07, stage B") and what is wrong. */
public record CityFault(Kind kind, String where, String what) {

    /** Kinds of faults. */
    public enum Kind {
        UNREADABLE,
        DUPLICATE,
        UNKNOWN_REFERENCE,
        UNREACHABLE_LANE,
        MISSING_INTERGREEN,
        INTERGREEN_TOO_SHORT,
        CONFLICT_IN_STAGE,
        GROUP_NEVER_GREEN,
        PLAN_BELOW_MINIMUM,
        PLAN_CYCLE_MISMATCH,
        OFFSET_OUTSIDE_CYCLE,
        COORDINATION_CYCLES_DIFFER,
        NO_SCHEDULE
    }

    @Override
    public String toString() {
        return where + ": " + what + " [" + kind + "]";
    }
}
