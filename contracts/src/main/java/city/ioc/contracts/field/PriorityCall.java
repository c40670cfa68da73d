package city.ioc.contracts.field;

import city.ioc.contracts.id.SignalGroupId;
import java.time.Instant;

/**
 * A vehicle asks for green by way of a receiver at the intersection, or no longer asks.
 *
 * @param request names the request within the device; the same again replaces what was asked before
 * @param group the group that releases it
 * @param arrivesAt when it is expected at the stop line
 * @param expiresAt when the request is over by itself
 * @param cancelled the vehicle has passed, or no longer asks
 */
public record PriorityCall(
        Instant at,
        String request,
        Kind kind,
        SignalGroupId group,
        Instant arrivesAt,
        Instant expiresAt,
        boolean cancelled)
        implements DeviceBody {

    /** What asks. */
    public enum Kind {
        EMERGENCY,
        BUS
    }

    public PriorityCall {
        if (request.isBlank()) throw new IllegalArgumentException("a priority call needs the name of its request");
    }

    @Override
    public int samples() {
        return 1;
    }
}
