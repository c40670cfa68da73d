package city.ioc.sim.camera;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.field.PlateSighting;
import city.ioc.contracts.field.PlateSightings;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.time.CityClock;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.contracts.wire.WireException;
import city.ioc.edge.settings.BrokerSettings;
import city.ioc.edge.vision.frame.CaptureStamp;
import city.ioc.edge.vision.service.VisionConfig;
import city.ioc.edge.vision.service.VisionService;
import city.ioc.local.Broker;
import city.ioc.mqtt.MqttInbound;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.mqtt.MqttPublish;
import city.ioc.sim.camera.body.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Drawn vehicles drive past a camera; the process that watches it says their number plates in the camera's name. */
@Tag("slow")
@Timeout(120)
class PlatesOfPassersByTest {
    private static final Path CITY =
            Path.of("..", "cities", "vi-thanh").toAbsolutePath().normalize();
    private static final DeviceId CAMERA = new DeviceId("vt-05-cam-ne");

    private final BlockingQueue<PlateSighting> told = new LinkedBlockingQueue<>();

    @TempDir
    Path evidence;

    @Test
    void theirPlatesComeOutRight() throws Exception {
        City city = CityFiles.read(CITY);
        Device device = city.devices().stream()
                .filter(each -> each.id().equals(CAMERA))
                .findFirst()
                .orElseThrow();
        Broker broker = Broker.forTests();
        broker.start();
        ScheduledExecutorService camera = Executors.newSingleThreadScheduledExecutor();
        try (MqttLink link = MqttLink.open(
                        MqttLinkOptions.to(URI.create(broker.url()), "camera").build(), this::heard);
                VisionService service = service(broker, city)) {
            link.subscribe(Topics.fieldUp(device.site(), CAMERA), 1).get(10, TimeUnit.SECONDS);
            List<byte[]> film = film();
            service.start();
            AtomicInteger next = new AtomicInteger();
            camera.scheduleAtFixedRate(
                    () -> {
                        int i = next.getAndIncrement();
                        if (i < film.size())
                            link.publish(
                                    Topics.fieldFrame(device.site(), CAMERA),
                                    CaptureStamp.write(film.get(i), Instant.now()),
                                    MqttPublish.AT_MOST_ONCE);
                    },
                    0,
                    200,
                    TimeUnit.MILLISECONDS);
            Map<String, PlateSighting> sightings = new ConcurrentHashMap<>();
            while (sightings.size() < 2) {
                PlateSighting sighting = told.poll(60, TimeUnit.SECONDS);
                assertThat(sighting).as("a sighting in time").isNotNull();
                sightings.put(sighting.plate().value(), sighting);
            }
            assertThat(sightings.keySet()).containsExactlyInAnyOrder(plate(CAR), plate(RIDER));
            assertThat(sightings.values()).allSatisfy(each -> {
                assertThat(each.motion()).isEqualTo(PlateSighting.Motion.AWAY);
                assertThat(each.toString()).doesNotContain(each.plate().value());
            });
        } finally {
            camera.shutdownNow();
            broker.stop();
        }
    }

    private static final int CAR = 4;
    private static final int RIDER = 7;

    private static String plate(int id) {
        return user(id, 0).plate().orElseThrow().text();
    }

    private static final JunctionCamera JUNCTION = new JunctionCamera(31, 1280);

    private static RoadUser user(int id, double metres) {
        return id == CAR
                ? JUNCTION.user(CAR, Kind.CAR, 5 - metres, 5.4)
                : JUNCTION.user(RIDER, Kind.MOTORCYCLE, 5.5 - metres, 2);
    }

    /** An empty street, then a car and beside it a rider, who drive up to the line, stand there for a while and are gone. */
    private static List<byte[]> film() {
        Conditions day =
                Conditions.at(JunctionCamera.AT, ZoneId.of("Asia/Ho_Chi_Minh"), new GeoPoint(9.78, 105.47), 0.2, 0);
        List<byte[]> film = new ArrayList<>();
        try (JpegWriter writer = new JpegWriter(85)) {
            byte[] empty = writer.write(JUNCTION.take(day, Lamp.RED));
            film.addAll(Collections.nCopies(6, empty));
            for (int i = 0; i < 15; i++)
                film.add(writer.write(JUNCTION.take(day, Lamp.RED, user(CAR, 0.3 * i), user(RIDER, 0.3 * i))));
            film.addAll(Collections.nCopies(60, film.getLast()));
            film.addAll(Collections.nCopies(10, empty));
        }
        return film;
    }

    private VisionService service(Broker broker, City city) throws java.io.IOException {
        return new VisionService(
                new VisionConfig(
                        CITY,
                        Optional.empty(),
                        evidence,
                        Duration.ofDays(30),
                        new BrokerSettings(
                                URI.create(broker.url()), Optional.empty(), Optional.empty(), Optional.empty()),
                        CityClock.real(),
                        0),
                city);
    }

    private void heard(MqttInbound inbound) {
        inbound.ack();
        try {
            if (DeviceWire.decode(inbound.payload()).body() instanceof PlateSightings plates)
                told.addAll(plates.sightings());
        } catch (WireException e) {
            throw new IllegalStateException(e);
        }
    }
}
