package city.ioc.contracts.field;

import city.ioc.contracts.id.SignalGroupId;
import java.time.Instant;

/**
 * What a camera sees a signal head show: a check on what the controller says of the group.
 *
 * @param group of the intersection that the camera stands at
 * @param flashing the lamp goes on and off
 * @param confidence probability of it, 0..1
 */
public record LampReading(Instant at, SignalGroupId group, Seen lamp, boolean flashing, double confidence) {
    /** What may be seen of a head. */
    public enum Seen {
        RED,
        AMBER,
        GREEN,
        /** No lamp is lit. */
        DARK,
        /** Something stands before the head, or nothing there behaves like one. */
        UNKNOWN
    }

    public LampReading {
        if (!(confidence >= 0 && confidence <= 1))
            throw new IllegalArgumentException("confidence must be in [0, 1], but is " + confidence);
    }

    /** The same, dated otherwise. */
    public LampReading withAt(Instant time) {
        return new LampReading(time, group, lamp, flashing, confidence);
    }
}
