package city.ioc.edge.vision.service;

import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttPublish;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Says in a camera's name what was seen in its pictures, and keeps what the broker has not confirmed. All but the confirmations
 * on one thread.
 */
final class CameraVoice {
    /** Readings of three hours, when there is one every ten seconds. */
    private static final int MOST_KEPT = 1_000;

    private final Device camera;
    private final String topic;
    private final MqttLink link;
    private final InstantSource systemClock;
    private final Deque<Word> waiting = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private int underWay;
    private long session;
    private long seq;
    private long dropped;

    /** What is to be said, and the message of it once it was sent. */
    private record Word(DeviceBody body, Instant at, Optional<byte[]> message) {}

    private record Outcome(Word word, boolean confirmed) {}

    CameraVoice(Device camera, MqttLink link, InstantSource systemClock) {
        this.camera = camera;
        this.topic = Topics.fieldUp(camera.site(), camera.id());
        this.link = link;
        this.systemClock = systemClock;
    }

    /**
     * Takes the word: begins a session later than any of before, also than one in which the camera spoke for itself while nobody
     * watched it. To be called when its pictures begin or begin again.
     */
    void begin() {
        session = Math.max(session + 1, systemClock.instant().getEpochSecond());
        seq = 0;
    }

    void say(DeviceBody body, Instant now) {
        waiting.addLast(new Word(body, now, Optional.empty()));
        while (waiting.size() > MOST_KEPT) {
            waiting.removeFirst();
            dropped++;
        }
        pump();
    }

    /** Sends what waits, as far as the link takes it; call it now and then. */
    void pump() {
        for (Outcome outcome = outcomes.poll(); outcome != null; outcome = outcomes.poll()) {
            underWay--;
            if (!outcome.confirmed()) waiting.addFirst(outcome.word());
        }
        while (!waiting.isEmpty() && link.isConnected() && link.free() > 0) {
            Word word = waiting.removeFirst();
            // Numbered when it is sent: what waited through an outage belongs to the session after it.
            byte[] message = word.message().orElseGet(() -> encode(word));
            Word sent = new Word(word.body(), word.at(), Optional.of(message));
            underWay++;
            link.publish(topic, message, MqttPublish.AT_LEAST_ONCE)
                    .whenComplete((done, failure) -> outcomes.add(new Outcome(sent, failure == null)));
        }
    }

    private byte[] encode(Word word) {
        if (session == 0) begin();
        return DeviceWire.encode(new DeviceMessage(camera.id(), new MessageId(session, ++seq), word.at(), word.body()));
    }

    int waiting() {
        return waiting.size() + underWay;
    }

    /** Messages that were never sent for want of room. */
    long dropped() {
        return dropped;
    }
}
