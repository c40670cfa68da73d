package city.ioc.core;

import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.gateway.DeviceRecord;
import city.ioc.contracts.gateway.EventAck;
import city.ioc.contracts.gateway.EventBatch;
import city.ioc.contracts.gateway.StreamId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.wire.GatewayWire;
import city.ioc.contracts.wire.Shards;
import city.ioc.contracts.wire.Topics;
import city.ioc.contracts.wire.WireException;
import city.ioc.mqtt.MqttInbound;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.mqtt.MqttPublish;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gateway as the core sees one: keeps every batch until it is acknowledged and sends what is not again. Thread-safe. */
final class GatewayFixture implements AutoCloseable {
    private final GatewayId id;
    private final long session;
    private final MqttLink link;
    private final Map<Integer, TreeMap<Long, EventBatch>> unacknowledged = new HashMap<>();
    private final Map<Integer, Long> lastSeq = new HashMap<>();
    private final Map<DeviceId, Long> messageSeq = new HashMap<>();
    final List<ControllerCommand> commands = new CopyOnWriteArrayList<>();

    GatewayFixture(String brokerUrl, String code, long session) {
        this.id = new GatewayId(code);
        this.session = session;
        this.link = MqttLink.open(
                MqttLinkOptions.to(URI.create(brokerUrl), "test-" + code).build(), this::receive);
        link.subscribe(Topics.ack(id), 1).join();
        link.subscribe(Topics.command(id), 1).join();
    }

    private void receive(MqttInbound message) {
        try {
            if (message.topic().equals(Topics.ack(id))) acknowledge(GatewayWire.decodeEventAck(message.payload()));
            else commands.add(GatewayWire.decodeControllerCommand(message.payload()));
        } catch (WireException e) {
            throw new AssertionError(e);
        }
    }

    private synchronized void acknowledge(EventAck ack) {
        if (ack.stream().session() != session) return;
        var waiting = unacknowledged.get(ack.stream().shard());
        for (EventAck.SeqRange range : ack.committed())
            if (waiting != null)
                waiting.subMap(range.first(), true, range.last(), true).clear();
    }

    /** Sends one message of a device in a batch of its own. */
    synchronized MessageId send(IntersectionId site, DeviceId device, DeviceBody body, Instant at) {
        long seq = messageSeq.merge(device, 1L, Long::sum);
        MessageId message = new MessageId(session, seq);
        send(new DeviceRecord(site, at, new DeviceMessage(device, message, at, body), false));
        return message;
    }

    synchronized void send(DeviceRecord record) {
        int shard = Shards.of(record.site());
        long seq = lastSeq.merge(shard, 1L, Long::sum);
        var waiting = unacknowledged.computeIfAbsent(shard, key -> new TreeMap<>());
        long floor = waiting.isEmpty() ? seq : waiting.firstKey();
        EventBatch batch =
                new EventBatch(new StreamId(id, session, shard), seq, floor, false, Instant.now(), List.of(record));
        waiting.put(seq, batch);
        publish(batch);
    }

    /** Sends everything that is not acknowledged again, as from the backlog. */
    synchronized void resend() {
        for (TreeMap<Long, EventBatch> waiting : unacknowledged.values()) {
            for (EventBatch batch : waiting.values())
                publish(new EventBatch(
                        batch.stream(), batch.seq(), waiting.firstKey(), true, Instant.now(), batch.records()));
        }
    }

    /** How many messages were sent, not counting repeats. */
    synchronized long sent() {
        return messageSeq.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized int waiting() {
        return unacknowledged.values().stream().mapToInt(TreeMap::size).sum();
    }

    private void publish(EventBatch batch) {
        link.publish(Topics.events(batch.stream().shard(), id), GatewayWire.encode(batch), MqttPublish.AT_LEAST_ONCE);
    }

    @Override
    public void close() {
        link.close();
    }
}
