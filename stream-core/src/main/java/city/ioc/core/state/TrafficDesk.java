package city.ioc.core.state;

import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.LinkId;
import city.ioc.contracts.live.LiveFlow;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Device;
import city.ioc.core.health.DetectorHealth;
import city.ioc.core.health.DetectorVerdict;
import city.ioc.core.incident.ApproachWatch;
import city.ioc.core.rollup.FlowAnalysis.ApproachFlow;
import city.ioc.core.rollup.FlowMeasure;
import city.ioc.core.rollup.FlowWindow;
import city.ioc.core.rollup.LiveSiteFlow;
import city.ioc.core.rollup.SiteAnalysis.SiteFlow;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The traffic at one intersection: flows, what detectors are worth, and what stands on approaches. Owned by the shard's context. */
final class TrafficDesk {
    private final SignalState state;
    private final LiveSiteFlow flow;
    private final Map<DeviceId, DetectorHealth> health = new LinkedHashMap<>();
    private final Map<DeviceId, Integer> vehicles = new HashMap<>();
    private final List<Watched> watched = new ArrayList<>();
    private final Map<DeviceId, FlowWindow> lastMinute = new HashMap<>();
    private @Nullable SiteFlow measured;
    private Instant measuredAt = Instant.EPOCH;

    /** An approach under watch. {@code groups}: those that release it, as bits. */
    record Watched(Approach approach, ApproachWatch watch, long groups, List<Device> devices) {}

    TrafficDesk(SignalState state, List<Device> devices, ZoneId zone) {
        this.state = state;
        SignalLayout layout = state.layout();
        flow = new LiveSiteFlow(layout, devices);
        for (Device device : devices) {
            if (!device.kind().isDetector() && device.kind() != Device.Kind.RADAR) continue;
            health.put(device.id(), new DetectorHealth(device, zone));
            if (device.kind() == Device.Kind.RADAR || device.kind() == Device.Kind.ADVANCE_DETECTOR)
                lastMinute.put(device.id(), new FlowWindow(Duration.ofMinutes(1)));
        }
        for (Approach approach : layout.intersection().approaches()) {
            long groups = 0;
            for (int g = 0; g < layout.groups(); g++)
                if (layout.group(g).movements().stream()
                        .anyMatch(movement -> movement.approach().equals(approach.id()))) groups |= 1L << g;
            watched.add(new Watched(
                    approach,
                    new ApproachWatch(),
                    groups,
                    devices.stream()
                            .filter(device -> device.approach()
                                    .filter(approach.id()::equals)
                                    .isPresent())
                            .toList()));
        }
    }

    void observe(DetectorReading reading) {
        flow.observe(reading);
        DetectorHealth detector = health.get(reading.detector());
        if (detector != null) detector.observe(reading);
        FlowWindow window = lastMinute.get(reading.detector());
        if (window != null) window.add(reading);
    }

    /** Takes an event after the state took it. {@code greenBefore}: the groups that were green before it, as bits. */
    void observe(SignalEvent event, long greenBefore) {
        flow.observe(event);
        if (event.code() == SignalEventCode.DETECTOR_ON.code()
                || event.code() == SignalEventCode.DETECTOR_OFF.code()
                || event.code() == SignalEventCode.PEDESTRIAN_DETECTOR_ON.code()
                || event.code() == SignalEventCode.PEDESTRIAN_DETECTOR_OFF.code()) switched(event);
        long green = state.greenGroups();
        if (green == greenBefore) return;
        for (Watched each : watched) {
            boolean before = (greenBefore & each.groups()) != 0;
            boolean now = (green & each.groups()) != 0;
            if (now && !before) each.watch().greenBegins(isWaiting(each), event.at());
            else if (before && !now) each.watch().greenEnds(isWaiting(each), event.at());
        }
    }

    private void switched(SignalEvent event) {
        var found = state.layout().findDetector(event.parameter());
        if (found.isEmpty()) return;
        var place = state.layout().detectors().get(found.getAsInt());
        boolean on = event.code() == SignalEventCode.DETECTOR_ON.code()
                || event.code() == SignalEventCode.PEDESTRIAN_DETECTOR_ON.code();
        DetectorHealth detector = health.get(place.device());
        if (detector == null) return;
        detector.observe(on, event.at());
        if (on) {
            vehicles.merge(place.device(), 1, Integer::sum);
        } else if (place.kind() == Device.Kind.STOP_LINE_DETECTOR) {
            for (Watched each : watched)
                if (each.devices().contains(detector.device())) each.watch().departure(event.at());
        }
    }

