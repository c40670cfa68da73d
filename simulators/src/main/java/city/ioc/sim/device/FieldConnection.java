package city.ioc.sim.device;

import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.wire.Topics;
import city.ioc.mqtt.MqttInbound;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.mqtt.MqttPublish;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The MQTT connection of a device that has its own: a cabinet, with its controller and detectors, or a radar, camera or sensor.
 * Everything but the receiving of commands happens on the thread of the field, which calls {@link #pump} often; the broker's
 * acknowledgements are collected in between.
 */
final class FieldConnection implements Outlet, AutoCloseable {
    private static final byte[] ONLINE = "online".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OFFLINE = "offline".getBytes(StandardCharsets.UTF_8);
    private static final Duration MEMORY = Duration.ofMinutes(10);
    private static final int CAPACITY = 6_000;
    private static final int MAX_IN_FLIGHT = 32;

    private final SendBuffer buffer = new SendBuffer(CAPACITY, MEMORY);
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final MqttLink link;
    private final String frameTopic;
    private long acknowledged;

    /** What became of a message that was published. */
    private record Outcome(SendBuffer.Pending pending, boolean acknowledged) {}

    /** How to reach the broker. {@code account}: user name and password of the device, empty for an anonymous broker. */
    record Account(String user, String password) {}

    private FieldConnection(MqttLinkOptions options, String frameTopic, Consumer<MqttInbound> onMessage) {
        this.frameTopic = frameTopic;
        link = MqttLink.open(options, onMessage);
    }

    /** Connects a device in the background. {@code onCommand} gets what arrives on its down topic, on a thread of the link. */
    static FieldConnection open(
            BrokerAddress broker,
            IntersectionId site,
            DeviceId device,
            Optional<Account> account,
            Optional<Consumer<byte[]>> onCommand) {
        String linkTopic = Topics.fieldLink(site, device);
        MqttLinkOptions options = MqttLinkOptions.to(broker.url(), device.value())
                .credentials(account.map(Account::user), account.map(Account::password))
                .caFile(broker.caFile())
                .keepAlive(Duration.ofSeconds(15))
                .maxInFlight(MAX_IN_FLIGHT)
                .will(linkTopic, OFFLINE, true)
                .birth(linkTopic, ONLINE, true)
                .build();
        FieldConnection connection = new FieldConnection(
                options,
                Topics.fieldFrame(site, device),
                inbound -> onCommand.ifPresent(receiver -> receiver.accept(inbound.payload())));
        if (onCommand.isPresent()) connection.link.subscribe(Topics.fieldDown(site, device), 1);
        return connection;
    }

    @Override
    public void send(String topic, byte[] payload, Instant now) {
        buffer.add(topic, payload, now);
        pump();
    }

    /** Notes what the broker acknowledged and publishes what waits, as far as the window allows. */
    void pump() {
        for (Outcome outcome = outcomes.poll(); outcome != null; outcome = outcomes.poll()) {
            if (outcome.acknowledged()) {
                buffer.acknowledged();
                acknowledged++;
            } else {
                buffer.giveBack(outcome.pending());
            }
        }
        for (int free = Math.min(link.free(), MAX_IN_FLIGHT - buffer.inFlight()); free > 0; free--) {
            Optional<SendBuffer.Pending> next = buffer.next();
            if (next.isEmpty()) return;
            SendBuffer.Pending pending = next.get();
            link.publish(pending.topic(), pending.payload(), MqttPublish.AT_LEAST_ONCE)
                    .whenComplete((done, failure) -> outcomes.add(new Outcome(pending, failure == null)));
        }
    }

    /** Sends a picture at most once: the next one makes it worthless, so what does not fit now is let go. Any thread. */
    void show(byte[] jpeg) {
        if (link.free() > 0)
            link.publish(frameTopic, jpeg, MqttPublish.AT_MOST_ONCE.withContentType(Topics.CONTENT_TYPE_JPEG));
    }

    /** Sends a picture so that the broker says whether anybody subscribes to them; fails without a connection. Any thread. */
    CompletableFuture<Boolean> ask(byte[] jpeg) {
        return link.publishAndAsk(
                frameTopic, jpeg, MqttPublish.AT_LEAST_ONCE.withContentType(Topics.CONTENT_TYPE_JPEG));
    }

    boolean isConnected() {
        return link.isConnected();
    }

    long acknowledged() {
        return acknowledged;
    }

    long dropped() {
        return buffer.dropped();
    }

    int waiting() {
        return buffer.waiting() + buffer.inFlight();
    }

    /** Says goodbye: the retained link state becomes offline. */
    @Override
    public void close() {
        link.close();
    }

    /** Breaks the connection as a power failure would. */
    void abandon() {
        link.abandon();
    }
}
