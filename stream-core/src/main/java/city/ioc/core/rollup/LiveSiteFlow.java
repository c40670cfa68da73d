package city.ioc.core.rollup;

import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.core.rollup.SiteAnalysis.SiteFlow;
import city.ioc.signal.model.SignalLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * The flows of one intersection over the last five minutes. Takes readings and events as they come; where the centre only
 * watches, readings are made out of the detectors' actuations. Owned by the shard's thread.
 */
public final class LiveSiteFlow {
    private static final Duration DERIVED_INTERVAL = Duration.ofSeconds(10);

    private final SignalLayout layout;
    private final SiteAnalysis analysis;
    private final Map<DeviceId, FlowWindow> windows = new HashMap<>();
    private final Map<DeviceId, ActuationReadings> derived = new HashMap<>();
    private final GreenTimes[] greens;

    public LiveSiteFlow(SignalLayout layout, List<Device> devices) {
        this.layout = layout;
        this.analysis = new SiteAnalysis(layout, devices);
        greens = new GreenTimes[layout.groups()];
        for (int g = 0; g < greens.length; g++) greens[g] = new GreenTimes(FlowWindow.LENGTH);
        for (Device device : devices) if (device.kind().isDetectorOrRadar()) windows.put(device.id(), new FlowWindow());
        if (layout.intersection().control() == Intersection.Control.OBSERVED)
            for (var place : layout.detectors())
                derived.put(place.device(), new ActuationReadings(place.device(), DERIVED_INTERVAL));
    }

    public void observe(DetectorReading reading) {
        FlowWindow window = windows.get(reading.detector());
        if (window == null) return;
        // A device that sends readings needs none to be made.
        derived.remove(reading.detector());
        window.add(reading);
    }

    public void observe(SignalEvent event) {
        SignalEventCode code = SignalEventCode.find(event.code()).orElse(null);
        if (code == null) return;
        switch (code) {
            case GROUP_BEGIN_GREEN, OVERLAP_BEGIN_GREEN -> green(code, event, true);
            case GROUP_BEGIN_AMBER,
                    GROUP_BEGIN_RED_CLEARANCE,
                    OVERLAP_BEGIN_AMBER,
                    OVERLAP_BEGIN_RED_CLEARANCE,
                    OVERLAP_OFF -> green(code, event, false);
            case DETECTOR_ON -> actuation(event, true);
            case DETECTOR_OFF -> actuation(event, false);
            default -> {}
        }
    }

    /**
     * The flows of the window that ends now.
     *
     * @param trusted which detectors can be believed
     */
    public SiteFlow measure(Instant now, Predicate<DeviceId> trusted) {
        derived.forEach((id, readings) -> readings.close(now).ifPresent(reading -> add(id, reading)));
        double pcuPerVehicle = pcuPerVehicle(now);
        return analysis.analyse(
                id -> Optional.ofNullable(windows.get(id))
                        .filter(window -> trusted.test(id))
                        .map(window -> window.measure(now, pcuPerVehicle)),
                group -> greens[group].measure(now));
    }

    /** By the classes that the intersection's radars counted; the usual mix without any. */
    private double pcuPerVehicle(Instant now) {
        double pcu = 0;
        int vehicles = 0;
        for (FlowWindow window : windows.values()) {
            FlowMeasure classified = window.measureClassified(now);
            pcu += classified.pcu();
            vehicles += classified.vehicles();
        }
        return vehicles >= 20 ? pcu / vehicles : FlowWindow.MIXED_PCU_PER_VEHICLE;
    }

    private void green(SignalEventCode code, SignalEvent event, boolean on) {
        OptionalInt group = layout.findGroup(code, event.parameter());
        if (group.isPresent()) greens[group.getAsInt()].observe(on, event.at());
    }

    private void actuation(SignalEvent event, boolean on) {
        OptionalInt detector = layout.findDetector(event.parameter());
        if (detector.isEmpty()) return;
        DeviceId id = layout.detectors().get(detector.getAsInt()).device();
        ActuationReadings readings = derived.get(id);
        if (readings != null) readings.observe(on, event.at()).ifPresent(reading -> add(id, reading));
    }

    private void add(DeviceId id, DetectorReading reading) {
        FlowWindow window = windows.get(id);
        if (window != null) window.add(reading);
    }
}
