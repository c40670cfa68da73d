package city.ioc.sim.device;

import city.ioc.contracts.field.ClassCounts;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.VehicleClass;
import city.ioc.sim.traffic.RadarStep;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A radar over an approach: counts by class at the stop line, speed, occupancy and queue. Confined to the field's thread. */
final class RadarDetector {
    private final DeviceId id;
    private final ReportTimer timer;
    private final Map<VehicleClass, Integer> counts = new EnumMap<>(VehicleClass.class);
    private int steps;
    private double occupancySum;
    private double speedSum;
    private int vehicles;
    private double queueM;

    RadarDetector(DeviceId id, Duration reportEvery, Instant start) {
        this.id = id;
        this.timer = new ReportTimer(id, reportEvery, start);
    }

    void observe(RadarStep step) {
        steps++;
        occupancySum += step.occupancy();
        queueM = step.queueM();
        for (RadarStep.Counted counted : step.passages()) {
            vehicles++;
            speedSum += counted.speedKmh();
            counts.merge(counted.vehicleClass(), 1, Integer::sum);
        }
    }

    Optional<DetectorReading> takeReading(Instant now) {
        Optional<Duration> interval = timer.elapsed(now);
        if (interval.isEmpty()) return Optional.empty();
        DetectorReading reading = new DetectorReading(
                id,
                now,
                interval.get(),
                vehicles,
                steps > 0 ? OptionalDouble.of(Math.clamp(occupancySum / steps, 0.0, 1.0)) : OptionalDouble.empty(),
                vehicles > 0 ? OptionalDouble.of(speedSum / vehicles) : OptionalDouble.empty(),
                OptionalDouble.of(Math.max(0, queueM)),
                Optional.of(new ClassCounts(
                        count(VehicleClass.MOTORCYCLE),
                        count(VehicleClass.BICYCLE),
                        count(VehicleClass.CAR),
                        count(VehicleClass.VAN),
                        count(VehicleClass.BUS),
                        count(VehicleClass.TRUCK))));
        steps = 0;
        occupancySum = 0;
        speedSum = 0;
        vehicles = 0;
        counts.clear();
        return Optional.of(reading);
    }

    private int count(VehicleClass vehicleClass) {
        return counts.getOrDefault(vehicleClass, 0);
    }
}
