package city.ioc.sim.traffic;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The streets of a city, simulated microscopically in steps of {@link #STEP}. Deterministic: the same city, settings, seed,
 * start and lamps give the same states. Not thread-safe; one thread steps and reads it.
 */
public final class StreetTraffic {
    /** Length of a step in city time. */
    public static final Duration STEP = Duration.ofMillis(200);

    private Instant now;

    private StreetTraffic(Instant start) {
        this.now = start;
    }

    /** Streets that are empty at {@code start}. */
    public static StreetTraffic create(City city, SimulationSettings settings, long seed, Instant start) {
        return new StreetTraffic(start);
    }

    /** Advances by one step, under the lamps as they are shown now. */
    public void step(LampView lamps) {
        now = now.plus(STEP);
    }

    /** The end of the last step. */
    public Instant now() {
        return now;
    }

    /** What happened at loop detectors in the last step, only those where something did. In order of the city's devices. */
    public List<DetectorStep> detectors() {
        return List.of();
    }

    /** Whether a vehicle stands on a loop now. */
    public boolean isOccupied(DeviceId detector) {
        return false;
    }

    /** What every radar sees, of the last step. */
    public List<RadarStep> radars() {
        return List.of();
    }

    /** Pedestrian buttons pressed in the last step. */
    public List<ButtonPress> presses() {
        return List.of();
    }

    /** Where all vehicles are, in order of their numbers. */
    public List<VehiclePosition> listVehicles() {
        return List.of();
    }
}
