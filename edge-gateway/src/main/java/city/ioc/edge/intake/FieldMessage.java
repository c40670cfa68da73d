package city.ioc.edge.intake;

import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.wire.Topics;
import city.ioc.edge.registry.Registry;
import city.ioc.mqtt.MqttInbound;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message on its way through the intake; each step adds what it found out. Belongs to the gateway's loop. */
public final class FieldMessage {
    private final MqttInbound inbound;
    private final Topics.FieldTopic topic;
    private final Instant receivedAt;
    private boolean json;
    private boolean clockSuspect;
    private @Nullable DeviceMessage message;
    private Registry.@Nullable Entry entry;
    private @Nullable DeviceHistory history;

    public FieldMessage(MqttInbound inbound, Topics.FieldTopic topic, Instant receivedAt) {
        this.inbound = inbound;
        this.topic = topic;
        this.receivedAt = receivedAt;
    }

    public MqttInbound inbound() {
        return inbound;
    }

    public Topics.FieldTopic topic() {
        return topic;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    boolean isJson() {
        return json;
    }

    void setJson(boolean json) {
        this.json = json;
    }

    /** The message; only after it was decoded. */
    public DeviceMessage message() {
        return Objects.requireNonNull(message, "not decoded yet");
    }

    void setMessage(DeviceMessage decoded) {
        this.message = decoded;
    }

    /** The device that sent it; only after it was found. */
    public Registry.Entry entry() {
        return Objects.requireNonNull(entry, "device not looked up yet");
    }

    void setEntry(Registry.Entry found) {
        this.entry = found;
    }

    /** What is remembered of the device; only after the device was found. */
    public DeviceHistory history() {
        return Objects.requireNonNull(history, "device not looked up yet");
    }

    void setHistory(DeviceHistory remembered) {
        this.history = remembered;
    }

    public boolean clockSuspect() {
        return clockSuspect;
    }

    void setClockSuspect(boolean suspect) {
        this.clockSuspect = suspect;
    }
}
