package city.ioc.edge;

import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.gateway.DeviceRecord;
import city.ioc.contracts.gateway.EventAck;
import city.ioc.contracts.gateway.EventBatch;
import city.ioc.contracts.gateway.GatewayStatus;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.wire.GatewayWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.contracts.wire.WireException;
import city.ioc.mqtt.LinkState;
import city.ioc.mqtt.MqttInbound;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.mqtt.MqttPublish;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Receives batches as a core does and acknowledges them, as long as its "database" is up. */
final class FakeCore implements AutoCloseable {
    final GatewayId gateway = new GatewayId("gw-t");
    final BlockingQueue<EventBatch> batches = new LinkedBlockingQueue<>();
    final List<EventBatch> all = new CopyOnWriteArrayList<>();
    final Map<Long, Integer> seen = new ConcurrentHashMap<>();
    final Set<String> faults = ConcurrentHashMap.newKeySet();
    volatile @Nullable GatewayStatus status;
    volatile boolean databaseUp = true;
    private final MqttLink link;

    FakeCore(URI broker) throws Exception {
        link = MqttLink.open(
                MqttLinkOptions.to(broker, "core")
                        .reconnect(java.time.Duration.ofMillis(20), java.time.Duration.ofMillis(200))
                        .build(),
                this::receive);
        link.subscribe("ioc/v1/event/+/" + gateway, 1).get(10, TimeUnit.SECONDS);
        link.subscribe(Topics.ALL_GATEWAY_STATUS, 0).get(10, TimeUnit.SECONDS);
        awaitConnected(link);
    }

    static void awaitConnected(MqttLink link) throws InterruptedException {
        var connected = new java.util.concurrent.CountDownLatch(1);
        link.onStateChange(state -> {
            if (state == LinkState.CONNECTED) connected.countDown();
        });
        if (!connected.await(10, TimeUnit.SECONDS)) throw new AssertionError("no connection to the broker");
    }

    private void receive(MqttInbound inbound) {
        try {
            if (inbound.topic().startsWith("ioc/v1/status/")) {
                status = GatewayWire.decodeGatewayStatus(inbound.payload());
                return;
            }
            EventBatch batch = GatewayWire.decodeEventBatch(inbound.payload());
            all.add(batch);
            if (!databaseUp) return;
            for (DeviceRecord record : batch.records()) seen.merge(number(record.message()), 1, Integer::sum);
            acknowledge(batch);
            batches.add(batch);
        } catch (WireException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
    }

    /** Device and number of a message in one long: enough for one session. */
    static long number(DeviceMessage message) {
        return ((long) message.device().value().hashCode() << 32) + message.id().seq();
    }

    void acknowledge(EventBatch batch) {
        EventAck ack = new EventAck(batch.stream(), List.of(new EventAck.SeqRange(batch.seq(), batch.seq())));
        link.publish(Topics.ack(gateway), GatewayWire.encode(ack), MqttPublish.AT_LEAST_ONCE);
    }

    void command(ControllerCommand command) {
        link.publish(Topics.command(gateway), GatewayWire.encode(command), MqttPublish.AT_LEAST_ONCE);
    }

    MqttLink link() {
        return link;
    }

    @Override
    public void close() {
        link.abandon();
    }
}
