package city.ioc.signal.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a measure before and after a change, with a confidence interval of the difference. Where both were measured in the same
 * bins of time of day, the differences of the bins are taken (paired t), which removes what the hour does; otherwise the means are
 * compared (Welch 1947, with Satterthwaite's degrees of freedom). Pure.
 */
public final class BeforeAfter {
    private BeforeAfter() {}

    /** How an interval was computed. */
    public enum Method {
        /** Mean of the differences d ± t(n − 1) · s / √n. */
        PAIRED_T,
        /** Difference of the means ± t(ν) · √(s₁²/n₁ + s₂²/n₂). */
        WELCH
    }

    /**
     * What came out.
     *
     * @param difference after − before; {@code low} and {@code high} bound it at the confidence
     * @param before mean before, {@code after} mean after, of the values that were compared
     * @param pairs bins that both have, or 0
     */
    public record Comparison(
            Method method,
            double before,
            double after,
            double difference,
            double low,
            double high,
            double confidence,
            double degreesOfFreedom,
            int pairs) {
        /** Whether the interval leaves no doubt that something changed: it does not hold zero. */
        public boolean isSignificant() {
            return low > 0 || high < 0;
        }

        /** Change in per cent of before; empty where that was zero. */
        public Optional<Double> changePercent() {
            return before == 0 ? Optional.empty() : Optional.of(100 * difference / before);
        }
    }

    /**
     * Compares values by bin of time of day. Paired when at least two bins are common, otherwise by Welch.
     *
     * @return empty when neither is possible: fewer than two values on a side
     */
    public static <K> Optional<Comparison> compare(Map<K, Double> before, Map<K, Double> after, double confidence) {
        List<double[]> pairs = new ArrayList<>();
        before.forEach((bin, value) -> {
            Double other = after.get(bin);
            if (other != null) pairs.add(new double[] {value, other});
        });
        return pairs.size() >= 2
                ? Optional.of(paired(pairs, confidence))
                : welch(values(before), values(after), confidence);
    }

    private static <K> double[] values(Map<K, Double> bins) {
        return bins.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Paired t interval; each pair holds a value before and one after. Needs at least two. */
    public static Comparison paired(List<double[]> pairs, double confidence) {
        if (pairs.size() < 2) throw new IllegalArgumentException("a paired comparison needs at least two pairs");
        int n = pairs.size();
        double[] differences =
                pairs.stream().mapToDouble(pair -> pair[1] - pair[0]).toArray();
        double mean = mean(differences);
        double half = StudentT.twoSided(confidence, n - 1) * Math.sqrt(variance(differences) / n);
        return new Comparison(
                Method.PAIRED_T,
                pairs.stream().mapToDouble(pair -> pair[0]).average().orElseThrow(),
                pairs.stream().mapToDouble(pair -> pair[1]).average().orElseThrow(),
                mean,
                mean - half,
                mean + half,
                confidence,
                n - 1,
                n);
    }

    /** Welch's interval of the difference of two means; empty with fewer than two values on a side. */
    public static Optional<Comparison> welch(double[] before, double[] after, double confidence) {
        if (before.length < 2 || after.length < 2) return Optional.empty();
        double a = variance(before) / before.length;
        double b = variance(after) / after.length;
        double difference = mean(after) - mean(before);
        double freedom = a + b == 0
                ? before.length + after.length - 2
                : (a + b) * (a + b) / (a * a / (before.length - 1) + b * b / (after.length - 1));
        double half = StudentT.twoSided(confidence, freedom) * Math.sqrt(a + b);
        return Optional.of(new Comparison(
                Method.WELCH,
                mean(before),
                mean(after),
                difference,
                difference - half,
                difference + half,
                confidence,
                freedom,
                0));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        return sum / values.length;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) sum += (value - mean) * (value - mean);
        return sum / (values.length - 1);
    }
}
