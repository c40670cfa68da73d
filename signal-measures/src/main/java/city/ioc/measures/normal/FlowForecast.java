package city.ioc.measures.normal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The next hour of a day: the normal day, times how busy this day is compared with it, plus what the last quarter of an hour had
 * beyond that, which fades: a day that is busier stays so, a disturbance passes. What chance could have made of a few vehicles counts
 * little. Pure.
 */
public final class FlowForecast {
    /** Quarters of an hour that it looks ahead: 15 to 60 minutes. */
    public static final int HORIZONS = 4;

    /** Quarters of an hour from which the day's ratio to the normal one is taken. */
    private static final int RATIO_SLOTS = 4;
    /** How much of the ratio's distance from one is left after each quarter: a busy day seldom turns. */
    private static final double RATIO_KEPT = 0.97;
    /** How much of the last quarter's residual is left after each quarter. */
    private static final double RESIDUAL_KEPT = 0.55;
    /** A ratio beyond these is a fault or a closed street rather than a busy day. */
    private static final double LEAST_RATIO = 0.2;

    private static final double MOST_RATIO = 3;
    /** Eight of ten within the band, were errors normally distributed. */
    private static final double Z80 = 1.2816;

    private FlowForecast() {}

    /**
     * @param slot quarter of an hour that is forecast, counted from the day's begin; 96 and more are of the next day
     * @param flow vehicles an hour
     * @param low one of ten is below
     * @param high one of ten is above
     */
    public record Ahead(int slot, double flow, double low, double high) {}

    /**
     * Quarters of an hour after the last one that is over.
     *
     * @param today what was measured until now
     * @param last quarter that was over last
     * @param next the normal day after this one, for a forecast over midnight
     * @return as many as there is a normal flow for; empty, too, where nothing of the last hour was measured
     */
    public static List<Ahead> of(DayFlows today, int last, NormalDay normal, NormalDay next) {
        Optional<Ratio> ratio = ratio(today, last, normal);
        if (ratio.isEmpty()) return List.of();
        double residual = residual(today, last, normal, ratio.get().value());
        List<Ahead> ahead = new ArrayList<>();
        for (int horizon = 1; horizon <= HORIZONS; horizon++) {
            int slot = last + horizon;
            Optional<NormalDay.Normal> expected =
                    slot < DayFlows.SLOTS ? normal.at(slot) : next.at(slot - DayFlows.SLOTS);
            if (expected.isEmpty()) continue;
            double factor = 1 + (ratio.get().value() - 1) * Math.pow(RATIO_KEPT, horizon);
            double flow = Math.max(0, expected.get().flow() * factor + residual * Math.pow(RESIDUAL_KEPT, horizon));
            double half = Z80 * sigma(expected.get(), flow, ratio.get(), horizon);
            ahead.add(new Ahead(slot, flow, Math.max(0, flow - half), flow + half));
        }
        return ahead;
    }

    /** How busy this day is compared with a normal one, and how surely that is known. */
    private record Ratio(double value, double sigma) {}

    private static Optional<Ratio> ratio(DayFlows today, int last, NormalDay normal) {
        double measured = 0;
        double usual = 0;
        for (int slot = Math.max(0, last - RATIO_SLOTS + 1); slot <= last; slot++) {
            OptionalDouble flow = today.at(slot);
            Optional<NormalDay.Normal> expected = normal.at(slot);
            if (flow.isEmpty() || expected.isEmpty()) continue;
            measured += flow.getAsDouble();
            usual += expected.get().flow();
        }
        if (usual <= 0) return Optional.empty();
        double value = Math.min(MOST_RATIO, Math.max(LEAST_RATIO, measured / usual));
        double sigma = NormalDay.chance(measured) / usual;
        return Optional.of(new Ratio(1 + beyondChance(value - 1, sigma), sigma));
    }

    private static double residual(DayFlows today, int last, NormalDay normal, double ratio) {
        OptionalDouble flow = today.at(last);
        Optional<NormalDay.Normal> expected = normal.at(last);
        if (flow.isEmpty() || expected.isEmpty()) return 0;
        double usual = ratio * expected.get().flow();
        return beyondChance(flow.getAsDouble() - usual, NormalDay.chance(usual));
    }

    /** A difference less what chance alone has likely made of it (the positive part of James and Stein's estimator). */
    private static double beyondChance(double difference, double sigma) {
        double share = 1 - sigma * sigma / (difference * difference);
        return share > 0 ? difference * share : 0;
    }

    /**
     * What is not known: chance in the counts to come, the ratio, and how far days part from the normal one within the time ahead, which
     * is a part of their scatter that grows with the time.
     */
    private static double sigma(NormalDay.Normal expected, double flow, Ratio ratio, int horizon) {
        double drift = expected.sigma() * Math.sqrt(1 - Math.pow(RATIO_KEPT * RATIO_KEPT, horizon));
        double level = expected.flow() * ratio.sigma();
        double chance = NormalDay.chance(flow);
        return Math.sqrt(drift * drift + level * level + chance * chance);
    }
}
