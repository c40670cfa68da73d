package city.ioc.sim.bench;

import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.contracts.wire.WireException;
import city.ioc.mqtt.MqttInbound;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** What every controller of a city says it follows, heard at the broker. Thread-safe. */
final class ModeWatch implements AutoCloseable {
    private final Map<String, ControlMode> modes = new HashMap<>();
    private final MqttLink link;

    ModeWatch(BenchCity city, GatewayId gateway) {
        link = MqttLink.open(
                MqttLinkOptions.to(city.broker(), "bench-modes")
                        .credentials(gateway.value(), city.brokerPassword(gateway.value()))
                        .build(),
                this::hear);
        link.subscribe(Topics.ALL_FIELD_UP, 0).join();
    }

    private synchronized void hear(MqttInbound message) {
        try {
            DeviceMessage said = DeviceWire.decode(message.payload());
            if (said.body() instanceof ControllerReport report
                    && report.mode() != modes.put(said.device().value(), report.mode())) notifyAll();
        } catch (WireException e) {
            throw new BenchException("a device of the demo city said what cannot be read: " + e.getMessage(), e);
        }
    }

    /** How many controllers have been heard. */
    synchronized int count() {
        return modes.size();
    }

    synchronized long countIn(ControlMode mode) {
        return modes.values().stream().filter(each -> each == mode).count();
    }

    /**
     * Waits until the watch is as wanted.
     *
     * @return seconds it took
     * @throws BenchException when it was not so within the limit
     */
    synchronized double await(String what, Predicate<ModeWatch> wanted, Duration limit) {
        long began = System.nanoTime();
        while (!wanted.test(this)) {
            long left = limit.toMillis() - (System.nanoTime() - began) / 1_000_000;
            if (left <= 0)
                throw new BenchException(what + ": not within " + limit.toSeconds() + " s; modes are " + modes);
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchException("interrupted", e);
            }
        }
        return (System.nanoTime() - began) / 1e9;
    }

    @Override
    public void close() {
        link.close();
    }
}
