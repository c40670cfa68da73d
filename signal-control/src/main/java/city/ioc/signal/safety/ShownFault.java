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
    /** Less is within what a device's clock that is being set right may look like; the cabinet's own monitor knows better. */
    private static final Duration FLASH_FROM = Duration.ofSeconds(1);

    /**
     * Whether the intersection must flash for it: conflicting greens, and intergreens, ambers and clearances that were cut
     * short by a second or more. A short green surprises drivers and endangers nobody.
     */
    public boolean endangersTraffic() {
        return switch (kind) {
            case CONFLICTING_GREEN -> true;
            case INTERGREEN_SHORT, END_OF_GREEN_SHORT -> shortBy.compareTo(FLASH_FROM) >= 0;
            case MIN_GREEN_SHORT -> false;
        };
    }

    /** The fault in a few words: kind, groups and by how much. */
    public String toLine() {
        return kind + " " + group + other.map(with -> "/" + with).orElse("")
                + (shortBy.isZero() ? "" : " short by " + shortBy.toMillis() / 1000.0 + " s");
    }

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
