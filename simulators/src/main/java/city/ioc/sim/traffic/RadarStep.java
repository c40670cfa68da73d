package city.ioc.sim.traffic;

import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.VehicleClass;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What one radar sees of its approach in one step. A radar misses some vehicles; the true numbers are in the ground truth.
 *
 * @param vehicles vehicles in its field of view now
 * @param queueM length of the standing queue from the stop line, metres
 * @param meanSpeedKmh mean speed of the vehicles in view; empty when there are none
 * @param occupancy share of the first 60 m before the stop line that is covered by vehicles, 0..1
 * @param passages vehicles counted at the stop line in this step
 */
public record RadarStep(
        DeviceId radar,
        int vehicles,
        double queueM,
        OptionalDouble meanSpeedKmh,
        double occupancy,
        List<Counted> passages) {
    public RadarStep {
        passages = List.copyOf(passages);
    }

    /** One counted vehicle. */
    public record Counted(VehicleClass vehicleClass, double speedKmh, Instant at) {}
}
