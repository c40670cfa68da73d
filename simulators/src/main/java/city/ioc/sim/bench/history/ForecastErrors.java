package city.ioc.sim.bench.history;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Errors of forecasts by who made them and how far ahead. Not thread-safe. */
public final class ForecastErrors {
    private final Map<String, Map<Integer, Sum>> sums = new TreeMap<>();
    private int inBand;
    private int banded;

    private static final class Sum {
        private double error;
        private double truth;
        private int count;
    }

    public void add(String forecaster, int minutes, double forecast, double truth) {
        Sum sum = sums.computeIfAbsent(forecaster, name -> new TreeMap<>())
                .computeIfAbsent(minutes, horizon -> new Sum());
        sum.error += Math.abs(forecast - truth);
        sum.truth += truth;
        sum.count++;
    }

    public void addBand(double low, double high, double truth) {
        banded++;
        if (truth >= low && truth <= high) inBand++;
    }

    /** By forecaster and horizon: mean absolute error in vehicles an hour, and all errors as a share of all traffic (WAPE). */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new TreeMap<>();
        sums.forEach((forecaster, horizons) -> {
            Map<String, Object> by = new TreeMap<>();
            horizons.forEach((minutes, sum) -> by.put(
                    String.format(Locale.ROOT, "%02d min", minutes),
                    Map.of(
                            "maeVehPerHour", Math.round(sum.error / sum.count * 10) / 10.0,
                            "wapePercent", Math.round(sum.error / sum.truth * 1000) / 10.0,
                            "forecasts", sum.count)));
            figures.put(forecaster, by);
        });
        if (banded > 0) figures.put("inBandPercent", Math.round(1000.0 * inBand / banded) / 10.0);
        return figures;
    }
}
