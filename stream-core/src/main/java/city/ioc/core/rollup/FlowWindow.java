package city.ioc.core.rollup;

import city.ioc.contracts.field.DetectorReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.OptionalDouble;

/** The readings of one detector in the last minutes, as one measure. Owned by the shard's thread. */
public final class FlowWindow {
    /** What the screens show. */
    public static final Duration LENGTH = Duration.ofMinutes(5);

    /**
     * Passenger-car units per vehicle where the classes were not counted: four motorcycles of 0.25 to one other vehicle of about
     * 1.1, the mix of the street (70–90 % motorcycles). A radar's count of classes at the same intersection is better.
     */
    public static final double MIXED_PCU_PER_VEHICLE = 0.42;

    private final Duration length;
    private final ArrayDeque<DetectorReading> readings = new ArrayDeque<>();

    public FlowWindow() {
        this(LENGTH);
    }

    public FlowWindow(Duration length) {
        this.length = length;
    }

    /** Takes a reading; one that is not newer than the newest is a repeat or late and changes nothing. */
    public void add(DetectorReading reading) {
        if (!readings.isEmpty() && !reading.at().isAfter(readings.getLast().at())) return;
        readings.addLast(reading);
    }

    /** The measure with {@link #MIXED_PCU_PER_VEHICLE} for vehicles without a class. */
    public FlowMeasure measure(Instant now) {
        return measure(now, MIXED_PCU_PER_VEHICLE);
    }

    /**
     * What was measured in the window that ends now.
     *
     * @param pcuPerVehicle passenger-car units of a vehicle without a class
     */
    public FlowMeasure measure(Instant now, double pcuPerVehicle) {
        Instant from = now.minus(length);
        while (!readings.isEmpty() && !readings.getFirst().at().isAfter(from)) readings.removeFirst();
        double measuredS = 0;
        double occupiedS = 0;
        double occupancyS = 0;
        double speedSum = 0;
        int speedVehicles = 0;
        double queueSum = 0;
        double queueMax = 0;
        int queues = 0;
        int vehicles = 0;
        double pcu = 0;
        for (DetectorReading reading : readings) {
            double seconds = reading.interval().toMillis() / 1000.0;
            measuredS += seconds;
            vehicles += reading.vehicles();
            pcu += reading.byClass()
                    .filter(counts -> counts.total() == reading.vehicles())
                    .map(counts -> counts.pcu())
                    .orElse(reading.vehicles() * pcuPerVehicle);
            if (reading.occupancy().isPresent()) {
                occupiedS += reading.occupancy().getAsDouble() * seconds;
                occupancyS += seconds;
            }
            if (reading.meanSpeedKmh().isPresent() && reading.vehicles() > 0) {
                speedSum += reading.meanSpeedKmh().getAsDouble() * reading.vehicles();
                speedVehicles += reading.vehicles();
            }
            if (reading.queueM().isPresent()) {
                queueSum += reading.queueM().getAsDouble();
                queueMax = Math.max(queueMax, reading.queueM().getAsDouble());
                queues++;
            }
        }
        return new FlowMeasure(
                measuredS,
                vehicles,
                pcu,
                when(occupancyS > 0, occupiedS / occupancyS),
                when(speedVehicles > 0, speedSum / speedVehicles),
                when(queues > 0, queueSum / queues),
                when(queues > 0, queueMax));
    }

    /** Vehicles and passenger-car units of the readings that counted classes. */
    FlowMeasure measureClassified(Instant now) {
        Instant from = now.minus(length);
        int vehicles = 0;
        double pcu = 0;
        for (DetectorReading reading : readings) {
            if (!reading.at().isAfter(from) || reading.byClass().isEmpty()) continue;
            vehicles += reading.byClass().get().total();
            pcu += reading.byClass().get().pcu();
        }
        return new FlowMeasure(
                0,
                vehicles,
                pcu,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static OptionalDouble when(boolean known, double value) {
        return known ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
