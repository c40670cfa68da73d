package city.ioc.core.alarm;

/** The answer to what an operator asked of an alarm. */
public sealed interface AlarmReply {

    /** Done. */
    record Done(AlarmChange change) implements AlarmReply {}

    /** Not done, and why. */
    record Refused(Rule rule) implements AlarmReply {}

    /** Why not. */
    enum Rule {
        /** No such alarm in the list: it never was, or is cleared and acknowledged. */
        UNKNOWN_ALARM,
        /** Somebody has acknowledged it already. */
        ALREADY_ACKNOWLEDGED,
        /** It is over already. */
        ALREADY_CLEARED,
        /** It is a condition that still holds; it clears by itself when it is over. */
        CONDITION_HOLDS
    }
}
