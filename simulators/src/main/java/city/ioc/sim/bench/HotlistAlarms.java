package city.ioc.sim.bench;

import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.field.PlateSighting;
import city.ioc.contracts.field.PlateSightings;
import city.ioc.contracts.field.PlateText;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.mqtt.MqttPublish;
import city.ioc.sim.attach.CentreClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * How long it takes from a camera's sighting of a vehicle that is looked for to the alarm in a browser, and from the entry to the first
 * alarm. For one thread.
 */
final class HotlistAlarms implements AutoCloseable {
    private static final int ENTRIES = 40;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration AGAIN = Duration.ofMillis(200);

    private final CentreClient officer;
    private final Device camera;
    private final MqttLink vision;
    private final LiveSocket live;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final long session = Instant.now().getEpochSecond();
    private long sent;

    private record Heard(String entry, Instant at, String text) {}

    HotlistAlarms(BenchCity city) {
        officer = city.centre("security");
        camera = city.city().devices().stream()
                .filter(each -> each.kind() == Device.Kind.CAMERA)
                .findFirst()
                .orElseThrow(() -> new BenchException("the city has no camera"));
        vision = MqttLink.open(
                MqttLinkOptions.to(city.broker(), "bench-vision")
                        .credentials("vision", city.brokerPassword("vision"))
                        .build(),
                inbound -> {});
        live = LiveSocket.open(city, List.of("alarm/*"), this::onLive);
    }

    private void onLive(JsonNode message) {
        Instant now = Instant.now();
        for (JsonNode update : message.path("updates"))
            if (update.at("/body/kind").asText().equals("HOTLIST_SIGHTING"))
                heard.add(new Heard(update.at("/body/subject").asText(), now, update.toString()));
    }

    /** Enters vehicles, waits until the last of them raises an alarm, so that all are known, and has the others pass one by one. */
    Map<String, Object> measure() throws IOException, InterruptedException {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) entries.add(enter(plate(i)));
        String last = enter(plate(ENTRIES));
        Instant entered = Instant.now();
        Optional<Heard> first = Optional.empty();
        while (first.isEmpty()) {
            if (Duration.between(entered, Instant.now()).compareTo(LIMIT) > 0)
                throw new BenchException("no alarm of an entry of the hotlist within " + LIMIT.toSeconds() + " s");
            say(plate(ENTRIES));
            first = next(last, AGAIN);
        }
        Percentiles alarms = new Percentiles();
        int named = 0;
        for (int i = 0; i < ENTRIES; i++) {
            Instant seen = say(plate(i));
            Heard alarm = next(entries.get(i), LIMIT)
                    .orElseThrow(() -> new BenchException("a vehicle that is looked for passed without an alarm"));
            alarms.add(millis(seen, alarm.at()));
            if (alarm.text().contains(plate(i))) named++;
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("sightingToAlarmInBrowser", alarms.figures());
        figures.put(
                "entryToFirstAlarmMs",
                TrueDelay.tenths(millis(entered, first.get().at())));
        figures.put("alarmsThatNameAPlate", named);
        return figures;
    }

    private static String plate(int number) {
        return "95B1" + (50_000 + number);
    }

    /** Has a vehicle looked for; what alarms call the entry. */
    private String enter(String plate) throws IOException, InterruptedException {
        return officer.post(
                        "/hotlist",
                        Map.of(
                                "pattern",
                                plate,
                                "purpose",
                                "measuring alarms",
                                "reference",
                                "bench trace",
                                "lookAlikes",
                                false,
                                "expiresAt",
                                Instant.now().plus(Duration.ofHours(1)).toString()))
                .path("id")
                .asText()
                .substring(0, 8);
    }

    /** As the process that watches the camera tells it. */
    private Instant say(String plate) {
        Instant now = Instant.now();
        PlateSighting sighting = new PlateSighting(
                now,
                ++sent,
                Optional.empty(),
                new PlateText(plate),
                PlateSighting.Layout.TWO_LINE,
                0.97,
                true,
                3,
                List.of(),
                Optional.empty(),
                PlateSighting.Motion.AWAY);
        vision.publish(
                Topics.fieldUp(camera.site(), camera.id()),
                DeviceWire.encode(new DeviceMessage(
                        camera.id(), new MessageId(session, sent), now, new PlateSightings(List.of(sighting)))),
                MqttPublish.AT_LEAST_ONCE);
        return now;
    }

    private Optional<Heard> next(String entry, Duration limit) throws InterruptedException {
        Instant end = Instant.now().plus(limit);
        while (true) {
            Heard alarm =
                    heard.poll(Math.max(0, Duration.between(Instant.now(), end).toMillis()), TimeUnit.MILLISECONDS);
            if (alarm == null) return Optional.empty();
            if (alarm.entry().equals(entry)) return Optional.of(alarm);
        }
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    @Override
    public void close() {
        vision.close();
        live.close();
    }
}
