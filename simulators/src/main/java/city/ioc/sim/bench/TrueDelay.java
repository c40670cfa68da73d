package city.ioc.sim.bench;

import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The delay in a city during a window as the ground truth tells it: the time that all road users lost then, riding and waiting for
 * room to come in, over the vehicles that came then. Who is stuck counts as much as who gets through. Beside it, the mean delay at
 * stop lines of those who passed one. Mutable; for one thread.
 */
final class TrueDelay {
    private final DayWindow window;
    private final Map<String, double[]> byIntersection = new TreeMap<>();
    private Duration covered = Duration.ZERO;
    private long came;
    private double ridingS;
    private double outsideS;

    private TrueDelay(DayWindow window) {
        this.window = window;
    }

    /** Adds up those lines of a ground truth log that lie in the window. */
    static TrueDelay of(Stream<String> lines, DayWindow window) {
        TrueDelay delay = new TrueDelay(window);
        lines.filter(line -> line.contains("\"FLOW\"") || line.contains("\"TRIPS\""))
                .forEach(delay::read);
        return delay;
    }

    private void read(String text) {
        try {
            JsonNode line = CityJson.mapper().readTree(text);
            Instant from = Instant.parse(line.get("from").asText());
            Instant to = Instant.parse(line.get("to").asText());
            if (!window.contains(from, to)) return;
            if (line.get("kind").asText().equals("FLOW")) {
                int vehicles = line.get("vehicles").asInt();
                double[] sums =
                        byIntersection.computeIfAbsent(line.get("intersection").asText(), key -> new double[2]);
                sums[0] += vehicles;
                sums[1] += vehicles * line.get("meanDelayS").asDouble();
            } else {
                covered = covered.plus(Duration.between(from, to));
                came += line.get("came").asLong();
                ridingS += line.get("lostRidingS").asDouble();
                outsideS += line.get("lostOutsideS").asDouble();
            }
        } catch (JsonProcessingException e) {
            throw new BenchException("a line of the ground truth cannot be read: " + text, e);
        }
    }

    /** Whether the log tells of the whole window. */
    boolean isComplete() {
        return covered.equals(window.length());
    }

    /** Vehicles that came to the city's boundaries. */
    long came() {
        return came;
    }

    /** Seconds that a vehicle lost on average. */
    double meanS() {
        return came == 0 ? 0 : (ridingS + outsideS) / came;
    }

    /** Seconds by which vehicles passed a stop line later than on a free street, on average. */
    double stopLineS() {
        double delay =
                byIntersection.values().stream().mapToDouble(sums -> sums[1]).sum();
        return passed() == 0 ? 0 : delay / passed();
    }

    private double passed() {
        return byIntersection.values().stream().mapToDouble(sums -> sums[0]).sum();
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("delayS", tenths(meanS()));
        figures.put("ofItOutsideS", tenths(came == 0 ? 0 : outsideS / came));
        figures.put("vehiclesCame", came);
        figures.put("stopLineDelayS", tenths(stopLineS()));
        figures.put("stopLinesPassed", Math.round(passed()));
        Map<String, Object> each = new LinkedHashMap<>();
        byIntersection.forEach((x, sums) -> each.put(x, sums[0] == 0 ? 0 : tenths(sums[1] / sums[0])));
        figures.put("stopLineDelaySByIntersection", each);
        return figures;
    }

    static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
