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
        MISSING_CONFLICT,
        TURN_NOT_PROTECTED,
        CONFLICT_IN_STAGE,
        GROUP_NEVER_GREEN,
        AMBER_TOO_SHORT,
        CLEARANCE_TOO_SHORT,
        PLAN_WITHOUT_SPLITS,
        TIME_NOT_POSITIVE,
        PLAN_BELOW_MINIMUM,
        PLAN_CYCLE_MISMATCH,
        GROUP_NOT_IN_PLAN,
        MAX_RED_TOO_SHORT,
        OFFSET_OUTSIDE_CYCLE,
        COORDINATION_CYCLES_DIFFER,
        NO_SCHEDULE,
        SCHEDULE_GAP,
        SCHEDULE_AMBIGUOUS,
        RINGS_BARRIERS
    }

    /** A fault in signal data as a fault of the city, what to do included. */
    public static CityFault of(PlanFault fault) {
        return new CityFault(fault.code(), fault.place(), fault.detail() + "; " + fault.remedy());
    }

    @Override
    public String toString() {
        return where + ": " + what + " [" + kind + "]";
    }
}
