package city.ioc.contracts.field;

/** What a guard said of a command. */
public enum CommandVerdict {
    ACCEPTED,
    REFUSED_EXPIRED,
    REFUSED_UNKNOWN_STAGE,
    REFUSED_MIN_GREEN,
    REFUSED_CONFLICT,
    REFUSED_FLASHING,
    REFUSED_UNKNOWN_INTERSECTION,
    REFUSED_NOT_CONTROLLED,
    REFUSED_MALFORMED
}
