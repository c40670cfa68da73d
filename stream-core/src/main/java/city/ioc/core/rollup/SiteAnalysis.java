package city.ioc.core.rollup;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.core.rollup.FlowAnalysis.ApproachFlow;
import city.ioc.core.rollup.FlowAnalysis.LaneMeasure;
import city.ioc.signal.model.SignalLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * An intersection's flows out of what its detectors measured and its groups' greens; the same for the screens, from the last
 * minutes, and for history, from stored rows. Immutable.
 */
public final class SiteAnalysis {
    private final List<ApproachDevices> approaches = new ArrayList<>();
    private final Map<DeviceId, Long> groupsOf = new HashMap<>();

    /** The detectors that count an approach's vehicles, and the radars that watch it. */
    private record ApproachDevices(ApproachId id, List<Device> lanes, List<Device> radars) {}

    /** Flows by approach and of the whole. */
    public record SiteFlow(Map<ApproachId, ApproachFlow> approaches, ApproachFlow whole) {}

    public SiteAnalysis(SignalLayout layout, List<Device> devices) {
        Intersection x = layout.intersection();
        for (Approach approach : x.approaches()) {
            List<Device> stopLine = listAt(approach, devices, Device.Kind.STOP_LINE_DETECTOR);
            approaches.add(new ApproachDevices(
                    approach.id(),
                    stopLine.isEmpty() ? listAt(approach, devices, Device.Kind.ADVANCE_DETECTOR) : stopLine,
                    listAt(approach, devices, Device.Kind.RADAR)));
        }
        for (var place : layout.detectors()) groupsOf.put(place.device(), place.groups());
    }

    /**
     * The flows.
     *
     * @param measures what a detector measured; empty when it cannot be believed or measured nothing
     * @param greens what a group, by its index in the layout, had
     */
    public SiteFlow analyse(
            Function<DeviceId, Optional<FlowMeasure>> measures, IntFunction<Optional<GreenTimes.Measured>> greens) {
        Map<ApproachId, ApproachFlow> flows = new LinkedHashMap<>();
        for (ApproachDevices approach : approaches) {
            List<LaneMeasure> lanes = new ArrayList<>();
            for (Device lane : approach.lanes())
                measures.apply(lane.id())
                        .ifPresent(measure -> lanes.add(new LaneMeasure(measure, greenOf(lane.id(), greens))));
            List<FlowMeasure> radars = new ArrayList<>();
            for (Device radar : approach.radars()) measures.apply(radar.id()).ifPresent(radars::add);
            flows.put(
                    approach.id(),
                    FlowAnalysis.ofApproach(
                            lanes,
                            approach.lanes().size(),
                            radars,
                            approach.radars().size()));
        }
        return new SiteFlow(flows, FlowAnalysis.ofIntersection(List.copyOf(flows.values())));
    }

    /** Of the groups that release a detector's traffic, the one with the most green: the others only add to it. */
    private Optional<GreenTimes.Measured> greenOf(DeviceId lane, IntFunction<Optional<GreenTimes.Measured>> greens) {
        Optional<GreenTimes.Measured> most = Optional.empty();
        for (long rest = groupsOf.getOrDefault(lane, 0L); rest != 0; rest &= rest - 1) {
            Optional<GreenTimes.Measured> green = greens.apply(Long.numberOfTrailingZeros(rest));
            if (green.isPresent()
                    && (most.isEmpty() || green.get().greenShare() > most.get().greenShare())) most = green;
        }
        return most;
    }

    private static List<Device> listAt(Approach approach, List<Device> devices, Device.Kind kind) {
        return devices.stream()
                .filter(device -> device.kind() == kind)
                .filter(device ->
                        device.approach().filter(approach.id()::equals).isPresent())
                .sorted(Comparator.comparing(device -> device.id().value()))
                .toList();
    }
}
