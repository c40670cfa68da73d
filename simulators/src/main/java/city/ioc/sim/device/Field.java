package city.ioc.sim.device;

import city.ioc.contracts.city.City;
import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.CommandVerdict;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.wire.GatewayWire;
import city.ioc.contracts.wire.WireException;
import city.ioc.sim.traffic.DetectorStep;
import city.ioc.sim.traffic.RadarStep;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All devices of a city. It knows no thread, socket or clock: time, commands and the street are handed in, messages go to the
 * outlets. Confined to one thread.
 */
public final class Field {
    private static final Logger log = LoggerFactory.getLogger(Field.class);

    private final Map<DeviceId, Cabinet> cabinets = new LinkedHashMap<>();
    private final Map<DeviceId, Radar> radars = new LinkedHashMap<>();
    private final List<EnvironmentSensor> sensors = new ArrayList<>();
    private final List<Camera> cameras = new ArrayList<>();
    private final Set<DeviceId> filming = ConcurrentHashMap.newKeySet();
    private final List<Speaker> speakers = new ArrayList<>();
    private final Map<CommandVerdict, Long> verdicts = new EnumMap<>(CommandVerdict.class);

    private record Radar(RadarDetector detector, Speaker speaker) {}

    /**
     * @param session of every device in this run, greater than in any run before
     * @param outlets the connection of a device that has one of its own
     */
    public Field(
            City city,
            FaultPlan faults,
            Surroundings surroundings,
            long session,
            Instant start,
            Function<Device, Outlet> outlets) {
        LocalDate today = LocalDate.ofInstant(start, city.timeZone());
        Map<DeviceId, Outlet> byCarrier = new HashMap<>();
        Map<DeviceId, Speaker> byDevice = new LinkedHashMap<>();
        for (Device device : city.devices()) {
            if (!device.isValidOn(today)) continue;
            Device carrier = device.speaksThrough()
                    .map(id -> city.findDevice(id).orElseThrow())
                    .orElse(device);
            Outlet outlet = byCarrier.computeIfAbsent(carrier.id(), id -> outlets.apply(carrier));
            Speaker speaker = new Speaker(device, session, faults, outlet);
            byDevice.put(device.id(), speaker);
            speakers.add(speaker);
        }
        for (Intersection x : city.intersections()) {
            Speaker speaker = byDevice.get(x.controller());
            if (speaker == null) continue;
            List<Speaker> wired = byDevice.values().stream()
                    .filter(each -> each.device().site().equals(x.id())
                            && each.device().kind().isDetector())
                    .toList();
            SignalController controller = new SignalController(x, city.timeZone(), start);
            cabinets.put(x.controller(), new Cabinet(controller, speaker, wired, faults, start));
        }
        for (Speaker speaker : byDevice.values()) {
            Device device = speaker.device();
            switch (device.kind()) {
                case CONTROLLER, STOP_LINE_DETECTOR, ADVANCE_DETECTOR, PEDESTRIAN_BUTTON -> {}
                case RADAR ->
                    radars.put(
                            device.id(),
                            new Radar(new RadarDetector(device.id(), device.reportEvery(), start), speaker));
                case CAMERA -> cameras.add(new Camera(speaker, start));
                case AIR_QUALITY, RAIN_GAUGE, WATER_LEVEL ->
                    sensors.add(new EnvironmentSensor(speaker, surroundings, start));
            }
        }
    }

    /** Runs the controllers, at least every {@link SignalController#TICK}. */
    public void tick(Instant now) {
        for (Cabinet cabinet : cabinets.values()) cabinet.tick(now);
    }

    /** Hands the devices what the street did in one step. */
    public void observe(StreetStep step) {
        Map<DeviceId, DetectorStep> byDetector = new HashMap<>();
        for (DetectorStep each : step.detectors()) byDetector.put(each.detector(), each);
        for (Cabinet cabinet : cabinets.values()) cabinet.observe(byDetector, step);
        for (RadarStep each : step.radars()) {
            Radar radar = radars.get(each.radar());
            if (radar != null) radar.detector().observe(each);
        }
        for (Radar radar : radars.values())
            radar.detector()
                    .takeReading(step.end())
                    .ifPresent(reading -> radar.speaker().say(new DetectorReadings(List.of(reading)), step.end()));
        for (EnvironmentSensor sensor : sensors) sensor.report(step.end());
        for (Camera camera : cameras) if (!filming.contains(camera.id())) camera.report(step.end());
    }

    /** A camera that sends pictures says no more: who watches its pictures speaks for it. Any thread. */
    public void films(DeviceId camera) {
        filming.add(camera);
    }

    /** A command as it arrived at a controller; obeyed at once. */
    public void command(DeviceId controller, byte[] payload, Instant now) {
        Cabinet cabinet = cabinets.get(controller);
        if (cabinet == null) return;
        CommandVerdict verdict;
        try {
            ControllerCommand command = GatewayWire.decodeControllerCommand(payload);
            verdict = cabinet.obey(command, now);
            if (verdict != CommandVerdict.ACCEPTED)
                log.warn("command refused controller={} command={} verdict={}", controller, command.command(), verdict);
        } catch (WireException e) {
            verdict = CommandVerdict.REFUSED_MALFORMED;
            log.warn("command refused controller={} verdict={} reason=\"{}\"", controller, verdict, e.getMessage());
        }
        verdicts.merge(verdict, 1L, Long::sum);
    }

    /** What every lamp of the city shows. */
    public Map<IntersectionId, Map<SignalGroupId, Lamp>> lamps() {
        Map<IntersectionId, Map<SignalGroupId, Lamp>> lamps = new HashMap<>();
        for (Cabinet cabinet : cabinets.values())
            lamps.put(
                    cabinet.controller().intersection().id(),
                    cabinet.controller().lamps());
        return lamps;
    }

    int controllers() {
        return cabinets.size();
    }

    /** How many controllers follow commands of the centre. */
    int commanded() {
        int commanded = 0;
        for (Cabinet cabinet : cabinets.values()) if (cabinet.controller().mode() == ControlMode.COMMANDED) commanded++;
        return commanded;
    }

    Optional<Cabinet> findCabinet(IntersectionId intersection) {
        return cabinets.values().stream()
                .filter(each -> each.controller().intersection().id().equals(intersection))
                .findFirst();
    }

    Map<CommandVerdict, Long> verdicts() {
        return Map.copyOf(verdicts);
    }

    long messagesSaid() {
        return speakers.stream().mapToLong(Speaker::sent).sum();
    }
}
