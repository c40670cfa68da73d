package city.ioc.signal.measure;

import java.util.OptionalDouble;

/**
 * Control delay per vehicle at a signal, seconds. Pure.
 *
 * <p>Highway Capacity Manual (TRB), method of the 2010 edition's chapter 18 and the 6th and 7th editions' chapter 19: uniform delay
 * d1 with a progression factor, incremental delay d2 and initial queue delay d3. As measured flow cannot exceed capacity, it says
 * nothing of a queue that stays; where a queue is measured, the delay is also at least queue / flow (Little's law), and the greater
 * of both holds.
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
     * The three parts of HCM control delay, seconds per vehicle.
     *
     * @param uniformS d1, of arrivals spread evenly over the cycle, progression factor included
     * @param incrementalS d2, of random arrivals and of a demand above capacity within the period
     * @param initialQueueS d3, of the queue that stood when the period began
     */
    public record Parts(double uniformS, double incrementalS, double initialQueueS) {
        public double totalS() {
            return uniformS + incrementalS + initialQueueS;
        }
    }

    /**
     * What the delay of a lane group is computed from.
     *
     * @param flowPerHour demand v, and {@code capacityPerHour} c, in the same unit of vehicles or PCU
     * @param greenShare effective green over cycle, g/C
     * @param periodH length of the period T, hours
     * @param progressionFactor PF: 1 for random arrivals, below 1 where platoons arrive on green
     * @param incrementalFactor k: 0.5 for fixed time, down to 0.04 for actuated control
     * @param upstreamFactor I: 1 without a signal upstream
     * @param initialQueue Qb, vehicles or PCU that wait when the period begins
     */
    public record LaneGroup(
            double flowPerHour,
            double capacityPerHour,
            double greenShare,
            double cycleS,
            double periodH,
            double progressionFactor,
            double incrementalFactor,
            double upstreamFactor,
            double initialQueue) {
        public LaneGroup {
            if (!(flowPerHour >= 0)
                    || !(capacityPerHour > 0)
                    || !(periodH > 0)
                    || !(cycleS > 0)
                    || !(initialQueue >= 0))
                throw new IllegalArgumentException(
                        "flow and queue must not be negative, capacity, cycle and period positive");
            if (!(greenShare > 0 && greenShare <= 1))
                throw new IllegalArgumentException("green share must be in (0, 1], but is " + greenShare);
        }

        /** Fixed time, random arrivals, no queue to begin with. */
        public static LaneGroup fixedTime(
                double flowPerHour, double capacityPerHour, double greenShare, double cycleS, double periodH) {
            return new LaneGroup(flowPerHour, capacityPerHour, greenShare, cycleS, periodH, 1, 0.5, 1, 0);
        }

        public LaneGroup withInitialQueue(double queue) {
            return new LaneGroup(
                    flowPerHour,
                    capacityPerHour,
                    greenShare,
                    cycleS,
                    periodH,
                    progressionFactor,
                    incrementalFactor,
                    upstreamFactor,
                    queue);
        }

        /** Demand over capacity, v/c. */
        public double degreeOfSaturation() {
            return flowPerHour / capacityPerHour;
        }
    }

    /**
     * Control delay of a lane group: d1, d2 and d3 as in HCM 2010 chapter 18 (7th edition: d1 by equation 19-20, d2 by 19-26). While
     * an initial queue clears, d1 is that of saturation.
     */
    public static Parts of(LaneGroup group) {
        double x = group.degreeOfSaturation();
        double c = group.capacityPerHour();
        double t = group.periodH();
        double over = x - 1;
        double incremental = 900
                * t
                * (over
                        + Math.sqrt(
                                over * over + 8 * group.incrementalFactor() * group.upstreamFactor() * x / (c * t)));
        double unsaturated = uniform(group.greenShare(), group.cycleS(), x) * group.progressionFactor();
        if (group.initialQueue() <= 0) return new Parts(unsaturated, incremental, 0);
        double queue = group.initialQueue();
        double v = group.flowPerHour();
        boolean clears = v < c;
        double unmetH = clears ? Math.min(t, queue / (c - v)) : t;
        double last = Math.max(0, queue + unmetH * (v - c));
        double lastWithoutInitial = clears ? 0 : t * (v - c);
        double perVehicle = v > 0 ? 3600 / (v * t) : 0;
        double initial = perVehicle
                * (unmetH * (queue + last - lastWithoutInitial) / 2
                        + (last * last - lastWithoutInitial * lastWithoutInitial) / (2 * c)
                        - queue * queue / (2 * c));
        double saturated = uniform(group.greenShare(), group.cycleS(), 1);
        double uniform = saturated * unmetH / t + unsaturated * (t - unmetH) / t;
        return new Parts(uniform, incremental, Math.max(0, initial));
    }

    private static double uniform(double greenShare, double cycleS, double x) {
        if (greenShare >= 1) return 0; // no red to wait for
        double red = 1 - greenShare;
        return 0.5 * cycleS * red * red / (1 - Math.min(1, x) * greenShare);
    }

    /**
     * Delay of a lane group by formula, from a measured flow.
     *
     * @param flowPcuPerHour measured flow of all its lanes
     * @param greenShare share of the time that it is green, 0..1
     * @param periodH length of the period that was measured, hours
     * @return empty when it was never green
     */
    public static OptionalDouble byFormula(
            double flowPcuPerHour, int lanes, double greenShare, double cycleS, double periodH) {
        double capacity = SATURATION_PCU_PER_HOUR * lanes * greenShare;
        if (!(capacity > 0) || !(cycleS > 0) || !(periodH > 0)) return OptionalDouble.empty();
        Parts parts = of(LaneGroup.fixedTime(flowPcuPerHour, capacity, Math.min(1, greenShare), cycleS, periodH));
        return OptionalDouble.of(Math.min(LONGEST_S, parts.totalS()));
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
