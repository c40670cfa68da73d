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
import java.util.ArrayDeque;
import java.util.Deque;
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
    private final long session;
    private final MqttLink link;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private int underWay;
    private long seq;
    private long dropped;

    private record Outcome(byte[] message, boolean confirmed) {}

    /** @param session greater than in any run before */
    CameraVoice(Device camera, long session, MqttLink link) {
        this.camera = camera;
        this.topic = Topics.fieldUp(camera.site(), camera.id());
        this.session = session;
        this.link = link;
    }

    void say(DeviceBody body, Instant now) {
        waiting.addLast(DeviceWire.encode(new DeviceMessage(camera.id(), new MessageId(session, ++seq), now, body)));
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
            if (!outcome.confirmed()) waiting.addFirst(outcome.message());
        }
        while (!waiting.isEmpty() && link.isConnected() && link.free() > 0) {
            byte[] message = waiting.removeFirst();
            underWay++;
            link.publish(topic, message, MqttPublish.AT_LEAST_ONCE)
                    .whenComplete((done, failure) -> outcomes.add(new Outcome(message, failure == null)));
        }
    }

    int waiting() {
        return waiting.size() + underWay;
    }

    /** Messages that were never sent for want of room. */
    long dropped() {
        return dropped;
    }
}
