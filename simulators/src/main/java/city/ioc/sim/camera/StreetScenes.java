package city.ioc.sim.camera;

import city.ioc.contracts.street.GeoPoint;
import city.ioc.sim.camera.body.Kind;
import city.ioc.sim.traffic.NumberPlate;
import city.ioc.sim.traffic.PedestrianPosition;
import city.ioc.sim.traffic.StreetPlan;
import city.ioc.sim.traffic.StreetTraffic;
import city.ioc.sim.traffic.VehiclePosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says where everybody of the simulated traffic is, for cameras to draw: it remembers the last speeds, so that brake lights burn.
 * Used by the thread that steps the streets.
 */
public final class StreetScenes {
    private static final double BRAKES_FROM_KMH_LOST = 0.7;
    private static final double STANDS_KMH = 0.5;

    private final StreetPlan plan;
    private Map<Long, Double> speeds = new HashMap<>();
    private Instant speedsAt = Instant.MIN;

    public StreetScenes(StreetPlan plan) {
        this.plan = plan;
    }

    /** Everybody after the last step. Who brakes is known when it was also asked after the step before. */
    public List<RoadUser> usersOf(StreetTraffic traffic) {
        List<RoadUser> users = new ArrayList<>();
        Map<Long, Double> now = new HashMap<>();
        if (!speedsAt.equals(traffic.now().minus(StreetTraffic.STEP))) speeds = Map.of();
        speedsAt = traffic.now();
        for (VehiclePosition each : traffic.listVehicles()) {
            double before = speeds.getOrDefault(each.id(), each.speedKmh());
            now.put(each.id(), each.speedKmh());
            boolean braking = before - each.speedKmh() > BRAKES_FROM_KMH_LOST || each.speedKmh() < STANDS_KMH;
            users.add(vehicle(each, braking));
        }
        speeds = now;
        for (PedestrianPosition each : traffic.listPedestrians()) users.add(pedestrian(each));
        return users;
    }

    private RoadUser vehicle(VehiclePosition each, boolean braking) {
        GeoPoint at = new GeoPoint(each.lat(), each.lon());
        return new RoadUser(
                each.id(),
                Kind.of(each.vehicleClass()),
                plan.east(at),
                plan.north(at),
                each.headingDeg(),
                each.speedKmh(),
                braking,
                0,
                NumberPlate.find(each.id(), each.vehicleClass()));
    }

    private RoadUser pedestrian(PedestrianPosition each) {
        GeoPoint at = new GeoPoint(each.lat(), each.lon());
        return new RoadUser(
                each.id(),
                Kind.PEDESTRIAN,
                plan.east(at),
                plan.north(at),
                each.headingDeg(),
                each.walks() ? 4.3 : 0,
                false,
                each.walkedM(),
                Optional.empty());
    }
}
