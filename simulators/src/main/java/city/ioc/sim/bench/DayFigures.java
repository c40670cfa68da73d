package city.ioc.sim.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/**
 * Figures of a weekday from samples of its hours: by hour and, weighted by the vehicles that come in each of the 24 hours, over the
 * day. Hours that were not looked at are taken to lie on the line between their neighbours. Pure.
 */
final class DayFigures {
    static final String BASE = "fixed-time";
    private static final int HOURS = 24;
    private static final double GOAL_PERCENT = 20;

    private DayFigures() {}

    /**
     * All figures.
     *
     * @param vehiclesPerHour that come to the city in an hour of the day
     * @param samples complete or not: an hour counts for the day only where all of the strategies have it
     */
    static Map<String, Object> of(
            List<String> strategies, IntToDoubleFunction vehiclesPerHour, List<HourSample> samples) {
        SortedMap<Integer, Map<String, HourSample>> byHour = new TreeMap<>();
        for (HourSample sample : samples)
            byHour.computeIfAbsent(sample.hour(), hour -> new LinkedHashMap<>()).put(sample.strategy(), sample);
        SortedMap<Integer, Map<String, HourSample>> whole = new TreeMap<>(byHour);
        whole.values().removeIf(each -> !each.keySet().containsAll(strategies));

        Map<String, Object> figures = new LinkedHashMap<>();
        if (!whole.isEmpty()) figures.put("day", day(strategies, vehiclesPerHour, whole));
        Map<String, Object> hours = new LinkedHashMap<>();
        byHour.forEach((hour, of) -> hours.put(String.format("%02d", hour), hour(hour, vehiclesPerHour, of)));
        figures.put("hours", hours);
        return figures;
    }

    private static Map<String, Object> day(
            List<String> strategies,
            IntToDoubleFunction vehiclesPerHour,
            SortedMap<Integer, Map<String, HourSample>> byHour) {
        Map<String, Double> delays = new LinkedHashMap<>();
        Map<String, Double> stopLines = new LinkedHashMap<>();
        for (String strategy : strategies) {
            SortedMap<Integer, Double> delay = new TreeMap<>();
            SortedMap<Integer, Double> stopLine = new TreeMap<>();
            byHour.forEach((hour, of) -> {
                HourSample sample = of.get(strategy);
                if (sample == null) return;
                delay.put(hour, sample.delay().meanS());
                stopLine.put(hour, sample.delay().stopLineS());
            });
            delays.put(strategy, overTheDay(delay, vehiclesPerHour));
            stopLines.put(strategy, overTheDay(stopLine, vehiclesPerHour));
        }
        List<HourSample> all =
                byHour.values().stream().flatMap(of -> of.values().stream()).toList();
        Map<String, Object> figures = new LinkedHashMap<>();
        double vehicles = 0;
        for (int hour = 0; hour < HOURS; hour++) vehicles += vehiclesPerHour.applyAsDouble(hour);
        figures.put("vehicles", Math.round(vehicles));
        figures.put("hoursLookedAt", List.copyOf(byHour.keySet()));
        figures.put("delayS", rounded(delays));
        figures.put("stopLineDelayS", rounded(stopLines));
        Map<String, Double> reductions = reductions(delays);
        figures.put("lessDelayPercent", rounded(reductions));
        figures.put("lessStopLineDelayPercent", rounded(reductions(stopLines)));
        findReduction(reductions, "adaptive")
                .ifPresent(percent -> figures.put("adaptiveAtLeast20PercentLess", percent >= GOAL_PERCENT));
        figures.put(
                "shownFaults", all.stream().mapToInt(HourSample::shownFaults).sum());
        figures.put("keptUp", all.stream().allMatch(HourSample::keptUp));
        return figures;
    }

    private static Map<String, Object> hour(
            int hour, IntToDoubleFunction vehiclesPerHour, Map<String, HourSample> byStrategy) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("vehiclesPerHour", Math.round(vehiclesPerHour.applyAsDouble(hour)));
        figures.put(
                "sameVehicles",
                byStrategy.values().stream()
                                .mapToLong(sample -> sample.delay().came())
                                .distinct()
                                .count()
                        == 1);
        Map<String, Double> delays = new LinkedHashMap<>();
        byStrategy.forEach(
                (strategy, sample) -> delays.put(strategy, sample.delay().meanS()));
        figures.put("delayS", rounded(delays));
        figures.put("lessDelayPercent", rounded(reductions(delays)));
        byStrategy.forEach((strategy, sample) -> {
            Map<String, Object> each = new LinkedHashMap<>(sample.delay().figures());
            each.put("shownFaults", sample.shownFaults());
            each.put("keptUp", sample.keptUp());
            each.putAll(sample.further());
            figures.put(strategy, each);
        });
        return figures;
    }

    /** The mean over the day's vehicles of a value that is known at some of the hours. */
    static double overTheDay(SortedMap<Integer, Double> known, IntToDoubleFunction weight) {
        double sum = 0;
        double weights = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            sum += weight.applyAsDouble(hour) * at(hour, known);
            weights += weight.applyAsDouble(hour);
        }
        return weights == 0 ? 0 : sum / weights;
    }

    /** On the line between the known hours before and after; midnight is no border. */
    static double at(int hour, SortedMap<Integer, Double> known) {
        List<Integer> hours = new ArrayList<>(known.keySet());
        int before =
                hours.stream().filter(each -> each <= hour).reduce((a, b) -> b).orElse(hours.getLast());
        int after = hours.stream().filter(each -> each >= hour).findFirst().orElse(hours.getFirst());
        double beforeValue = known.getOrDefault(before, 0.0);
        double afterValue = known.getOrDefault(after, 0.0);
        int gap = Math.floorMod(after - before, HOURS);
        if (gap == 0) return beforeValue;
        return beforeValue + (afterValue - beforeValue) * Math.floorMod(hour - before, HOURS) / gap;
    }

    /** By how many percent each of the others is below fixed-time control. */
    private static Map<String, Double> reductions(Map<String, Double> delays) {
        Map<String, Double> reductions = new LinkedHashMap<>();
        Double base = delays.get(BASE);
        if (base == null || base == 0) return reductions;
        delays.forEach((strategy, delay) -> {
            if (!strategy.equals(BASE)) reductions.put(strategy, 100 * (1 - delay / base));
        });
        return reductions;
    }

    private static Optional<Double> findReduction(Map<String, Double> reductions, String strategy) {
        return Optional.ofNullable(reductions.get(strategy));
    }

    private static Map<String, Object> rounded(Map<String, Double> values) {
        Map<String, Object> rounded = new LinkedHashMap<>();
        values.forEach((name, value) -> rounded.put(name, TrueDelay.tenths(value)));
        return rounded;
    }
}
