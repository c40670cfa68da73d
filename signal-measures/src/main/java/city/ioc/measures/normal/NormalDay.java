package city.ioc.measures.normal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * What is normal at each quarter of an hour of a day: the median over the same quarter of former days of its kind, and how far days
 * scatter about it. Both are robust: a day with an incident among them moves neither much.
 *
 * @param slots 96; empty where too few days were measured
 */
public record NormalDay(List<Optional<Normal>> slots) {
    /** Fewer days are no norm. */
    public static final int FEWEST_DAYS = 3;

    /** From the median of absolute deviations to the standard deviation of a normal distribution. */
    private static final double MAD_TO_SIGMA = 1.4826;
    /** Scatter is taken over so many quarters before and after, for eight days alone tell it badly. */
    private static final int NEIGHBOURS = 2;

    private static final double SLOTS_PER_HOUR = 4;

    public NormalDay {
        slots = List.copyOf(slots);
        if (slots.size() != DayFlows.SLOTS)
            throw new IllegalArgumentException("a day has " + DayFlows.SLOTS + " slots");
    }

    /**
     * @param flow vehicles an hour
     * @param sigma scatter of days, vehicles an hour
     * @param days how many it is of
     */
    public record Normal(double flow, double sigma, int days) {
        /** Nine of ten days are above. */
        public double low() {
            return Math.max(0, flow - Z80 * sigma);
        }

        /** Nine of ten days are below. */
        public double high() {
            return flow + Z80 * sigma;
        }

        /** By how many times the usual scatter a flow is above normal. */
        public double deviation(double measured) {
            return (measured - flow) / sigma;
        }

        private static final double Z80 = 1.2816;
    }

    public static NormalDay of(List<DayFlows> days) {
        List<OptionalDouble> medians = new ArrayList<>();
        for (int slot = 0; slot < DayFlows.SLOTS; slot++) medians.add(median(measured(days, slot)));
        List<Optional<Normal>> slots = new ArrayList<>();
        for (int slot = 0; slot < DayFlows.SLOTS; slot++) slots.add(normal(days, medians, slot));
        return new NormalDay(slots);
    }

    public Optional<Normal> at(int slot) {
        return slots.get(slot);
    }

    private static Optional<Normal> normal(List<DayFlows> days, List<OptionalDouble> medians, int slot) {
        int measured = measured(days, slot).length;
        if (measured < FEWEST_DAYS) return Optional.empty();
        double flow = medians.get(slot).orElseThrow();
        DoubleStream.Builder apart = DoubleStream.builder();
        int last = Math.min(DayFlows.SLOTS - 1, slot + NEIGHBOURS);
        for (int near = Math.max(0, slot - NEIGHBOURS); near <= last; near++) {
            for (double each : measured(days, near))
                apart.add(Math.abs(each - medians.get(near).orElseThrow()));
        }
        double sigma = MAD_TO_SIGMA * median(apart.build().toArray()).orElseThrow();
        return Optional.of(new Normal(flow, Math.max(sigma, chance(flow)), measured));
    }

    /** Counts scatter by chance alone, as vehicles that come independently of each other do (Poisson); one vehicle at least. */
    static double chance(double flow) {
        return Math.sqrt(Math.max(1, flow / SLOTS_PER_HOUR)) * SLOTS_PER_HOUR;
    }

    private static double[] measured(List<DayFlows> days, int slot) {
        return days.stream()
                .map(day -> day.at(slot))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
    }

    static OptionalDouble median(double[] values) {
        if (values.length == 0) return OptionalDouble.empty();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
    }
}
