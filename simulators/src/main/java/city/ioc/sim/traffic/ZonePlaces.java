package city.ioc.sim.traffic;

import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Zone;
import java.util.Optional;

/** Finds the stretch of kerb that a zone's ring lies along. */
final class ZonePlaces {
    private static final double FARTHEST_M = 5;

    private ZonePlaces() {}

    /** A stretch of a link, in metres along its strip. */
    record Place(LinkStrip link, double from, double to) {}

    /** The link whose kerb is nearest to the middle of the ring, when one is near. */
    static Optional<Place> find(Zone zone, StreetNetwork network) {
        double east = 0;
        double north = 0;
        for (GeoPoint point : zone.ring()) {
            east += network.frame.east(point) / zone.ring().size();
            north += network.frame.north(point) / zone.ring().size();
        }
        LinkStrip best = null;
        double nearest = FARTHEST_M;
        for (LinkStrip link : network.links) {
            double s = nearestAlong(link, east, north);
            Strip.Pose kerb = link.pose(s, link.width);
            double distance = Math.hypot(kerb.east() - east, kerb.north() - north);
            if (distance >= nearest) continue;
            nearest = distance;
            best = link;
        }
        if (best == null) return Optional.empty();
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        for (GeoPoint point : zone.ring()) {
            double s = nearestAlong(best, network.frame.east(point), network.frame.north(point));
            from = Math.min(from, s);
            to = Math.max(to, s);
        }
        return Optional.of(new Place(best, Math.max(from + 6, 15), Math.min(to - 1, best.length - 45)));
    }

    private static double nearestAlong(LinkStrip link, double east, double north) {
        double best = 0;
        double nearest = Double.POSITIVE_INFINITY;
        for (double s = 0; s <= link.length; s += 2) {
            Strip.Pose kerb = link.pose(s, link.width);
            double distance = Math.hypot(kerb.east() - east, kerb.north() - north);
            if (distance >= nearest) continue;
            nearest = distance;
            best = s;
        }
        return best;
    }
}
