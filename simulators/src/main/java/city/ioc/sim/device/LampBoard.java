package city.ioc.sim.device;

import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.Lamp;
import city.ioc.sim.traffic.LampView;
import java.util.Map;

/**
 * The lamps as road users see them: shown by the thread of the field, looked at by the thread of the street. During one step of
 * the street they stand still.
 */
final class LampBoard implements LampView {
    private volatile Map<IntersectionId, Map<SignalGroupId, Lamp>> shown = Map.of();
    private Map<IntersectionId, Map<SignalGroupId, Lamp>> seen = Map.of();

    /** On the field's thread. */
    void show(Map<IntersectionId, Map<SignalGroupId, Lamp>> lamps) {
        shown = lamps;
    }

    /** On the street's thread, before each step. */
    void look() {
        seen = shown;
    }

    @Override
    public Lamp lamp(IntersectionId intersection, SignalGroupId group) {
        return seen.getOrDefault(intersection, Map.of()).getOrDefault(group, Lamp.DARK);
    }
}
