package city.ioc.signal.priority;

import city.ioc.contracts.id.SignalGroupId;
import java.time.Instant;

/**
 * A vehicle that asks for green.
 *
 * @param id unique; the same again replaces what was asked before
 * @param group the group that releases it
 * @param arrivesAt when it is expected at the stop line
 * @param expiresAt when the request is over by itself
 * @param by who or what asked
 */
public record PriorityRequest(
        String id,
        Kind kind,
        SignalGroupId group,
        Instant requestedAt,
        Instant arrivesAt,
        Instant expiresAt,
        String by) {

    /** What asks. */
    public enum Kind {
        /** Fire, ambulance, police: green as soon as minimum greens and intergreens allow, until it has passed. */
        EMERGENCY,
        /** A green that is kept or begun a little earlier, made up for afterwards. */
        BUS
    }

    public PriorityRequest {
        if (id.isBlank()) throw new IllegalArgumentException("a priority request needs an id");
        if (!expiresAt.isAfter(requestedAt))
            throw new IllegalArgumentException("priority request " + id + " expires before it is made");
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
