package city.ioc.core.intake;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.city.Site;
import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.contracts.gateway.EventAck;
import city.ioc.contracts.gateway.GatewayStatus;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.wire.GatewayWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.contracts.wire.WireException;
import city.ioc.core.CoreConfig;
import city.ioc.mqtt.LinkState;
import city.ioc.mqtt.MqttInbound;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.mqtt.MqttPublish;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gateways over the broker: one connection a node. The client's threads only hand bytes over. Thread-safe. */
public final class MqttGatewayPort implements GatewayPort, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MqttGatewayPort.class);
    private static final String EVENT_PREFIX = "ioc/v1/event/";
    private static final String STATUS_PREFIX = "ioc/v1/status/";
    private static final String SITE_PREFIX = "ioc/v1/site/";

    private final Map<Integer, Listener> listeners = new ConcurrentHashMap<>();
    private final Consumer<GatewayStatus> onStatus;
    private final Consumer<Site> onSite;
    private final AtomicLong undecodable = new AtomicLong();
    private final AtomicLong unsent = new AtomicLong();
    private final MqttLink link;

    private MqttGatewayPort(
            MqttLinkOptions options, Consumer<GatewayStatus> onStatus, Consumer<Site> onSite, Runnable onReconnect) {
        this.onStatus = onStatus;
        this.onSite = onSite;
        this.link = MqttLink.open(options, this::receive);
        link.subscribe(Topics.ALL_GATEWAY_STATUS, 0);
        link.subscribe(Topics.ALL_SITES, 1);
        link.onStateChange(state -> {
            if (state == LinkState.CONNECTED) onReconnect.run();
        });
    }

    /** Connects in the background; {@code onReconnect} runs at every connect, for what passed meanwhile was not heard. */
    public static MqttGatewayPort open(
            CoreConfig.Mqtt broker,
            String node,
            Consumer<GatewayStatus> onStatus,
            Consumer<Site> onSite,
            Runnable onReconnect) {
        MqttLinkOptions options = MqttLinkOptions.to(URI.create(broker.url()), node)
                .credentials(broker.user(), broker.password())
                .caFile(broker.caFile())
                .build();
        return new MqttGatewayPort(options, onStatus, onSite, onReconnect);
    }

    private void receive(MqttInbound message) {
        String topic = message.topic();
        try {
            if (topic.startsWith(EVENT_PREFIX)) {
                int end = topic.indexOf('/', EVENT_PREFIX.length());
                if (end < 0) return;
                Listener listener = listeners.get(Integer.parseInt(topic.substring(EVENT_PREFIX.length(), end)));
                if (listener != null) listener.accept(message.payload());
            } else if (topic.startsWith(STATUS_PREFIX)) {
                onStatus.accept(GatewayWire.decodeGatewayStatus(message.payload()));
            } else if (topic.startsWith(SITE_PREFIX) && message.payload().length > 0) {
                onSite.accept(CityJson.mapper().readValue(message.payload(), Site.class));
            }
        } catch (WireException | IOException | NumberFormatException e) {
            undecodable.incrementAndGet();
            LOG.warn("event=message_undecodable topic={} error=\"{}\"", topic, e.getMessage());
        }
    }

    @Override
    public void listen(int shard, Listener listener) {
        listeners.put(shard, listener);
        link.subscribe(Topics.eventsOfShard(shard), 1);
    }

    @Override
    public void silence(int shard) {
        listeners.remove(shard);
        link.unsubscribe(Topics.eventsOfShard(shard));
    }

    @Override
    public void send(GatewayId gateway, ControllerCommand command) {
        publish(Topics.command(gateway), GatewayWire.encode(command), MqttPublish.AT_LEAST_ONCE);
    }

    @Override
    public void send(EventAck ack) {
        publish(Topics.ack(ack.stream().gateway()), GatewayWire.encode(ack), MqttPublish.AT_LEAST_ONCE);
    }

    @Override
    public boolean ask(EvidenceRequest request) {
        if (!link.isConnected()) return false;
        try {
            publish(Topics.EVIDENCE_REQUEST, CityJson.mapper().writeValueAsBytes(request), MqttPublish.AT_LEAST_ONCE);
            return true;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a request cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    @Override
    public void tell(Site site) {
        String topic = Topics.site(site.intersection().id());
        try {
            byte[] document = CityJson.mapper().writeValueAsBytes(site);
            link.whenWritable(() -> publish(topic, document, MqttPublish.RETAINED));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a site cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    private void publish(String topic, byte[] payload, MqttPublish how) {
        link.publish(topic, payload, how).whenComplete((done, failure) -> {
            if (failure != null) unsent.incrementAndGet();
        });
    }

    public boolean isConnected() {
        return link.isConnected();
    }

    public long undecodable() {
        return undecodable.get();
    }

    public long unsent() {
        return unsent.get();
    }

    @Override
    public void close() {
        link.close();
    }
}