    private boolean isWaiting(Watched each) {
        var detectors = state.layout().detectors();
        for (int d = 0; d < detectors.size(); d++) {
            if (!state.isOccupied(d) || detectors.get(d).kind() != Device.Kind.STOP_LINE_DETECTOR) continue;
            DeviceId id = detectors.get(d).device();
            if (each.devices().stream().anyMatch(device -> device.id().equals(id))) return true;
        }
        return false;
    }

    /** What each detector is worth now. */
    Optional<DetectorVerdict> judge(DeviceId id, Instant now) {
        return Optional.ofNullable(health.get(id)).map(detector -> detector.judge(now));
    }

    /** Measures anew; every ten seconds. */
    void measure(Instant now, Predicate<DeviceId> trusted) {
        measured = flow.measure(now, trusted);
        measuredAt = now;
        tellNeighbours();
        for (Watched each : watched) {
            Function<Device.Kind, List<FlowMeasure>> of = kind -> each.devices().stream()
                    .filter(device -> device.kind() == kind && trusted.test(device.id()))
                    .flatMap(device -> Optional.ofNullable(lastMinute.get(device.id())).stream())
                    .map(window -> window.measure(now))
                    .filter(FlowMeasure::isMeasured)
                    .toList();
            List<FlowMeasure> advance = of.apply(Device.Kind.ADVANCE_DETECTOR);
            List<FlowMeasure> radars = of.apply(Device.Kind.RADAR);
            each.watch()
                    .observe(
                            mean(advance, FlowMeasure::occupancy),
                            mean(radars.isEmpty() ? advance : radars, FlowMeasure::meanSpeedKmh),
                            mean(radars.isEmpty() ? advance : radars, FlowMeasure::meanQueueM),
                            now);
        }
    }

    private static OptionalDouble mean(List<FlowMeasure> measures, Function<FlowMeasure, OptionalDouble> value) {
        return measures.stream()
                .map(value)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
    }

    /** A detector's neighbours are those of its approach; where it is alone there, those of the intersection. */
    private void tellNeighbours() {
        for (DetectorHealth each : health.values()) {
            if (each.device().channel().isEmpty() || each.device().kind() == Device.Kind.PEDESTRIAN_BUTTON) continue;
            List<Device> others = neighbours(each.device(), true);
            if (others.isEmpty()) others = neighbours(each.device(), false);
            if (others.isEmpty()) continue;
            double sum = 0;
            for (Device other : others) sum += vehicles.getOrDefault(other.id(), 0);
            each.neighbours(sum / others.size());
        }
        vehicles.clear();
    }

    private List<Device> neighbours(Device device, boolean sameApproach) {
        return health.values().stream()
                .map(DetectorHealth::device)
                .filter(other -> !other.id().equals(device.id()))
                .filter(other -> other.channel().isPresent() && other.kind() != Device.Kind.PEDESTRIAN_BUTTON)
                .filter(other -> !sameApproach || other.approach().equals(device.approach()))
                .toList();
    }

    List<Watched> watched() {
        return watched;
    }

    /** The flow of the whole intersection, once measured. */
    Optional<LiveFlow> findFlow() {
        return findWhole().map(whole -> whole.toLive(measuredAt));
    }

    Optional<ApproachFlow> findWhole() {
        return Optional.ofNullable(measured).map(SiteFlow::whole);
    }

    /** The flows of the links that lead to the intersection. */
    Map<LinkId, LiveFlow> flowsByLink() {
        Map<LinkId, LiveFlow> byLink = new LinkedHashMap<>();
        if (measured == null) return byLink;
        Map<ApproachId, ApproachFlow> flows = measured.approaches();
        for (Watched each : watched) {
            ApproachFlow approach = flows.get(each.approach().id());
            if (approach != null) byLink.put(each.approach().link(), approach.toLive(measuredAt));
        }
        return byLink;
    }
}
