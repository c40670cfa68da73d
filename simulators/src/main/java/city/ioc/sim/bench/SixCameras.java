package city.ioc.sim.bench;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.wire.Topics;
import city.ioc.edge.vision.frame.CaptureStamp;
import city.ioc.local.Broker;
import city.ioc.local.FreePort;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.mqtt.MqttPublish;
import city.ioc.sim.bench.vision.FilmStrip;
import city.ioc.sim.camera.CameraSettings;
import city.ioc.sim.camera.CameraView;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Six cameras of 640x480 at five pictures a second through the whole process that watches them, in a JVM of its own as the city starts
 * it: cores, pictures dropped, memory minute by minute. All see the same film of a minute, each from another second on.
 */
final class SixCameras {
    private static final int CAMERAS = 6;
    private static final Duration FILM = Duration.ofSeconds(60);
    private static final Duration START = Duration.ofSeconds(60);
    private static final int HEAP_MIB = 192;

    private final Broker broker;
    private final Process process;
    private final Prometheus metrics;
    private final ProcessMeter meter;

    private SixCameras(Broker broker, Process process, int metricsPort) {
        this.broker = broker;
        this.process = process;
        this.metrics = new Prometheus(metricsPort);
        this.meter = new ProcessMeter(Map.of("vision", process.pid()));
    }

    /** @param minutes to watch; the first is to warm up, if there are more */
    static Map<String, Object> measure(Path cityFolder, int minutes) {
        List<byte[]> film = FilmStrip.draw(cityFolder, FILM);
        Path folder = temporary();
        try (Broker broker = Broker.forTests()) {
            broker.start();
            int port = FreePort.find();
            SixCameras bench = new SixCameras(broker, start(cityFolder, folder, broker, port), port);
            try {
                return bench.watch(devices(cityFolder), film, minutes);
            } finally {
                bench.end();
            }
        } finally {
            TemporaryFolder.remove(folder);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("ioc-bench-vision");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Device> devices(Path cityFolder) {
        City city = CityFiles.read(cityFolder);
        List<Device> devices = CameraSettings.read(cityFolder, city).cameras().stream()
                .filter(view -> view.widthPx() == 640 && view.heightPx() == 480)
                .map(CameraView::device)
                .map(id -> city.findDevice(id).orElseThrow())
                .limit(CAMERAS)
                .toList();
        if (devices.size() < CAMERAS) throw new BenchException("the city has fewer than six cameras of 640x480");
        return devices;
    }

    private static Process start(Path city, Path folder, Broker broker, int port) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MIB + "m",
                "-XX:+UseSerialGC",
                "-XX:ReservedCodeCacheSize=64m",
                "--enable-native-access=ALL-UNNAMED",
                "city.ioc.edge.vision.service.VisionServiceMain");
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(key -> key.startsWith("IOC_"));
        // Not on the command line: ONNX Runtime crashes the process where that is longer than 4,096 bytes.
        List<String> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator))
            path.add(Path.of(entry).toAbsolutePath().toString());
        environment.put("CLASSPATH", String.join(File.pathSeparator, path));
        environment.put(SettingKey.IOC_CITY.name(), city.toString());
        environment.put(SettingKey.IOC_MQTT_URL.name(), broker.url());
        environment.put(SettingKey.IOC_METRICS_PORT.name(), String.valueOf(port));
        environment.put(
                SettingKey.IOC_EVIDENCE.name(), folder.resolve("evidence").toString());
        try {
            return builder.redirectErrorStream(true)
                    .redirectOutput(folder.resolve("vision.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("the cameras' process cannot be started", e);
        }
    }

    private Map<String, Object> watch(List<Device> cameras, List<byte[]> film, int minutes) {
        awaitStart();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (MqttLink link = MqttLink.open(
                MqttLinkOptions.to(URI.create(broker.url()), "bench-cameras").build(), message -> {})) {
            long every = FilmStrip.EVERY.toMillis();
            for (int i = 0; i < cameras.size(); i++) {
                Show show = new Show(link, cameras.get(i), film, i * film.size() / cameras.size());
                clock.scheduleAtFixedRate(show::next, i * every / cameras.size(), every, TimeUnit.MILLISECONDS);
            }
            return measure(minutes);
        } finally {
            clock.shutdownNow();
        }
    }

    private void awaitStart() {
        long until = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                metrics.sum("ioc_vision_pictures_total");
                return;
            } catch (BenchException notYet) {
                if (!process.isAlive() || System.nanoTime() > until)
                    throw new BenchException("the cameras' process does not start", notYet);
                pause(Duration.ofMillis(200));
            }
        }
    }

    private Map<String, Object> measure(int minutes) {
        List<Double> cores = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        List<Double> dropped = new ArrayList<>();
        double seenBefore = 0;
        double droppedBefore = 0;
        double seen = 0;
        for (int minute = 0; minute < minutes; minute++) {
            ProcessMeter.Usage before = usage();
            long began = System.nanoTime();
            pause(Duration.ofMinutes(1));
            ProcessMeter.Usage after = usage();
            cores.add(rounded((after.cpuNanos() - before.cpuNanos()) / (double) (System.nanoTime() - began)));
            memory.add(rounded(after.memoryBytes() / 1048576.0));
            double nowDropped = metrics.sum("ioc_vision_pictures_dropped_total");
            double nowSeen = metrics.sum("ioc_vision_pictures_total");
            dropped.add(nowDropped - droppedBefore);
            seen = nowSeen - seenBefore;
            droppedBefore = nowDropped;
            seenBefore = nowSeen;
            System.err.println("ioc: bench vision: minute " + (minute + 1) + ", " + cores.getLast() + " cores, "
                    + memory.getLast() + " MB");
        }
        List<Double> warm = cores.subList(Math.min(1, cores.size() - 1), cores.size());
        double mean = warm.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("cameras", CAMERAS);
        figures.put("minutes", minutes);
        figures.put("cores", rounded(mean));
        figures.put("coresPerCamera", rounded(mean / CAMERAS));
        figures.put("picturesASecondInTheLastMinute", rounded(seen / 60));
        figures.put("coresByMinute", cores);
        figures.put("droppedByMinute", dropped);
        figures.put("memoryMbByMinute", memory);
        figures.put("failures", metrics.sum("ioc_vision_failures_total"));
        return figures;
    }

    private ProcessMeter.Usage usage() {
        ProcessMeter.Usage usage = meter.read().get("vision");
        if (usage == null) throw new BenchException("the cameras' process has ended");
        return usage;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private void end() {
        metrics.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** One camera's pictures, over and over. */
    private static final class Show {
        private final MqttLink link;
        private final String topic;
        private final List<byte[]> film;
        private int next;

        Show(MqttLink link, Device camera, List<byte[]> film, int first) {
            this.link = link;
            this.topic = Topics.fieldFrame(camera.site(), camera.id());
            this.film = film;
            this.next = first;
        }

        void next() {
            byte[] picture = film.get(next++ % film.size());
            link.publish(topic, CaptureStamp.write(picture, Instant.now()), MqttPublish.AT_MOST_ONCE);
        }
    }
}
