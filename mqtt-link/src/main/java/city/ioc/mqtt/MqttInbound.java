package city.ioc.mqtt;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A received message. With {@link MqttLinkOptions#manualAcks} the broker keeps it until {@link #ack} is called, and sends it
 * again after a reconnect when it was not. Thread-safe.
 */
public final class MqttInbound {
    private final String topic;
    private final byte[] payload;
    private final Optional<String> contentType;
    private final boolean retained;
    private final boolean duplicate;
    private final Runnable acknowledge;
    private final AtomicBoolean acknowledged = new AtomicBoolean();

    /** Public so that tests of receivers can make one; {@code acknowledge} runs at most once and must not block. */
    public MqttInbound(
            String topic,
            byte[] payload,
            Optional<String> contentType,
            boolean retained,
            boolean duplicate,
            Runnable acknowledge) {
        this.topic = topic;
        this.payload = payload;
        this.contentType = contentType;
        this.retained = retained;
        this.duplicate = duplicate;
        this.acknowledge = acknowledge;
    }

    public String topic() {
        return topic;
    }

    /** The bytes themselves, not a copy. */
    public byte[] payload() {
        return payload;
    }

    public Optional<String> contentType() {
        return contentType;
    }

    /** Sent because we subscribed, from the broker's store. */
    public boolean retained() {
        return retained;
    }

    /** The broker says that it sent this before. */
    public boolean duplicate() {
        return duplicate;
    }

    /** Tells the broker that it need not keep the message. Does nothing the second time, or when acks are not manual. */
    public void ack() {
        if (acknowledged.compareAndSet(false, true)) acknowledge.run();
    }
}
