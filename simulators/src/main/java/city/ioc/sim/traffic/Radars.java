package city.ioc.sim.traffic;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.VehicleClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** Radars at approaches: they count by class what passes the stop line, missing some, and see the queue. */
final class Radars {
    private static final double OCCUPANCY_M = 60;
    private static final double STANDING_MPS = 1.5;
    private static final double QUEUE_BREAK_M = 20;

    private final List<Radar> all = new ArrayList<>();
    private final SimulationSettings.Radar quality;

    private static final class Radar {
        final DeviceId device;
        final LinkStrip link;
        final SplittableRandom random;
        final List<RadarStep.Counted> counted = new ArrayList<>();

        Radar(DeviceId device, LinkStrip link, SplittableRandom random) {
            this.device = device;
            this.link = link;
            this.random = random;
        }
    }

    Radars(City city, SimulationSettings settings, Map<Loops.ApproachKey, LinkStrip> approaches, long seed) {
        quality = settings.radar();
        for (Device device : city.devices()) {
            if (device.kind() != Device.Kind.RADAR) continue;
            device.approach().ifPresent(approach -> {
                LinkStrip link = approaches.get(new Loops.ApproachKey(device.site(), approach));
                if (link != null) all.add(new Radar(device.id(), link, Seeds.stream(seed, "radar " + device.id())));
            });
        }
    }

    void beginStep() {
        for (Radar radar : all) radar.counted.clear();
    }

    void passed(LinkStrip link, Vehicle vehicle, Instant at) {
        for (int i = 0; i < all.size(); i++) {
            Radar radar = all.get(i);
            if (radar.link != link || radar.random.nextDouble() < quality.missRate()) continue;
            VehicleClass seen = vehicle.type.vehicleClass();
            if (radar.random.nextDouble() < quality.wrongClassRate()) seen = confusedWith(seen);
            radar.counted.add(new RadarStep.Counted(seen, vehicle.v * 3.6, at));
        }
    }

    List<RadarStep> steps() {
        return all.stream().map(this::view).toList();
    }

    private RadarStep view(Radar radar) {
        LinkStrip link = radar.link;
        int vehicles = 0;
        double speeds = 0;
        double queueTail = 0;
        double covered = 0;
        double coveredFrom = Double.POSITIVE_INFINITY;
        for (int j = 0; j < link.count; j++) { // foremost first
            Vehicle vehicle = link.vehicles[j];
            double front = link.length - vehicle.s;
            if (front > quality.rangeM()) break;
            if (vehicle.isRoadworks()) continue;
            double back = front + vehicle.length;
            vehicles++;
            speeds += vehicle.v;
            if (vehicle.v < STANDING_MPS && front - queueTail < QUEUE_BREAK_M) queueTail = Math.max(queueTail, back);
            double from = Math.min(front, OCCUPANCY_M);
            double to = Math.min(back, OCCUPANCY_M);
            if (coveredFrom == Double.POSITIVE_INFINITY) coveredFrom = 0;
            double fresh = Math.max(from, coveredFrom);
            if (to > fresh) {
                covered += to - fresh;
                coveredFrom = to;
            }
        }
        return new RadarStep(
                radar.device,
                vehicles,
                queueTail,
                vehicles == 0 ? OptionalDouble.empty() : OptionalDouble.of(speeds / vehicles * 3.6),
                Math.min(1, covered / OCCUPANCY_M),
                radar.counted);
    }

    /** The class of most nearly that size. */
    private static VehicleClass confusedWith(VehicleClass seen) {
        return switch (seen) {
            case MOTORCYCLE -> VehicleClass.BICYCLE;
            case BICYCLE -> VehicleClass.MOTORCYCLE;
            case CAR -> VehicleClass.VAN;
            case VAN -> VehicleClass.CAR;
            case BUS -> VehicleClass.TRUCK;
            case TRUCK -> VehicleClass.BUS;
        };
    }
}
