package city.ioc.signal.safety;

import city.ioc.contracts.id.SignalGroupId;
import java.time.Duration;
import java.util.Optional;

/**
 * What lamps showed and must not show.
 *
 * @param other the group that it conflicts with, where there is one
 * @param shortBy by how much a time was cut short; zero for conflicting greens
 */
public record ShownFault(Kind kind, SignalGroupId group, Optional<SignalGroupId> other, Duration shortBy) {

    /** Kinds of faults. */
    public enum Kind {
        /** Two groups that conflict are green together. */
        CONFLICTING_GREEN,
        /** A green began before the intergreen from a conflicting group was over. */
        INTERGREEN_SHORT,
        /** A green ended before its minimum. */
        MIN_GREEN_SHORT,
        /** Amber, or the clearance of pedestrians, was cut short or left out. */
        END_OF_GREEN_SHORT
    }
}
