package city.ioc.edge.intake;

import city.ioc.contracts.field.DetectorReading;
import java.time.Duration;
import java.util.Optional;

/** Bounds of one reading. {@code vehiclesPerSecond} over the interval, and {@code burst} more for short ones. */
record ReadingBounds(double vehiclesPerSecond, int burst, double speedKmh, double queueM) {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    Optional<String> findImplausible(DetectorReading reading) {
        if (reading.interval().compareTo(LONGEST) > 0)
            return Optional.of(reading.detector() + ": interval of " + reading.interval() + ", at most " + LONGEST);
        double most = reading.interval().toMillis() / 1000.0 * vehiclesPerSecond + burst;
        if (reading.vehicles() > most)
            return Optional.of(reading.detector() + ": " + reading.vehicles() + " vehicles in " + reading.interval()
                    + ", at most " + (long) most);
        if (reading.meanSpeedKmh().orElse(0) > speedKmh)
            return Optional.of(reading.detector() + ": mean speed "
                    + reading.meanSpeedKmh().getAsDouble() + " km/h, at most " + speedKmh);
        if (reading.queueM().orElse(0) > queueM)
            return Optional.of(
                    reading.detector() + ": queue of " + reading.queueM().getAsDouble() + " m, at most " + queueM);
        if (reading.byClass().isPresent() && reading.byClass().get().total() > reading.vehicles())
            return Optional.of(reading.detector() + ": "
                    + reading.byClass().get().total() + " classified of " + reading.vehicles() + " vehicles");
        return Optional.empty();
    }
}
