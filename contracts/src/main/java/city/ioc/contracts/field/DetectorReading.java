package city.ioc.contracts.field;

import city.ioc.contracts.id.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one detector saw in the interval ending at {@code at}. No mean speed when nobody passed: zero would mean a queue.
 *
 * @param occupancy share of the interval in which the detector was occupied, 0..1
 * @param queueM length of the standing queue at {@code at}, metres
 */
public record DetectorReading(
        DeviceId detector,
        Instant at,
        Duration interval,
        int vehicles,
        OptionalDouble occupancy,
        OptionalDouble meanSpeedKmh,
        OptionalDouble queueM,
        Optional<ClassCounts> byClass) {
    public DetectorReading {
        if (interval.isNegative() || interval.isZero() || interval.compareTo(Duration.ofHours(1)) > 0)
            throw new IllegalArgumentException("interval must be in (0, 1 h], but is " + interval);
        if (vehicles < 0) throw new IllegalArgumentException("vehicles must not be negative, but is " + vehicles);
        occupancy.ifPresent(v -> requireRange("occupancy", v, 0, 1));
        meanSpeedKmh.ifPresent(v -> requireRange("meanSpeedKmh", v, 0, 250));
        queueM.ifPresent(v -> requireRange("queueM", v, 0, 10_000));
    }

    /** Measured values in this reading. */
    public int samples() {
        return 1
                + (occupancy.isPresent() ? 1 : 0)
                + (meanSpeedKmh.isPresent() ? 1 : 0)
                + (queueM.isPresent() ? 1 : 0)
                + (byClass.isPresent() ? 6 : 0);
    }

    private static void requireRange(String name, double value, double min, double max) {
        if (!(value >= min && value <= max))
            throw new IllegalArgumentException(name + " must be in [" + min + ", " + max + "], but is " + value);
    }
}
