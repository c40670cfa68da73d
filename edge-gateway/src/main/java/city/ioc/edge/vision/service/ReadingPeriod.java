package city.ioc.edge.vision.service;

import city.ioc.contracts.field.ClassCounts;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.VehicleClass;
import city.ioc.edge.vision.count.Crossing;
import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.edge.vision.geometry.LaneState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a camera sees between two readings. One thread. */
final class ReadingPeriod {
    private final DeviceId camera;
    private final Instant begin;
    private final Map<VehicleClass, Integer> counts = new EnumMap<>(VehicleClass.class);
    private int vehicles;
    private double speeds;
    private int speedsKnown;
    private double occupancies;
    private int pictures;
    private OptionalDouble queueM = OptionalDouble.empty();

    ReadingPeriod(DeviceId camera, Instant begin) {
        this.camera = camera;
        this.begin = begin;
    }

    Instant begin() {
        return begin;
    }

    /** Somebody left across the stop line. Pedestrians are no traffic of a lane; what only its motion betrays is counted as a car. */
    void crossed(Crossing crossing, OptionalDouble speedKmh) {
        Optional<RoadUser> kind = crossing.track().kind();
        if (kind.filter(RoadUser.PEDESTRIAN::equals).isPresent()) return;
        counts.merge(kind.flatMap(RoadUser::vehicle).orElse(VehicleClass.CAR), 1, Integer::sum);
        vehicles++;
        if (speedKmh.isEmpty()) return;
        speeds += Math.min(speedKmh.getAsDouble(), 250);
        speedsKnown++;
    }

    /** The lanes in one picture. */
    void saw(List<LaneState> lanes) {
        pictures++;
        occupancies +=
                lanes.stream().mapToDouble(LaneState::occupancy).average().orElse(0);
        queueM = lanes.stream()
                .map(LaneState::queueM)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .max();
    }

    /** Empty when no picture came: a gap is a gap and not an empty street. */
    Optional<DetectorReading> close(Instant end) {
        Duration interval = Duration.between(begin, end);
        if (pictures == 0 || interval.isNegative() || interval.isZero()) return Optional.empty();
        return Optional.of(new DetectorReading(
                camera,
                end,
                interval,
                vehicles,
                OptionalDouble.of(Math.min(1, occupancies / pictures)),
                speedsKnown == 0 ? OptionalDouble.empty() : OptionalDouble.of(speeds / speedsKnown),
                queueM,
                Optional.of(new ClassCounts(
                        count(VehicleClass.MOTORCYCLE),
                        count(VehicleClass.BICYCLE),
                        count(VehicleClass.CAR),
                        count(VehicleClass.VAN),
                        count(VehicleClass.BUS),
                        count(VehicleClass.TRUCK)))));
    }

    private int count(VehicleClass kind) {
        return counts.getOrDefault(kind, 0);
    }
}
