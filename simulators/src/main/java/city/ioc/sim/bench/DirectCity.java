package city.ioc.sim.bench;

import city.ioc.contracts.city.City;
import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LiveDecision;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.GatewayWire;
import city.ioc.contracts.wire.WireException;
import city.ioc.core.control.ControlOutput;
import city.ioc.core.control.SignalOverride;
import city.ioc.core.control.SignalRuntime;
import city.ioc.core.health.DetectorHealth;
import city.ioc.signal.decision.Strategies;
import city.ioc.signal.model.DownstreamNews;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.safety.ConflictMonitor;
import city.ioc.signal.traffic.CityLanes;
import city.ioc.signal.traffic.LaneLayout;
import city.ioc.sim.device.FaultPlan;
import city.ioc.sim.device.Field;
import city.ioc.sim.device.SignalController;
import city.ioc.sim.device.StreetStep;
import city.ioc.sim.traffic.GroundTruth;
import city.ioc.sim.traffic.SimulationSettings;
import city.ioc.sim.traffic.StreetTraffic;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The demo city in one thread as fast as it goes: its streets and devices, and the core's control of every intersection. Device
 * messages and commands are encoded and decoded as on the wire, but pass from one to the other without broker, gateway and
 * database. For finding what a control strategy is worth; that the whole path does the same is measured over MQTT.
 */
final class DirectCity {
    private static final GatewayId GATEWAY = new GatewayId("direct");

    private final StreetTraffic traffic;
    private final Field field;
    private final Map<IntersectionId, Desk> desks = new HashMap<>();
    private Instant now;
    private long controlNanos;
    private long decisions;
    private int shownFaults;

    private final class Desk implements ControlOutput {
        final SignalState state;
        final SignalRuntime runtime;
        final List<DetectorHealth> detectors;

        Desk(City city, Intersection x, LaneLayout lanes, String strategy) {
            List<Device> devices = city.devices().stream()
                    .filter(device -> device.site().equals(x.id()))
                    .toList();
            SignalLayout layout = SignalLayout.of(x, devices, lanes);
            detectors = layout.detectors().stream()
                    .map(place -> devices.stream()
                            .filter(device -> device.id().equals(place.device()))
                            .findFirst()
                            .orElseThrow())
                    .map(device -> new DetectorHealth(device, city.timeZone()))
                    .toList();
            boolean coordinated =
                    city.corridors().stream().anyMatch(c -> c.intersections().contains(x.id()));
            state = new SignalState(layout);
            runtime = new SignalRuntime(
                    state, Strategies.laddered(strategy, layout, city.timeZone(), coordinated), city.timeZone(), this);
            runtime.reportedBy(GATEWAY);
        }

        void hear(SignalEvents events) {
            boolean changed = false;
            for (SignalEvent event : events.events()) {
                shownFaults += ConflictMonitor.judge(state, event).size();
                changed |= state.observe(event);
                boolean on = event.code() == SignalEventCode.DETECTOR_ON.code();
                if (on || event.code() == SignalEventCode.DETECTOR_OFF.code())
                    state.layout()
                            .findDetector(event.parameter())
                            .ifPresent(d -> detectors.get(d).observe(on, event.at()));
            }
            state.heard(now);
            if (changed) act();
        }

        void hear(ControllerReport report) {
            if (state.observe(report)) act();
        }

        void judgeDetectors() {
            for (int d = 0; d < detectors.size(); d++)
                state.trust(d, detectors.get(d).judge(now).fault().isEmpty(), now);
        }

        void act() {
            long began = cpuNanos();
            runtime.act(now, Optional.empty());
            controlNanos += cpuNanos() - began;
            decisions++;
        }

        @Override
        public void command(GatewayId gateway, ControllerCommand command) {
            field.command(command.controller(), GatewayWire.encode(command), now);
        }

        @Override
        public void decided(String id, LiveDecision decision) {}

        @Override
        public void overridden(SignalOverride override, Optional<Instant> endedAt, Optional<String> endedBy) {}
    }

    /** @param strategy of every commanded intersection */
    DirectCity(City city, SimulationSettings settings, long seed, Instant start, String strategy, GroundTruth truth) {
        now = start;
        traffic = StreetTraffic.createFilled(city, settings, seed, start, truth);
        field = new Field(
                city,
                new FaultPlan(settings.deviceFaults(), start),
                (sensor, metric, at) -> 0,
                1,
                start,
                device -> (topic, payload, at) -> hear(device, payload));
        Map<IntersectionId, LaneLayout> lanes = CityLanes.of(city);
        for (Intersection x : city.intersections())
            if (x.control() == Intersection.Control.COMMANDED)
                desks.put(x.id(), new Desk(city, x, lanes.getOrDefault(x.id(), LaneLayout.NONE), strategy));
    }

    private void hear(Device device, byte[] payload) {
        Desk desk = desks.get(device.site());
        if (desk == null) return;
        try {
            DeviceMessage message = DeviceWire.decode(payload);
            if (message.body() instanceof SignalEvents events) desk.hear(events);
            else if (message.body() instanceof ControllerReport report) desk.hear(report);
            else if (message.body() instanceof PriorityCall call) desk.runtime.call(call, message.device(), now);
        } catch (WireException e) {
            throw new BenchException("a device of the city says what cannot be read", e);
        }
    }

    /** Lives on for so long. */
    void run(Duration length) {
        Instant end = now.plus(length);
        while (now.isBefore(end)) {
            now = now.plus(SignalController.TICK);
            field.tick(now);
            if (!traffic.now().plus(StreetTraffic.STEP).isAfter(now)) {
                var lamps = field.lamps();
                traffic.step((x, group) ->
                        lamps.getOrDefault(x, Map.of()).getOrDefault(group, city.ioc.contracts.live.Lamp.DARK));
                field.observe(new StreetStep(
                        traffic.now(), traffic.detectors(), traffic.radars(), traffic.presses(), traffic.callers()));
                if (now.toEpochMilli() % 1000 == 0) {
                    tellDownstream();
                    for (Desk desk : desks.values()) desk.judgeDetectors();
                }
                for (Desk desk : desks.values()) desk.act();
            }
        }
    }

    private void tellDownstream() {
        for (Desk desk : desks.values())
            DownstreamNews.tell(desk.state, now.toEpochMilli(), (road, pcu) -> {
                for (Desk other : desks.values()) other.state.traffic().expect(road, pcu, now.toEpochMilli());
            });
    }

    /** CPU time of one decision with guard and command, µs. */
    double decisionMicros() {
        return decisions == 0 ? 0 : controlNanos / 1000.0 / decisions;
    }

    /** What lamps have shown against the rules. */
    int shownFaults() {
        return shownFaults;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
