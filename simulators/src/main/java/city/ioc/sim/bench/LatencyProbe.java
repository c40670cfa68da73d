package city.ioc.sim.bench;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.live.LiveEvents;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.GatewayWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.contracts.wire.WireException;
import city.ioc.mqtt.MqttInbound;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Listens to what devices say, to the commands that reach controllers and to what a browser's socket gets, and measures from the
 * one to the other on this machine's clock. A message counts from its device's {@code sentAt}. Thread-safe.
 */
final class LatencyProbe implements AutoCloseable {
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final Duration MATCH = Duration.ofMillis(100);

    private final Percentiles toCommand = new Percentiles();
    private final Percentiles toBrowser = new Percentiles();
    private final Map<String, Deque<Said>> saidBySite = new LinkedHashMap<>();
    private final Map<EventKey, Instant> sentAt = new LinkedHashMap<>();
    private final Map<String, String> lastStage = new LinkedHashMap<>();
    private final MqttLink mqtt;
    private final MqttLink commands;
    private final LiveSocket live;
    private boolean measuring;

    private record Said(Instant sentAt, Instant heardAt) {}

    private record EventKey(String site, long atMs, int code, int parameter) {}

    LatencyProbe(BenchCity city, GatewayId gateway) {
        mqtt = MqttLink.open(
                MqttLinkOptions.to(city.broker(), "bench-probe")
                        .credentials(gateway.value(), city.brokerPassword(gateway.value()))
                        .build(),
                this::onUp);
        mqtt.subscribe(Topics.ALL_FIELD_UP, 0).join();
        // At the controllers, with an account that may hear them.
        commands = MqttLink.open(
                MqttLinkOptions.to(city.broker(), "bench-commands")
                        .credentials("commissioning", city.brokerPassword("commissioning"))
                        .build(),
                this::onCommand);
        commands.subscribe("field/+/+/down", 0).join();
        live = LiveSocket.open(city, List.of("events/*"), this::onLive);
    }

    synchronized void measure(boolean on) {
        measuring = on;
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("deviceMessageToLampCommand", toCommand.figures());
        figures.put("deviceMessageToBrowser", toBrowser.figures());
        return figures;
    }

    double commandP99Ms() {
        return toCommand.at(0.99);
    }

    double browserP99Ms() {
        return toBrowser.at(0.99);
    }

    private synchronized void onUp(MqttInbound message) {
        Instant now = Instant.now();
        Optional<Topics.FieldTopic> topic = Topics.parseField(message.topic());
        if (topic.isEmpty()) return;
        try {
            DeviceMessage said = DeviceWire.decode(message.payload());
            Deque<Said> recent = saidBySite.computeIfAbsent(topic.get().site(), site -> new ArrayDeque<>());
            recent.addLast(new Said(said.sentAt(), now));
            while (recent.getFirst().heardAt().isBefore(now.minus(KEPT))) recent.removeFirst();
            if (said.body() instanceof SignalEvents events)
                for (SignalEvent event : events.events())
                    sentAt.put(key(topic.get().site(), event), said.sentAt());
            sentAt.values().removeIf(at -> at.isBefore(now.minus(KEPT)));
        } catch (WireException e) {
            throw new BenchException("a device of the demo city said what cannot be read: " + e.getMessage(), e);
        }
    }

    /** Only a command that changes the stage, caused by a message: a refresh is caused by the clock. */
    private synchronized void onCommand(MqttInbound message) {
        Instant now = Instant.now();
        try {
            ControllerCommand command = GatewayWire.decodeControllerCommand(message.payload());
            if (!(command.action() instanceof ControllerCommand.RunStage run)) return;
            String site = command.intersection().value();
            String stage = run.stage().value();
            boolean changed = !stage.equals(lastStage.put(site, stage));
            if (!measuring || !changed || command.causeAt().isEmpty()) return;
            Instant cause = command.causeAt().get();
            saidBySite.getOrDefault(site, new ArrayDeque<>()).stream()
                    .filter(said ->
                            Duration.between(cause, said.heardAt()).abs().compareTo(MATCH) < 0)
                    .min((a, b) -> Duration.between(cause, a.heardAt())
                            .abs()
                            .compareTo(Duration.between(cause, b.heardAt()).abs()))
                    .ifPresent(said -> toCommand.add(millis(said.sentAt(), now)));
        } catch (WireException e) {
            throw new BenchException("a controller was sent what cannot be read: " + e.getMessage(), e);
        }
    }

    private synchronized void onLive(JsonNode message) {
        Instant now = Instant.now();
        if (!measuring || !message.path("type").asText().equals("delta")) return;
        for (JsonNode update : message.path("updates")) {
            try {
                LiveEvents piece = CityJson.mapper().treeToValue(update.path("body"), LiveEvents.class);
                for (SignalEvent event : piece.events()) {
                    Instant sent = sentAt.get(key(piece.id().value(), event));
                    if (sent != null) toBrowser.add(millis(sent, now));
                }
            } catch (JsonProcessingException e) {
                throw new BenchException("a live update is not as the contract says: " + e.getMessage(), e);
            }
        }
    }

    private static EventKey key(String site, SignalEvent event) {
        return new EventKey(site, event.at().toEpochMilli(), event.code(), event.parameter());
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    @Override
    public void close() {
        mqtt.close();
        commands.close();
        live.close();
    }
}
