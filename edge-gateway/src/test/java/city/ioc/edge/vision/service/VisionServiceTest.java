package city.ioc.edge.vision.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.camera.PictureLine;
import city.ioc.contracts.camera.PixelPoint;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.evidence.EvidenceCase;
import city.ioc.contracts.evidence.EvidenceItem;
import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.contracts.evidence.PictureRegion;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.time.CityClock;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.contracts.wire.WireException;
import city.ioc.edge.TestCity;
import city.ioc.edge.settings.BrokerSettings;
import city.ioc.edge.vision.detect.DrawnStreet;
import city.ioc.edge.vision.evidence.EvidenceStore;
import city.ioc.edge.vision.frame.CaptureStamp;
import city.ioc.edge.vision.frame.Pictures;
import city.ioc.local.Broker;
import city.ioc.mqtt.MqttInbound;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.mqtt.MqttPublish;
import java.awt.Color;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from a camera's pictures at the broker to what is said in its name there. */
@Tag("slow")
@Timeout(120)
class VisionServiceTest {
    private static final String FRAMES = "field/x1/k1/frame";
    private static final DeviceId CAMERA = new DeviceId("k1");

    private final Broker broker = Broker.forTests();
    private final BlockingQueue<DeviceMessage> said = new LinkedBlockingQueue<>();
    private final BlockingQueue<EvidenceCase> cases = new LinkedBlockingQueue<>();
    private final Set<DeviceId> speakers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService camera = Executors.newSingleThreadScheduledExecutor();

    @TempDir
    Path city;

    private MqttLink link;
    private int number;

    @BeforeEach
    void start() throws Exception {
        broker.start();
        link = MqttLink.open(
                MqttLinkOptions.to(URI.create(broker.url()), "camera").build(), this::heard);
        link.subscribe("field/+/+/up", 1).get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        camera.shutdownNow();
        assertThat(camera.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        link.close();
        broker.stop();
    }

    @Test
    void ridersOverTheStopLineBecomeReadingsOfTheCamera() throws Exception {
        draw(new PixelPoint(320, 480), new PixelPoint(320, 0));
        try (VisionService service = service()) {
            service.start();
            show(this::street);
            DeviceMessage report = await(body -> body instanceof DeviceReport);
            assertThat(report.device()).isEqualTo(CAMERA);
            assertThat(((DeviceReport) report.body()).healthy()).isTrue();
            DeviceMessage message = await(
                    body -> body instanceof DetectorReadings all && first(all).vehicles() > 2);
            DetectorReading reading = first((DetectorReadings) message.body());
            assertThat(reading.detector()).isEqualTo(CAMERA);
            assertThat(reading.byClass().orElseThrow().motorcycles()).isEqualTo(reading.vehicles());
            assertThat(reading.interval()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(13));
            assertThat(service.listTroubles()).isEmpty();
        }
    }

    /** While nobody watches a camera it may say itself that it is well, in a session later than the start of this process. */
    @Test
    void whoWatchesACameraHasTheLastWordWhicheverOfBothStartedFirst() throws Exception {
        try (VisionService service = service()) {
            service.start();
            long started = Instant.now().getEpochSecond();
            while (Instant.now().getEpochSecond() == started) Thread.onSpinWait();
            long ofTheCamera = Instant.now().getEpochSecond();
            show(this::street);
            assertThat(await(body -> body instanceof DeviceReport).id().session())
                    .isGreaterThanOrEqualTo(ofTheCamera);
        }
    }

    @Test
    void aCameraThatEndsIsAtFaultAndOneThatNeverSentAnythingIsNot() throws Exception {
        try (VisionService service = service()) {
            service.start();
            show(this::street);
            await(body -> body instanceof DeviceReport report && report.healthy());
            camera.shutdownNow();
            DeviceMessage end = await(body -> body instanceof DeviceReport report && !report.healthy());
            assertThat(((DeviceReport) end.body()).fault().orElseThrow()).startsWith("NO_PICTURES");
            assertThat(speakers).containsExactly(CAMERA);
        }
    }

    @Test
    void aPictureThatIsNoneIsCountedAndTheNextOnesAreSeen() throws Exception {
        draw(new PixelPoint(320, 480), new PixelPoint(320, 0));
        try (VisionService service = service()) {
            service.start();
            camera.scheduleAtFixedRate(
                    () -> link.publish(FRAMES, new byte[] {1, 2, 3}, MqttPublish.AT_MOST_ONCE), 0, 1, TimeUnit.SECONDS);
            show(this::street);
            await(body -> body instanceof DetectorReadings all && first(all).vehicles() > 0);
            assertThat(service.scrape().lines())
                    .filteredOn(line -> line.startsWith("ioc_vision_pictures_refused_total"))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("k1").doesNotEndWith(" 0.0"));
        }
    }

