package city.ioc.mqtt;

import java.util.Optional;

/** How a message is published. */
public record MqttPublish(int qos, boolean retained, Optional<String> contentType) {
    /** At least once, not kept by the broker. */
    public static final MqttPublish AT_LEAST_ONCE = new MqttPublish(1, false, Optional.empty());

    /** At most once: for what the next message makes worthless. */
    public static final MqttPublish AT_MOST_ONCE = new MqttPublish(0, false, Optional.empty());

    /** At least once and kept by the broker for later subscribers. */
    public static final MqttPublish RETAINED = new MqttPublish(1, true, Optional.empty());

    public MqttPublish {
        if (qos != 0 && qos != 1) throw new IllegalArgumentException("qos must be 0 or 1, but is " + qos);
    }

    public MqttPublish withContentType(String type) {
        return new MqttPublish(qos, retained, Optional.of(type));
    }
}
