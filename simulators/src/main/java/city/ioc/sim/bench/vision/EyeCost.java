package city.ioc.sim.bench.vision;

import city.ioc.edge.vision.analysis.Effort;
import city.ioc.edge.vision.analysis.TrafficEye;
import city.ioc.edge.vision.detect.VehicleDetector;
import city.ioc.edge.vision.frame.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one 640x480 camera costs the gateway at five pictures a second in ordinary traffic: a film of the midday's street is drawn
 * once, then seen over and over, JPEG by JPEG, so that drawing is not measured; and whether memory stays flat meanwhile.
 */
public final class EyeCost {
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final int FILM_SECONDS = 60;

    private EyeCost() {}

    /** @param rounds how often the film of a minute is seen, the first one to warm up */
    public static Map<String, Object> measure(Path city, int rounds, Budget budget) {
        try (StreetFilm film = new StreetFilm(city, Weather.NOON, StreetFilm.ORDINARY, EVERY);
                VehicleDetector detector = TrafficEye.detector();
                TrafficEye eye = new TrafficEye(detector, Effort.LIVE)) {
            List<byte[]> jpegs = new ArrayList<>();
            for (int i = 0; i < Duration.ofSeconds(FILM_SECONDS).dividedBy(EVERY); i++)
                jpegs.add(film.next().jpeg());
            Instant at = Weather.NOON.begin();
            List<Double> cores = new ArrayList<>();
            List<Double> memory = new ArrayList<>();
            for (int round = 0; round < rounds && !budget.isSpent(); round++) {
                long began = cpuNanos();
                for (byte[] jpeg : jpegs) {
                    at = at.plus(EVERY);
                    try (Frame frame = film.decode(jpeg, at)) {
                        eye.see(frame);
                    }
                }
                cores.add(Figures.rounded((cpuNanos() - began) / 1e9 / FILM_SECONDS, 3));
                memory.add(Figures.rounded(residentMb(), 1));
            }
            List<Double> warm = cores.subList(Math.min(1, cores.size() - 1), cores.size());
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("camera", film.camera());
            figures.put("picturesASecond", 1000.0 / EVERY.toMillis());
            figures.put("filmMinutesSeen", cores.size());
            figures.put("cutShort", cores.size() < rounds);
            figures.put(
                    "cores",
                    Figures.rounded(
                            warm.stream()
                                    .mapToDouble(Double::doubleValue)
                                    .average()
                                    .orElse(0),
                            3));
            figures.put("coresByMinute", cores);
            figures.put(
                    "looksASecond",
                    Figures.rounded(eye.looks() / (double) FILM_SECONDS / Math.max(1, cores.size()), 2));
            figures.put("residentMbByMinute", memory);
            return figures;
        }
    }

    /** Of the whole process after a collection; what OpenCV and the network hold lies outside the heap. */
    private static double residentMb() {
        System.gc();
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
