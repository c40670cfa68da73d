package city.ioc.core.state;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.EnvironmentReading;
import city.ioc.contracts.field.EnvironmentReadings;
import city.ioc.contracts.field.LampReadings;
import city.ioc.contracts.field.LaneConducts;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.field.PlateSightings;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.field.StopLinePassages;
import city.ioc.contracts.gateway.DeviceRecord;
import city.ioc.contracts.gateway.GatewayStatus;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LiveDevice;
import city.ioc.contracts.live.LiveIntersection;
import city.ioc.contracts.live.LiveTopic;
import city.ioc.contracts.live.Quality;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.core.alarm.AlarmKind;
import city.ioc.core.alarm.EnvironmentWatch;
import city.ioc.core.alarm.Threshold;
import city.ioc.core.incident.IncidentKind;
import city.ioc.core.intake.MessageWindow;
import city.ioc.core.lamp.LampWatch;
import city.ioc.core.live.LiveSink;
import city.ioc.core.live.NodeTally;
import city.ioc.core.registry.CityIndex.SiteConfig;
import city.ioc.core.store.LatestReadings;
import city.ioc.signal.safety.ShownFault;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Live state of one site: its devices, its signals where it is an intersection, its traffic. Takes only what is fit for live use.
 * Owned by the shard's context.
 */
public final class SiteDesk {
    /** What is older is history only. */
    public static final Duration LIVE_AGE = Duration.ofSeconds(30);

    private static final Duration FUTURE = Duration.ofSeconds(5);
    private static final Duration FALLBACK_PATIENCE = Duration.ofSeconds(5);
    private static final Duration CLOCK_ALARM = Duration.ofSeconds(60);
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(10);
    private static final List<AlarmKind> ENVIRONMENT_KINDS =
            List.of(AlarmKind.FLOOD, AlarmKind.RAIN_HEAVY, AlarmKind.AIR_QUALITY);

    private final SiteConfig config;
    private final Map<DeviceId, DeviceDesk> devices = new LinkedHashMap<>();
    private final Optional<SignalDesk> signals;
    private final LampWatch lamps = new LampWatch();
    private final AlarmDesk alarms;
    private final IncidentDesk incidents;
    private final Map<DeviceId, EnvironmentWatch> environment = new LinkedHashMap<>();
    private final LiveSink live;
    private final LatestReadings latest;
    private final Map<DeviceId, Instant> clockSuspectAt = new HashMap<>();
    private Instant lastRefusal = Instant.EPOCH;
    private Instant measuredAt = Instant.EPOCH;

    public SiteDesk(
            SiteConfig config,
            Optional<SignalDesk> signals,
            AlarmDesk alarms,
            IncidentDesk incidents,
            LiveSink live,
            LatestReadings latest,
            ZoneId zone) {
        this.config = config;
        this.signals = signals;
        this.alarms = alarms;
        this.incidents = incidents;
        this.live = live;
        this.latest = latest;
        for (Device device : config.devices()) {
            devices.put(device.id(), new DeviceDesk(device));
            if (device.kind().isEnvironment())
                environment.put(device.id(), new EnvironmentWatch(device.metrics(), Threshold.listBuiltIn(), zone));
        }
    }

    public IntersectionId id() {
        return config.id();
    }

    public Optional<SignalDesk> signals() {
        return signals;
    }

    public Optional<DeviceDesk> findDevice(DeviceId id) {
        return Optional.ofNullable(devices.get(id));
    }

    /**
     * Whether live state may use a message. Where a controller's messages, or the times that they carry, do not go on from the
     * one before, something of the lamps may have been missed. One that was overtaken says nothing of lamps any more.
     */
    public MessageWindow.Verdict take(DeviceMessage message) {
        DeviceDesk device = devices.get(message.device());
        if (device == null) return MessageWindow.Verdict.FRESH;
        boolean gap = device.leavesGap(message);
        MessageWindow.Verdict verdict = device.window().take(message.id());
        if (verdict == MessageWindow.Verdict.FRESH && gap && isController(device)) missedEvents();
        return verdict;
    }

