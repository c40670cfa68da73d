package city.ioc.edge.vision.service;

import city.ioc.contracts.camera.CameraFiles;
import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.city.City;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.wire.Topics;
import city.ioc.edge.monitor.HealthServer;
import city.ioc.edge.vision.analysis.Effort;
import city.ioc.edge.vision.analysis.TrafficEye;
import city.ioc.edge.vision.detect.VehicleDetector;
import city.ioc.edge.vision.feed.CameraFeed;
import city.ioc.edge.vision.feed.FeedOptions;
import city.ioc.edge.vision.feed.FeedSource;
import city.ioc.edge.vision.feed.Feeds;
import city.ioc.edge.vision.feed.FrameLink;
import city.ioc.edge.vision.feed.HandOver;
import city.ioc.edge.vision.sighting.PlateDesk;
import city.ioc.mqtt.MqttInbound;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttPublish;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the city's cameras in a process of its own: a decoder or network that brings its process down takes no command and no
 * detector with it. Pictures are looked at on one thread, camera by camera, the newest of each; what comes faster is dropped and
 * counted.
 */
public final class VisionService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(VisionService.class);
    /** Five pictures a second are what analysis is made for. */
    private static final Duration APART = Duration.ofMillis(180);
    /** A camera that publishes may begin whenever it likes. */
    private static final Duration PUBLISHER_PATIENCE = Duration.ofHours(1);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration OLDEST = Duration.ofSeconds(1);
    private static final int MOST_SHOTS = 2;
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long STANDS_STILL_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long CLOSE_MS = 5_000;

    private final VisionConfig config;
    private final List<WatchedCamera> cameras = new ArrayList<>();
    private final VisionMetrics metrics = new VisionMetrics();
    private final Semaphore arrivals = new Semaphore(0);
    private final MqttLink link;
    private final FrameLink frames;
    private final PlateDesk plates = new PlateDesk();
    private final EvidenceDesk evidence;
    private final Thread worker = new Thread(this::work, "vision");
    private volatile boolean closed;
    private volatile long turnedAt = System.nanoTime();
    private @Nullable HealthServer health;
    /** The worker's; made at its first look, for a city whose cameras send nothing needs no network in memory. */
    private @Nullable VehicleDetector detector;

    /**
     * Connects; nothing is looked at before {@link #start}.
     *
     * @throws IllegalArgumentException when the feeds file has faults
     * @throws IOException when the folder for evidence cannot be written to
     */
    public VisionService(VisionConfig config, City city) throws IOException {
        this.config = config;
        Map<DeviceId, FeedSource> feeds =
                config.feeds().map(file -> CameraFeeds.read(file, city)).orElse(Map.of());
        CameraFiles.Cameras files = CameraFiles.read(config.city(), city);
        files.faults()
                .forEach(fault -> log.warn(
                        "geometry refused place=\"{}\" fault={} detail=\"{}\" remedy=\"{}\"",
                        fault.place(),
                        fault.kind(),
                        fault.detail(),
                        fault.remedy()));
        link = MqttLink.open(config.broker().link("vision").build(), this::receive);
        frames = FrameLink.open(config.broker().link("vision-frames").build());
        for (Device device : city.devices()) {
            if (device.kind() != Device.Kind.CAMERA) continue;
            List<CameraGeometry> geometries = files.geometries().stream()
                    .filter(each -> each.camera().equals(device.id()))
                    .toList();
            cameras.add(watched(device, city, geometries, Optional.ofNullable(feeds.get(device.id()))));
        }
        evidence = new EvidenceDesk(
                cameras,
                config.evidence(),
                config.evidenceKept(),
                city.timeZone(),
                config.clock(),
                document -> link.publish(Topics.EVIDENCE_CASE, document, MqttPublish.AT_LEAST_ONCE));
        metrics.describe(cameras, evidence, plates, files.faults().size());
    }

    private WatchedCamera watched(
            Device device, City city, List<CameraGeometry> geometries, Optional<FeedSource> listed) {
        FeedSource source = listed.orElseGet(
                () -> new FeedSource.MqttTopic(Optional.empty(), Topics.fieldFrame(device.site(), device.id())));
        FeedOptions options = FeedOptions.of(device.id().value())
                .apart(APART)
                .patience(listed.isPresent() ? PATIENCE : PUBLISHER_PATIENCE)
                .clock(config.clock());
        HandOver handOver = new HandOver(MOST_SHOTS, MOST_BYTES, OLDEST, arrivals::release);
        CameraFeed feed = new CameraFeed(source.label(), options, () -> Feeds.open(source, options, frames), handOver);
        return new WatchedCamera(
                device,
                city.timeZone(),
                geometries,
                listed.isPresent(),
                handOver,
                feed,
                new TrafficEye(this::detector, Effort.LIVE),
                plates,
                new CameraVoice(device, link, InstantSource.system()));
    }

    /** Begins to watch; returns at once. */
    public void start() throws IOException {
        if (config.metricsPort() > 0) health = new HealthServer(config.metricsPort(), this::scrape, this::listTroubles);
        for (WatchedCamera camera : cameras) camera.start();
        worker.start();
        plates.start();
        evidence.start();
        link.subscribe(Topics.EVIDENCE_REQUEST, 1).whenComplete((done, failure) -> {
            if (failure != null) log.error("requests for evidence are not heard cause=\"{}\"", failure.getMessage());
        });
        log.info(
                "started process=vision cameras={} broker={}",
                cameras.size(),
                config.broker().url());
    }

    private VehicleDetector detector() {
        VehicleDetector made = detector;
        if (made == null) {
            made = TrafficEye.detector();
            detector = made;
        }
        return made;
    }

    private void receive(MqttInbound inbound) {
        inbound.ack();
        if (inbound.topic().equals(Topics.EVIDENCE_REQUEST)) evidence.receive(inbound.payload());
    }

    private void work() {
        long tickedAt = System.nanoTime();
        while (!closed) {
            boolean any = false;
            for (WatchedCamera camera : cameras) any |= guarded(camera, WatchedCamera::look);
            long now = System.nanoTime();
            turnedAt = now;
            if (now - tickedAt >= TICK_NANOS) {
                tickedAt = now;
                Instant at = config.clock().instant();
                for (WatchedCamera camera : cameras)
                    guarded(camera, each -> {
                        each.tick(at);
                        return true;
                    });
            }
            if (any) continue;
            try {
                if (arrivals.tryAcquire(TICK_NANOS, TimeUnit.NANOSECONDS)) arrivals.drainPermits();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** What to do with a camera; true when there was something. */
    private interface Task {
        boolean with(WatchedCamera camera);
    }

    /** One camera's error leaves the others alone. */
    private boolean guarded(WatchedCamera camera, Task task) {
        try {
            return task.with(camera);
        } catch (RuntimeException e) {
            metrics.failed();
            log.error("camera failed camera={}", camera.device().id(), e);
            return false;
        }
    }

    String scrape() {
        return metrics.scrape();
    }

    List<String> listTroubles() {
        List<String> troubles = new ArrayList<>();
        if (!link.isConnected()) troubles.add("no link to the broker");
        boolean stands = System.nanoTime() - turnedAt > STANDS_STILL_NANOS;
        if (!worker.isAlive() || stands) troubles.add("analysis stands still");
        return troubles;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        arrivals.release();
        evidence.close();
        worker.join(CLOSE_MS);
        plates.close();
        // A network that is still at work must not lose its memory under its hands.
        if (!worker.isAlive()) {
            for (WatchedCamera camera : cameras) camera.close();
            VehicleDetector used = detector;
            if (used != null) used.close();
        }
        frames.close();
        link.close();
        HealthServer server = health;
        if (server != null) server.close();
        log.info("ended process=vision");
    }
}
