package city.ioc.sim.bench;

import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Delay at the stop lines of a city as the ground truth tells it. Mutable; for one thread. */
final class TrueDelay {
    private final Map<String, double[]> byIntersection = new TreeMap<>();

    /** Adds up the flow lines of a ground truth log. */
    static TrueDelay of(Stream<String> lines) {
        TrueDelay delay = new TrueDelay();
        lines.filter(line -> line.contains("\"FLOW\"")).forEach(delay::read);
        return delay;
    }

    private void read(String line) {
        try {
            JsonNode flow = CityJson.mapper().readTree(line);
            int vehicles = flow.get("vehicles").asInt();
            add(
                    flow.get("intersection").asText(),
                    vehicles,
                    vehicles * flow.get("meanDelayS").asDouble());
        } catch (JsonProcessingException e) {
            throw new BenchException("a line of the ground truth cannot be read: " + line, e);
        }
    }

    void add(TrueDelay other) {
        other.byIntersection.forEach((x, sums) -> add(x, sums[0], sums[1]));
    }

    private void add(String intersection, double vehicles, double delayS) {
        double[] sums = byIntersection.computeIfAbsent(intersection, key -> new double[2]);
        sums[0] += vehicles;
        sums[1] += delayS;
    }

    double vehicles() {
        return byIntersection.values().stream().mapToDouble(sums -> sums[0]).sum();
    }

    /** Mean over all vehicles that passed a stop line, seconds. */
    double meanS() {
        double delay =
                byIntersection.values().stream().mapToDouble(sums -> sums[1]).sum();
        return vehicles() == 0 ? 0 : delay / vehicles();
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("meanDelayS", round(meanS()));
        figures.put("stopLinesPassed", Math.round(vehicles()));
        Map<String, Object> each = new LinkedHashMap<>();
        byIntersection.forEach((x, sums) -> each.put(x, sums[0] == 0 ? 0 : round(sums[1] / sums[0])));
        figures.put("byIntersection", each);
        return figures;
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