    /** Takes a message that is fresh, in time and of a device of this site. */
    public void apply(DeviceRecord record, GatewayId gateway, Instant now) {
        DeviceDesk sender = devices.get(record.message().device());
        if (sender == null) return;
        sender.seen(record.receivedAt());
        switch (record.message().body()) {
            case SignalEvents events ->
                applyEvents(
                        sender.isOvertaken(record.message()) ? detections(events) : events.events(),
                        sender,
                        gateway,
                        record.receivedAt(),
                        now);
            case DetectorReadings readings -> applyReadings(readings, sender, record.receivedAt(), now);
            case EnvironmentReadings readings -> applyEnvironment(readings, sender, now);
            case ControllerReport report -> {
                if (isInTime(report.at(), now) && isController(sender) && !sender.isOvertaken(record.message()))
                    signals.ifPresent(desk -> desk.observe(report, gateway, record.receivedAt(), now));
            }
            case PriorityCall call -> {
                if (isInTime(call.at(), now) && isController(sender))
                    signals.flatMap(SignalDesk::runtime)
                            .ifPresent(control ->
                                    control.call(call, sender.device().id(), now));
            }
            case PlateSightings plates -> {} // history only
            case LaneConducts conducts -> {} // likewise
            case StopLinePassages passages -> {} // judged together with the log, by the desk of violations
            case LampReadings seen -> {
                if (!sender.isOvertaken(record.message()))
                    lamps.saw(
                            sender.device().id(),
                            seen.readings().stream()
                                    .filter(each -> isInTime(each.at(), now))
                                    .toList());
            }
            case DeviceReport report ->
                sender.faulty(
                        report.healthy() ? Optional.empty() : report.fault().or(() -> Optional.of("UNHEALTHY")));
        }
    }

    private boolean isController(DeviceDesk sender) {
        return config.intersection()
                .filter(x -> x.controller().equals(sender.device().id()))
                .isPresent();
    }

    private static boolean isInTime(Instant at, Instant now) {
        return at.isAfter(now.minus(LIVE_AGE)) && at.isBefore(now.plus(FUTURE));
    }

    private void applyEvents(
            List<SignalEvent> told, DeviceDesk sender, GatewayId gateway, Instant receivedAt, Instant now) {
        if (signals.isEmpty() || !isController(sender)) return;
        List<SignalEvent> events = told;
        if (!events.stream().allMatch(event -> isInTime(event.at(), now))) {
            missedEvents();
            events = events.stream().filter(event -> isInTime(event.at(), now)).toList();
        }
        if (events.isEmpty()) return;
        signals.get().observe(events, gateway, receivedAt, now);
        if (signals.get().runtime().isEmpty()) markHeardThrough(sender.device().id(), receivedAt);
        live.append(id(), events);
    }

    private static List<SignalEvent> detections(SignalEvents message) {
        return message.events().stream()
                .filter(event -> SignalEventCode.find(event.code())
                        .map(SiteDesk::isDetection)
                        .orElse(false))
                .toList();
    }

    private static boolean isDetection(SignalEventCode code) {
        return switch (code) {
            case DETECTOR_ON,
                    DETECTOR_OFF,
                    PEDESTRIAN_DETECTOR_ON,
                    PEDESTRIAN_DETECTOR_OFF,
                    PEDESTRIAN_CALL,
                    GROUP_CALL_REGISTERED -> true;
            default -> false;
        };
    }

    /** Where detectors send no readings of their own, the controller's log speaks for them. */
    private void markHeardThrough(DeviceId controller, Instant receivedAt) {
        for (DeviceDesk device : devices.values())
            if (device.device().speaksThrough().filter(controller::equals).isPresent()) device.seen(receivedAt);
    }

    private void applyReadings(DetectorReadings message, DeviceDesk sender, Instant receivedAt, Instant now) {
        for (DetectorReading reading : message.readings()) {
            DeviceDesk detector = devices.get(reading.detector());
            if (detector == null || !isInTime(reading.at(), now)) continue;
            if (detector != sender) detector.seen(receivedAt);
            double hours = reading.interval().toMillis() / 3_600_000.0;
            detector.put("flowVehPerHour", (double) Math.round(reading.vehicles() / hours));
            put(detector, "occupancy", reading.occupancy());
            put(detector, "meanSpeedKmh", reading.meanSpeedKmh());
            put(detector, "queueM", reading.queueM());
            signals.ifPresent(desk -> desk.traffic().observe(reading));
            keepLatest(detector, reading.at(), now, reading);
        }
    }

