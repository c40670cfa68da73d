package city.ioc.core.violation;

import city.ioc.contracts.violation.ViolationRule;
import city.ioc.contracts.violation.VoidReason;
import java.util.List;
import java.util.OptionalDouble;

/** What comes of what a camera told of a vehicle. */
public sealed interface Judgement {
    /** The log does not reach to it yet. */
    record Wait() implements Judgement {}

    /** No violation. */
    record Clear(Why why) implements Judgement {}

    /**
     * A violation, or what looks like one.
     *
     * @param voids why it proves nothing, the most telling first; empty: a person is to look at it
     * @param secondsIntoRed empty where the log does not say
     */
    record Found(ViolationRule rule, OptionalDouble secondsIntoRed, List<VoidReason> voids) implements Judgement {
        public Found {
            voids = List.copyOf(voids);
        }

        public boolean isVoid() {
            return !voids.isEmpty();
        }
    }

    /** Why it is none. */
    enum Why {
        /** No signal group releases its approach. */
        NOT_SIGNALLED,
        /** One of the groups of its approach showed something else, a green arrow for instance, or nobody had a red to see. */
        NOT_RED,
        WITHIN_GRACE,
        /** Where a sign allows it. */
        RIGHT_ON_RED,
        /** Red ended before it was in the junction, and it had not stood beyond the line. */
        GREEN_BEFORE_JUNCTION,
        /** It went against the traffic for less than nobody does by mistake. */
        NOT_FAR_ENOUGH
    }
}
