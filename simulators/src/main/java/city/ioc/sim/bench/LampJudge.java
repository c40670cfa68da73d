package city.ioc.sim.bench;

import city.ioc.contracts.city.City;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.contracts.wire.WireException;
import city.ioc.mqtt.MqttInbound;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.safety.ConflictMonitor;
import city.ioc.signal.safety.ShownFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Listens at the broker to what the controllers of a city say of their lamps, and judges it as the conflict monitor does; apart from
 * the core, which does so too. Thread-safe.
 */
final class LampJudge implements AutoCloseable {
    private final Map<DeviceId, SignalState> states = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final MqttLink link;
    private long reports;
    private long commanded;
    private boolean everybodyFollows;
    private final Map<DeviceId, ControlMode> modes = new HashMap<>();

    LampJudge(BenchCity running, GatewayId gateway) {
        City city = running.city();
        for (Intersection x : city.intersections()) states.put(x.controller(), new SignalState(SignalLayout.of(x)));
        link = MqttLink.open(
                MqttLinkOptions.to(running.broker(), "bench-lamps")
                        .credentials(gateway.value(), running.brokerPassword(gateway.value()))
                        .build(),
                this::hear);
        link.subscribe(Topics.ALL_FIELD_UP, 1).join();
    }

    private synchronized void hear(MqttInbound message) {
        DeviceMessage said;
        try {
            said = DeviceWire.decode(message.payload());
        } catch (WireException e) {
            throw new BenchException("a device said what cannot be read: " + e.getMessage(), e);
        }
        SignalState state = states.get(said.device());
        if (state == null) return;
        if (said.body() instanceof SignalEvents events) {
            for (SignalEvent event : events.events()) {
                for (ShownFault fault : ConflictMonitor.judge(state, event))
                    faults.add(event.at() + " " + said.device() + " " + fault);
                state.observe(event);
            }
        } else if (said.body() instanceof ControllerReport report) {
            state.observe(report);
            count(said.device(), report.mode());
        }
    }

    private void count(DeviceId controller, ControlMode mode) {
        modes.put(controller, mode);
        everybodyFollows |= modes.size() == states.size()
                && modes.values().stream().allMatch(each -> each == ControlMode.COMMANDED);
        if (!everybodyFollows) return;
        reports++;
        if (mode == ControlMode.COMMANDED) commanded++;
    }

    /** What was shown and must not be, in words. */
    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** Share of the controllers' reports, from the moment on when all followed the core, that say they do; 0 before. */
    synchronized double commandedShare() {
        return reports == 0 ? 0 : (double) commanded / reports;
    }

    @Override
    public void close() {
        link.close();
    }
}