    private static void put(DeviceDesk device, String key, java.util.OptionalDouble value) {
        if (value.isPresent()) device.put(key, Math.round(value.getAsDouble() * 1000) / 1000.0);
        else device.forget(key);
    }

    private void applyEnvironment(EnvironmentReadings message, DeviceDesk sender, Instant now) {
        for (EnvironmentReading reading : message.readings()) {
            if (!isInTime(reading.at(), now)) continue;
            sender.put(reading.metric(), reading.value());
            EnvironmentWatch watch = environment.get(sender.device().id());
            if (watch != null) watch.observe(reading);
        }
        EnvironmentReading last = message.readings().getLast();
        if (isInTime(last.at(), now)) keepLatest(sender, last.at(), now, sender.values());
    }

    private void keepLatest(DeviceDesk device, Instant at, Instant now, Object reading) {
        if (!device.isLatestDue(now)) return;
        try {
            latest.put(device.device().id(), at, CityJson.mapper().writeValueAsString(reading));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a reading cannot be written as JSON: " + reading, e);
        }
    }

    /** A message came with a clock beyond the bound. */
    public void clockSuspect(DeviceId device, Instant now) {
        clockSuspectAt.put(device, now);
    }

    /** What a gateway says of our devices, and of commands for us that it refused. */
    public void heard(GatewayStatus status, Instant now) {
        for (GatewayStatus.LinkState link : status.links()) {
            DeviceDesk device = devices.get(link.device());
            if (device != null) device.linked(link);
        }
        for (GatewayStatus.CommandRefusal refusal : status.refusedCommands()) {
            if (!refusal.intersection().equals(id().value()) || !refusal.at().isAfter(lastRefusal)) continue;
            lastRefusal = refusal.at();
            alarms.occurred(
                    AlarmKind.COMMAND_REFUSED,
                    id(),
                    status.gateway().value(),
                    Map.of("verdict", refusal.verdict(), "detail", refusal.detail()),
                    now);
        }
    }

    /** Events may have been missed. */
    public void missedEvents() {
        signals.ifPresent(SignalDesk::missedEvents);
    }

    /** The intersection has changed in a way that its lamps do not show. */
    public void touch() {
        signals.ifPresent(SignalDesk::touch);
    }

    /** Asks the control; several times a second. */
    public void tick(Instant now) {
        signals.ifPresent(desk -> {
            lamps.reported(desk::findLamp, now);
            desk.tick(now);
        });
    }

    /** Publishes the intersection if its lamps, stage or mode have changed. */
    public void publishChanged(Instant now) {
        signals.filter(SignalDesk::takeDirty).ifPresent(desk -> publish(desk, now));
    }

    public boolean isDirty() {
        return signals.map(SignalDesk::isDirty).orElse(false);
    }

    private void publish(SignalDesk desk, Instant now) {
        live.put(LiveTopic.INTERSECTION, id().value(), toLive(desk, now));
    }

    private LiveIntersection toLive(SignalDesk desk, Instant now) {
        return desk.toLive(now, this::quality, controllerQuality(desk));
    }

    private Quality quality(DeviceId id) {
        DeviceDesk device = devices.get(id);
        return device == null ? Quality.UNKNOWN : device.quality();
    }

    private Quality controllerQuality(SignalDesk desk) {
        return quality(desk.state().layout().intersection().controller());
    }

    /** What is done once a second: judge, alarm, publish. */
    public void second(Instant now) {
        for (DeviceDesk device : devices.values()) {
            signals.flatMap(desk -> desk.traffic().judge(device.device().id(), now))
                    .ifPresent(verdict -> device.faulty(verdict.fault().map(Enum::name)));
            device.judge(now);
            device.takeChange().ifPresent(this::publish);
        }
        alarmDevices(now);
        alarmEnvironment(now);
        signals.ifPresent(desk -> {
            desk.trust(this::isBelieved, now);
            measure(desk, now);
            alarmSignals(desk, now);
            desk.takeDirty();
            publish(desk, now);
        });
    }

    /** A device that has not been heard yet may be sound: its detector is believed until it is found out. */
    private boolean isBelieved(DeviceId id) {
        Quality quality = quality(id);
        return quality == Quality.GOOD || quality == Quality.UNKNOWN;
    }

