package city.ioc.sim.bench.history;

import city.ioc.measures.normal.DayFlows;
import city.ioc.measures.normal.DayKind;
import city.ioc.measures.normal.HolidayCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;

/**
 * Months of traffic past a place, made by chance from a seed: two peaks on working days, one broad hump on days off, Tết nearly empty;
 * days that are busier or quieter as a whole, drift within the day, slow growth, counts that scatter by chance, and an incident. The
 * shape is an assumption, no measurement; what is forecast of it does not know how it was made.
 */
public final class FlowDays {
    /** How much whole days differ, and how much a day drifts off itself within a quarter of an hour. */
    private static final double DAY_SIGMA = 0.06;

    private static final double DRIFT_SIGMA = 0.02;
    private static final double DRIFT_KEPT = 0.93;
    private static final double GROWTH_A_WEEK = 0.003;
    private static final double INCIDENT_LEFT = 0.4;
    private static final int SLOTS_PER_HOUR = 4;

    private final HolidayCalendar calendar;
    private final double peak;
    private final Map<LocalDate, Integer> incidents;

    /**
     * @param peak vehicles an hour at the busiest
     * @param incidents quarter of an hour at which one begins, by day; it lasts for six
     */
    public FlowDays(HolidayCalendar calendar, double peak, Map<LocalDate, Integer> incidents) {
        this.calendar = calendar;
        this.peak = peak;
        this.incidents = Map.copyOf(incidents);
    }

    /** Every day from the first until before the last. */
    public Map<LocalDate, DayFlows> make(LocalDate first, LocalDate end, long seed) {
        Random random = new Random(seed);
        Map<LocalDate, DayFlows> days = new TreeMap<>();
        double drift = 0;
        for (LocalDate date = first; date.isBefore(end); date = date.plusDays(1)) {
            double growth = 1 + GROWTH_A_WEEK * first.until(date, java.time.temporal.ChronoUnit.DAYS) / 7;
            double level = growth * Math.exp(DAY_SIGMA * random.nextGaussian());
            List<OptionalDouble> flows = new ArrayList<>();
            for (int slot = 0; slot < DayFlows.SLOTS; slot++) {
                drift = DRIFT_KEPT * drift + DRIFT_SIGMA * random.nextGaussian();
                double rate = peak * shape(calendar.kindOf(date), slot) * level * Math.exp(drift);
                if (isIncident(date, slot)) rate *= INCIDENT_LEFT;
                flows.add(OptionalDouble.of(count(rate / SLOTS_PER_HOUR, random) * SLOTS_PER_HOUR));
            }
            days.put(date, new DayFlows(date, flows));
        }
        return days;
    }

    private boolean isIncident(LocalDate date, int slot) {
        Integer begin = incidents.get(date);
        return begin != null && slot >= begin && slot < begin + 6;
    }

    private static double shape(DayKind kind, int slot) {
        double hour = (slot + 0.5) / SLOTS_PER_HOUR;
        double working = 0.04
                + 0.96 * hump(hour, 7, 1.1)
                + 0.45 * hump(hour, 11.5, 2.2)
                + 0.85 * hump(hour, 17, 1.6)
                + 0.25 * hump(hour, 20, 1.5);
        double free = 0.04 + 0.55 * hump(hour, 9.5, 2.6) + 0.6 * hump(hour, 17.5, 2.8);
        return switch (kind) {
            case MONDAY -> working * 1.04;
            case TUESDAY, WEDNESDAY, THURSDAY -> working;
            case FRIDAY -> working * 1.02 + 0.05 * hump(hour, 18, 2);
            case SATURDAY -> 0.5 * working + 0.5 * free;
            case SUNDAY -> free;
            case HOLIDAY -> free * 1.1;
            case TET -> free * 0.55;
        };
    }

    private static double hump(double hour, double at, double width) {
        double apart = (hour - at) / width;
        return Math.exp(-apart * apart / 2);
    }

    /** How many of a mean number come (Poisson; by the normal distribution where there are many). */
    private static double count(double mean, Random random) {
        if (mean > 50) return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
        double limit = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) count++;
        return count;
    }
}