    @Test
    void whoAsksForEvidenceGetsStillsTheCloseUpAndAClipUnderTheirHashes() throws Exception {
        try (VisionService service = service()) {
            service.start();
            show(this::street);
            await(body -> body instanceof DeviceReport report && report.healthy());
            Instant at = Instant.now().plusSeconds(8);
            EvidenceRequest request = new EvidenceRequest(
                    "c-1", CAMERA, at, "RED_LIGHT test", Optional.of(new PictureRegion(300, 180, 80, 60)));
            link.subscribe(Topics.EVIDENCE_CASE, 1).get(10, TimeUnit.SECONDS);
            link.publish(Topics.EVIDENCE_REQUEST, "rubbish".getBytes(UTF_8), MqttPublish.AT_LEAST_ONCE);
            link.publish(
                    Topics.EVIDENCE_REQUEST, CityJson.mapper().writeValueAsBytes(request), MqttPublish.AT_LEAST_ONCE);
            EvidenceCase made = cases.poll(60, TimeUnit.SECONDS);
            assertThat(made).isNotNull();
            assertThat(made.request()).isEqualTo(request);
            assertThat(made.items())
                    .extracting(EvidenceItem::kind)
                    .containsExactlyInAnyOrder(EvidenceItem.Kind.values());
            assertThat(made.missing()).isEmpty();
            EvidenceStore store = new EvidenceStore(city.resolve("evidence"));
            for (EvidenceItem item : made.items())
                assertThat(store.read(item.sha256())).as(item.kind().name()).isPresent();
            assertThat(service.scrape()).contains("ioc_vision_evidence_refused_total 1.0");
        }
    }

    /** Riders from the left to the right, one every two seconds. */
    private DrawnStreet street(int picture) {
        DrawnStreet street = new DrawnStreet(640, 480);
        for (int k = 0; k < 60; k++) {
            double x = -60 + 16 * (picture - 10 * k);
            if (x > -60 && x < 660)
                street.rider(x, 180 + 60 * (k % 3), 0.35, Color.getHSBColor(k % 4 / 4f, 0.7f, 0.8f));
        }
        return street;
    }

    private interface Scene {
        DrawnStreet at(int picture);
    }

    private void show(Scene scene) {
        Pictures.load();
        camera.scheduleAtFixedRate(
                () -> {
                    var picture = scene.at(number++ % 600).picture();
                    byte[] jpeg = Pictures.encodeJpeg(picture, 80);
                    picture.release();
                    link.publish(FRAMES, CaptureStamp.write(jpeg, Instant.now()), MqttPublish.AT_MOST_ONCE);
                },
                0,
                200,
                TimeUnit.MILLISECONDS);
    }

    private void draw(PixelPoint from, PixelPoint to) throws Exception {
        CameraGeometry geometry = new CameraGeometry(
                CAMERA,
                LocalDate.of(2020, 1, 1),
                Optional.empty(),
                640,
                480,
                List.of(),
                List.of(new PictureLine("stop", PictureLine.Kind.STOP_LINE, from, to, Optional.empty())),
                List.of(),
                List.of(),
                List.of());
        Path folder = Files.createDirectories(city.resolve("cameras"));
        Files.write(folder.resolve("k1.json"), CityJson.mapper().writeValueAsBytes(List.of(geometry)));
    }

    private VisionService service() throws java.io.IOException {
        BrokerSettings settings =
                new BrokerSettings(URI.create(broker.url()), Optional.empty(), Optional.empty(), Optional.empty());
        return new VisionService(
                new VisionConfig(
                        city,
                        Optional.empty(),
                        city.resolve("evidence"),
                        Duration.ofDays(30),
                        settings,
                        CityClock.real(),
                        0),
                TestCity.city());
    }

    private void heard(MqttInbound inbound) {
        inbound.ack();
        try {
            if (inbound.topic().equals(Topics.EVIDENCE_CASE)) {
                cases.add(CityJson.mapper().readValue(inbound.payload(), EvidenceCase.class));
                return;
            }
            DeviceMessage message = DeviceWire.decode(inbound.payload());
            speakers.add(message.device());
            said.add(message);
        } catch (WireException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DetectorReading first(DetectorReadings readings) {
        return readings.readings().getFirst();
    }

    private DeviceMessage await(Predicate<DeviceBody> wanted) throws InterruptedException {
        while (true) {
            DeviceMessage message = said.poll(60, TimeUnit.SECONDS);
            assertThat(message).as("a message in time").isNotNull();
            if (wanted.test(message.body())) return message;
        }
    }
}