    private void measure(SignalDesk desk, Instant now) {
        if (Duration.between(measuredAt, now).compareTo(MEASURE_EVERY) < 0) return;
        measuredAt = now;
        desk.traffic().measure(now, id -> quality(id) == Quality.GOOD);
        desk.traffic().flowsByLink().forEach((link, flow) -> live.put(LiveTopic.LINK, link.value(), flow));
        for (TrafficDesk.Watched each : desk.traffic().watched()) {
            var approach = each.approach().id();
            boolean congested = each.watch().isCongested();
            boolean stopped = each.watch().isStopped();
            Map<String, String> why = each.watch().congestionValues();
            incidents.set(IncidentKind.CONGESTION, congested, id(), approach, why, now);
            incidents.set(
                    IncidentKind.STOPPED_FLOW,
                    stopped,
                    id(),
                    approach,
                    each.watch().stoppedValues(),
                    now);
            alarms.condition(AlarmKind.CONGESTION, id(), approach.value(), congested, why, now);
            alarms.condition(
                    AlarmKind.STOPPED_FLOW,
                    id(),
                    approach.value(),
                    stopped,
                    each.watch().stoppedValues(),
                    now);
        }
    }

    private void alarmEnvironment(Instant now) {
        environment.forEach((device, watch) -> {
            var findings = watch.judge(now);
            for (AlarmKind kind : ENVIRONMENT_KINDS) {
                var finding =
                        findings.stream().filter(each -> each.kind() == kind).findFirst();
                if (finding.isPresent())
                    alarms.condition(
                            kind,
                            finding.get().severity(),
                            id(),
                            device.value(),
                            finding.get().values(),
                            now);
                else alarms.condition(kind, id(), device.value(), false, Map.of(), now);
            }
        });
    }

    private void publish(LiveDevice device) {
        live.put(LiveTopic.DEVICE, device.id().value(), device);
    }

    private void alarmDevices(Instant now) {
        for (DeviceDesk device : devices.values()) {
            boolean silent = device.quality() == Quality.STALE || device.quality() == Quality.OFFLINE;
            boolean carrierSilent = device.device()
                    .speaksThrough()
                    .map(this::quality)
                    .filter(quality -> quality == Quality.STALE || quality == Quality.OFFLINE)
                    .isPresent();
            String subject = device.device().id().value();
            alarms.condition(AlarmKind.DEVICE_SILENT, id(), subject, silent && !carrierSilent, since(device), now);
            incidents.set(IncidentKind.DEVICE_SILENT, silent && !carrierSilent, id(), subject, now);
            alarms.condition(
                    AlarmKind.DETECTOR_FAULT,
                    id(),
                    subject,
                    device.quality() == Quality.FAULTY,
                    Map.of("fault", device.findFault().orElse("")),
                    now);
            Instant suspect = clockSuspectAt.get(device.device().id());
            boolean off = suspect != null && Duration.between(suspect, now).compareTo(CLOCK_ALARM) < 0;
            if (suspect != null && !off) clockSuspectAt.remove(device.device().id());
            alarms.condition(AlarmKind.CLOCK_OFF, id(), subject, off, Map.of(), now);
        }
    }

    private static Map<String, String> since(DeviceDesk device) {
        return device.findLastSeen()
                .map(at -> Map.of("lastSeen", at.toString()))
                .orElse(Map.of());
    }

