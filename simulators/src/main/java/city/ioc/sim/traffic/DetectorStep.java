package city.ioc.sim.traffic;

import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.VehicleClass;
import java.time.Instant;
import java.util.List;

/**
 * What happened at one loop detector in one step. Several motorcycles abreast are one actuation of the loop and several
 * passages.
 *
 * @param occupied whether a vehicle stands on the loop at the end of the step
 * @param actuations changes of the loop in order of time
 * @param passages vehicles that left the loop in this step
 */
public record DetectorStep(DeviceId detector, boolean occupied, List<Actuation> actuations, List<Passage> passages) {
    public DetectorStep {
        actuations = List.copyOf(actuations);
        passages = List.copyOf(passages);
    }

    /** The loop turned on or off; {@code at} is interpolated within the step to the millisecond. */
    public record Actuation(boolean on, Instant at) {}

    /** A vehicle that passed: when its front entered and its rear left. */
    public record Passage(VehicleClass vehicleClass, double speedKmh, Instant entered, Instant left) {}
}
