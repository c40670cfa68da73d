package city.ioc.core.rollup;

import java.util.OptionalDouble;

/**
 * What was measured in a stretch of time. Flow is what passed, not what wanted to: under saturation it is the capacity.
 *
 * @param measuredS seconds that readings covered; flow per hour is by them, so that a gap does not look like empty road
 * @param occupancy share of time occupied, 0..1
 * @param meanQueueM mean of the queue lengths reported, metres
 * @param maxQueueM longest of them
 */
public record FlowMeasure(
        double measuredS,
        int vehicles,
        double pcu,
        OptionalDouble occupancy,
        OptionalDouble meanSpeedKmh,
        OptionalDouble meanQueueM,
        OptionalDouble maxQueueM) {

    /** Nothing measured. */
    public static final FlowMeasure NOTHING = new FlowMeasure(
            0, 0, 0, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    public boolean isMeasured() {
        return measuredS > 0;
    }

    public double vehiclesPerHour() {
        return measuredS > 0 ? vehicles * 3600.0 / measuredS : 0;
    }

    public double pcuPerHour() {
        return measuredS > 0 ? pcu * 3600.0 / measuredS : 0;
    }
}
