package city.ioc.contracts.street;

import city.ioc.contracts.id.LinkId;
import java.util.List;

/** A directed street between two nodes. {@code line}: its centre line in direction of travel, first and last at the nodes. */
public record Link(
        LinkId id,
        String from,
        String to,
        LocalName street,
        double speedLimitKmh,
        List<Lane> lanes,
        List<GeoPoint> line) {
    public Link {
        lanes = List.copyOf(lanes);
        line = List.copyOf(line);
        if (lanes.isEmpty()) throw new IllegalArgumentException("link " + id + " has no lane");
        if (line.size() < 2) throw new IllegalArgumentException("link " + id + ": line needs at least 2 points");
        if (!(speedLimitKmh >= 5 && speedLimitKmh <= 120))
            throw new IllegalArgumentException(
                    "link " + id + ": speed limit must be 5..120 km/h, but is " + speedLimitKmh);
    }

    public double lengthM() {
        double length = 0;
        for (int i = 1; i < line.size(); i++) length += line.get(i - 1).distanceM(line.get(i));
        return length;
    }
}
