package city.ioc.sim.traffic;

import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.SignalGroupId;

/**
 * A vehicle with an on-board unit as the receiver at the intersection ahead hears it.
 *
 * @param vehicle its number
 * @param group the group that releases the way it means to take
 * @param toStopLineM from its front to the stop line
 * @param speedMps its speed, m/s
 * @param freeSpeedMps its speed where nothing holds it up, m/s
 */
public record PriorityHeard(
        IntersectionId intersection,
        long vehicle,
        PriorityCall.Kind kind,
        SignalGroupId group,
        double toStopLineM,
        double speedMps,
        double freeSpeedMps) {}
