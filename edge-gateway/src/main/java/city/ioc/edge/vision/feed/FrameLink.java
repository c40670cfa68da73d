package city.ioc.edge.vision.feed;

import city.ioc.mqtt.MqttInbound;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A link to a broker for frames alone, so that they hold up nothing else. Thread-safe. */
public final class FrameLink implements FrameTopics, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FrameLink.class);
    private final Map<String, Consumer<byte[]>> receivers = new ConcurrentHashMap<>();
    private final MqttLink link;

    private FrameLink(MqttLinkOptions options) {
        link = MqttLink.open(options, this::receive);
    }

    /** Connects, and again whenever the connection is lost; returns at once. */
    public static FrameLink open(MqttLinkOptions options) {
        return new FrameLink(options);
    }

    @Override
    public Listening listen(String topic, Consumer<byte[]> receiver) {
        if (receivers.putIfAbsent(topic, receiver) != null)
            throw new IllegalStateException("two cameras send their frames on " + topic);
        // At most once: a frame that was lost is a frame that the next one replaces.
        link.subscribe(topic, 0).whenComplete((done, failure) -> {
            if (failure != null) log.warn("frames are not heard topic={} cause=\"{}\"", topic, failure.getMessage());
        });
        return () -> {
            if (receivers.remove(topic, receiver)) link.unsubscribe(topic);
        };
    }

    private void receive(MqttInbound inbound) {
        Consumer<byte[]> receiver = receivers.get(inbound.topic());
        // A retained frame may be a year old.
        if (receiver != null && !inbound.retained()) receiver.accept(inbound.payload());
    }

    @Override
    public void close() {
        link.close();
    }
}