    private void alarmSignals(SignalDesk desk, Instant now) {
        String subject = desk.state().layout().intersection().controller().value();
        alarms.condition(
                AlarmKind.CONTROLLER_FLASH,
                id(),
                subject,
                desk.state().mode().filter(mode -> mode == ControlMode.FLASH).isPresent(),
                desk.faultValues(),
                now);
        boolean fallback = desk.findFallbackSince()
                .filter(at -> Duration.between(at, now).compareTo(FALLBACK_PATIENCE) > 0)
                .isPresent();
        alarms.condition(AlarmKind.LOCAL_FALLBACK, id(), subject, fallback, Map.of(), now);
        Optional<Map<String, String>> stepped = desk.findSteppedDown(now);
        alarms.condition(AlarmKind.STEPPED_DOWN, id(), subject, stepped.isPresent(), stepped.orElse(Map.of()), now);
        for (ShownFault fault : desk.takeShown())
            alarms.occurred(
                    AlarmKind.CONFLICT_SHOWN,
                    id(),
                    subject,
                    Map.of(
                            "fault", fault.kind().name(),
                            "group", fault.group().value(),
                            "other", fault.other().map(Object::toString).orElse(""),
                            "shortByS", String.valueOf(fault.shortBy().toMillis() / 1000.0)),
                    now);
        for (LampWatch.Verdict each : lamps.judge(now))
            alarms.condition(AlarmKind.LAMP_DIFFERS, id(), each.head().subject(), each.differs(), each.values(), now);
        desk.takeRefusal()
                .ifPresent(verdict -> alarms.occurred(
                        AlarmKind.COMMAND_REFUSED, id(), subject, Map.of("verdict", verdict.name()), now));
    }

    /** What this site adds to the city's figures. */
    public NodeTally tally() {
        int good = (int) devices.values().stream()
                .filter(device -> device.quality() == Quality.GOOD)
                .count();
        NodeTally counted = NodeTally.ofDevices(devices.size(), good);
        if (signals.isEmpty()) return counted;
        SignalDesk desk = signals.get();
        Quality controller = controllerQuality(desk);
        boolean silent = controller != Quality.GOOD && controller != Quality.FAULTY;
        boolean flashing = desk.state().isFlashing();
        boolean commanded = desk.state()
                .mode()
                .filter(mode -> mode == ControlMode.COMMANDED)
                .isPresent();
        boolean observed = desk.state().layout().intersection().control() == Intersection.Control.OBSERVED;
        return counted.plus(NodeTally.ofSignals(
                        !silent && commanded ? 1 : 0,
                        !silent && !commanded && !flashing && !observed ? 1 : 0,
                        !silent && flashing ? 1 : 0,
                        silent ? 1 : 0))
                .plus(desk.traffic().findWhole().map(NodeTally::ofFlow).orElse(NodeTally.ZERO));
    }

    /** What the next owner must know. */
    public SiteSnapshot snapshot(Instant now) {
        Map<String, SiteSnapshot.Mark> marks = new HashMap<>();
        for (DeviceDesk device : devices.values())
            if (device.window().newest() != 0)
                marks.put(
                        device.device().id().value(),
                        new SiteSnapshot.Mark(device.window().newest(), device.findLastSeen()));
        return new SiteSnapshot(
                now,
                marks,
                signals.map(SiteDesk::replay).orElse(List.of()),
                signals.flatMap(SignalDesk::runtime).flatMap(control -> control.findOverride()),
                signals.flatMap(SignalDesk::runtime)
                        .flatMap(control -> control.findShadow())
                        .filter(shadow -> !shadow.comesFromSettings()),
                signals.map(desk -> desk.state().priority().list()));
    }

    private static List<SignalEvent> replay(SignalDesk desk) {
        List<SignalEvent> events = new ArrayList<>();
        var state = desk.state();
        for (int d = 0; d < state.layout().detectors().size(); d++) {
            int channel = state.layout().detectors().get(d).channel();
            SignalEventCode code = state.isOccupied(d) ? SignalEventCode.DETECTOR_ON : SignalEventCode.DETECTOR_OFF;
            state.findDetectorSince(d).ifPresent(at -> events.add(new SignalEvent(at, code, channel)));
        }
        return events;
    }

    /** Goes on from what the owner before knew. */
    public void resume(SiteSnapshot snapshot, Instant now) {
        snapshot.devices().forEach((code, mark) -> {
            DeviceDesk device = devices.get(new DeviceId(code));
            if (device != null)
                device.resume(
                        MessageWindow.resumedAfter(MessageId.fromLong(mark.newest())),
                        mark.lastSeen().orElse(null));
        });
        signals.ifPresent(desk -> {
            snapshot.replay().forEach(desk.state()::observe);
            snapshot.priority().orElse(List.of()).forEach(desk.state().priority()::ask);
            desk.runtime().ifPresent(control -> {
                snapshot.override().filter(override -> !override.isExpired(now)).ifPresent(control::restore);
                snapshot.shadow().filter(shadow -> !shadow.isExpired(now)).ifPresent(control::restore);
            });
        });
    }
}
