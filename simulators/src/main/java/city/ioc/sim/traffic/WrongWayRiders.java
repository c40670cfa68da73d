package city.ioc.sim.traffic;

import city.ioc.contracts.street.VehicleClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Motorcycles that ride against the traffic along the kerb, to the last yard before the junction: those that come to the city on the
 * wrong side, and those that set out at a stop line against who comes to it. They keep to the strip outside the lanes, so nobody has
 * to give way to them.
 */
final class WrongWayRiders {
    private static final double BESIDE_KERB_M = 0.5;
    private static final double ENDS_BEFORE_JUNCTION_M = 25;
    /** Numbers of those that set out at stop lines, so that the numbers of all others do not depend on them. */
    private static final long FIRST_NUMBER = 1_000_000_000L;

    private final StreetNetwork network;
    private final GroundTruth truth;
    private final double share;
    private final SplittableRandom random;
    private final List<Rider> riders = new ArrayList<>();
    private Instant now;
    private long setOut;

    private static final class Rider {
        final long id;
        final LinkStrip link;
        final double speed;
        double s;

        Rider(long id, LinkStrip link, double speed) {
            this.id = id;
            this.link = link;
            this.speed = speed;
            this.s = link.length;
        }
    }

    WrongWayRiders(StreetNetwork network, SimulationSettings settings, GroundTruth truth, long seed, Instant start) {
        this.network = network;
        this.truth = truth;
        this.share = settings.rates().wrongWay();
        this.random = Seeds.stream(seed, "wrong way");
        this.now = start;
    }

    /** Whether a motorcycle that comes to a link rides on the wrong side instead. */
    boolean take(LinkStrip first, long id, SplittableRandom random) {
        if (random.nextDouble() >= share) return false;
        for (LinkStrip link : network.links) {
            if (!link.link.from().equals(first.link.to()) || !link.link.to().equals(first.link.from())) continue;
            begin(new Rider(id, link, 4 + 2 * random.nextDouble()));
            return true;
        }
        return false;
    }

    /** A motorcycle comes onto a link: as often as others come to the city on the wrong side, somebody sets out against it. */
    void meets(LinkStrip link) {
        if (random.nextDouble() >= share || link.length <= ENDS_BEFORE_JUNCTION_M) return;
        begin(new Rider(FIRST_NUMBER + ++setOut, link, 4 + 2 * random.nextDouble()));
    }

    private void begin(Rider rider) {
        LinkStrip link = rider.link;
        riders.add(rider);
        Strip.Pose at = link.pose(rider.s, link.width + BESIDE_KERB_M);
        truth.write(
                now,
                GroundTruth.Kind.WRONG_WAY,
                "vehicle",
                rider.id,
                "class",
                VehicleClass.MOTORCYCLE,
                "plate",
                NumberPlate.of(rider.id, VehicleClass.MOTORCYCLE).text(),
                "link",
                link.link.id(),
                "rides",
                "from the end of the link to its beginning",
                "endsAt",
                now.plusMillis(Math.round((link.length - ENDS_BEFORE_JUNCTION_M) / rider.speed * 1000)),
                "speedKmh",
                Math.round(rider.speed * 36) / 10.0,
                "lat",
                network.frame.lat(at.north()),
                "lon",
                network.frame.lon(at.east()));
    }

    void step(double dt, Instant at) {
        now = at;
        for (Rider rider : riders) rider.s -= rider.speed * dt;
        riders.removeIf(rider -> rider.s <= ENDS_BEFORE_JUNCTION_M);
    }

    void list(List<VehiclePosition> positions) {
        for (Rider rider : riders) {
            Strip.Pose at = rider.link.pose(rider.s, rider.link.width + BESIDE_KERB_M);
            positions.add(new VehiclePosition(
                    rider.id,
                    VehicleClass.MOTORCYCLE,
                    network.frame.lat(at.north()),
                    network.frame.lon(at.east()),
                    (Math.toDegrees(at.heading()) + 540) % 360,
                    rider.speed * 3.6));
        }
    }
}
