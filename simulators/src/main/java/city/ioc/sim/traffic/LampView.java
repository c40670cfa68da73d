package city.ioc.sim.traffic;

import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.Lamp;

/** What road users see: the lamps as the controllers show them at this moment. Asked in every step. */
public interface LampView {
    Lamp lamp(IntersectionId intersection, SignalGroupId group);
}
