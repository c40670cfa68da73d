package city.ioc.core.rollup;

import java.util.OptionalDouble;

/**
 * Control delay per vehicle at a signal, seconds. Pure.
 *
 * <p>Highway Capacity Manual 7th edition (TRB 2022), chapter 19: uniform delay d1 (equation 19-20 with random arrivals) plus
 * incremental delay d2 (equation 19-26 with k = 0.5, I = 1). As measured flow cannot exceed capacity, it says nothing of a
 * queue that stays; where a queue is measured, the delay is also at least queue / flow (Little's law), and the greater of both
 * holds.
 */
public final class ControlDelay {
    /**
     * Saturation flow of a lane, PCU/h of green. HCM's 1,900 for through lanes with the usual deductions of width, turns and
     * mixed traffic; to be replaced by a measured one where there is one.
     */
    public static final double SATURATION_PCU_PER_HOUR = 1800;

    /** Length of street that a passenger-car unit takes in a standing queue, metres. */
    private static final double QUEUE_M_PER_PCU = 6.5;

    /** Above this the formula's steady state has nothing to do with the street. */
    private static final double LONGEST_S = 600;

    private ControlDelay() {}

    /**
     * Delay of a lane group by formula.
     *
     * @param flowPcuPerHour measured flow of all its lanes
     * @param greenShare share of the time that it is green, 0..1
     * @param periodH length of the period that was measured, hours
     * @return empty when it was never green
     */
    public static OptionalDouble byFormula(
            double flowPcuPerHour, int lanes, double greenShare, double cycleS, double periodH) {
        double capacity = SATURATION_PCU_PER_HOUR * lanes * greenShare;
        if (capacity <= 0) return OptionalDouble.empty();
        double x = flowPcuPerHour / capacity;
        double red = 1 - greenShare;
        double uniform = 0.5 * cycleS * red * red / Math.max(1 - Math.min(1, x) * greenShare, 1e-9);
        double over = x - 1;
        double incremental = 900 * periodH * (over + Math.sqrt(over * over + 8 * 0.5 * x / (capacity * periodH)));
        // A group that is green throughout has no red to wait for, however the limits above come out.
        return OptionalDouble.of(Math.min(LONGEST_S, (greenShare >= 1 ? 0 : uniform) + incremental));
    }

    /** Delay by Little's law: mean queue over flow. Empty when nothing passed. */
    public static OptionalDouble byQueue(double meanQueueM, int lanes, double flowPcuPerHour) {
        if (flowPcuPerHour <= 0) return OptionalDouble.empty();
        double queuedPcu = meanQueueM * lanes / QUEUE_M_PER_PCU;
        return OptionalDouble.of(Math.min(LONGEST_S, queuedPcu * 3600 / flowPcuPerHour));
    }

    /** The greater of what is known. */
    public static OptionalDouble greater(OptionalDouble a, OptionalDouble b) {
        if (a.isEmpty()) return b;
        if (b.isEmpty()) return a;
        return OptionalDouble.of(Math.max(a.getAsDouble(), b.getAsDouble()));
    }
}
