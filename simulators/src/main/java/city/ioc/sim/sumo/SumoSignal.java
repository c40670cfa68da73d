package city.ioc.sim.sumo;

import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.traffic.ApproachLane;
import city.ioc.signal.traffic.LaneLayout;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A traffic light of a SUMO network as an intersection of ours, and what ties the two together. Immutable.
 *
 * @param light its id in SUMO
 * @param lanes the lanes that lead to it
 * @param laneIds SUMO's ids of these lanes, by index
 * @param exitIds SUMO's ids of the edges that lead out, by index of the exit
 * @param devices its detectors
 * @param lamps writes lamps as SUMO's state
 * @param links the ways through it
 */
public record SumoSignal(
        String light,
        Intersection intersection,
        LaneLayout lanes,
        List<String> laneIds,
        List<String> exitIds,
        List<Device> devices,
        LampLetters lamps,
        List<SignalLink> links) {
    public SumoSignal {
        laneIds = List.copyOf(laneIds);
        exitIds = List.copyOf(exitIds);
        devices = List.copyOf(devices);
        links = List.copyOf(links);
    }

    /** The same light that knows its neighbours. {@code upstream}: the light that lets traffic go on a road. */
    SumoSignal fedBy(Map<String, String> upstream) {
        List<LaneLayout.Feeder> feeders = lanes.lanes().stream()
                .map(ApproachLane::entry)
                .distinct()
                .filter(upstream::containsKey)
                .map(road -> new LaneLayout.Feeder(road, Objects.requireNonNull(upstream.get(road))))
                .toList();
        return new SumoSignal(light, intersection, lanes.fedBy(feeders), laneIds, exitIds, devices, lamps, links);
    }

    /** The intersection compiled for deciding. */
    public SignalLayout layout() {
        return SignalLayout.of(intersection, devices, lanes);
    }
}
