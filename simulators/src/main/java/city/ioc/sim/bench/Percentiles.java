package city.ioc.sim.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects times in milliseconds and says how they are spread. Thread-safe. */
final class Percentiles {
    private double[] values = new double[1024];
    private int count;

    synchronized void add(double value) {
        if (count == values.length) values = Arrays.copyOf(values, count * 2);
        values[count++] = value;
    }

    synchronized int count() {
        return count;
    }

    /** The value that a share of all values does not exceed (nearest rank); NaN when there is none. */
    synchronized double at(double share) {
        if (count == 0) return Double.NaN;
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) Math.ceil(share * count) - 1)];
    }

    synchronized Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("count", count);
        if (count > 0) {
            figures.put("p50Ms", round(at(0.5)));
            figures.put("p95Ms", round(at(0.95)));
            figures.put("p99Ms", round(at(0.99)));
            figures.put("maxMs", round(at(1)));
        }
        return figures;
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
