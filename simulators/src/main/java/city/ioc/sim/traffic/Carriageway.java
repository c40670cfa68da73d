package city.ioc.sim.traffic;

import city.ioc.contracts.street.Link;

/**
 * One direction of a street from the end of the junction before it to its stop line, as it lies on the ground. Places on it are
 * metres along from its beginning and metres to the right of the street's axis. Immutable.
 */
public final class Carriageway {
    private final LinkStrip strip;

    Carriageway(LinkStrip strip) {
        this.strip = strip;
    }

    /** East and north of the city's centre, metres, and the direction of travel, clockwise from north. */
    public record Place(double east, double north, double headingRad) {}

    public Link link() {
        return strip.link;
    }

    /** From its beginning to its stop line. */
    public double lengthM() {
        return strip.length;
    }

    /** Of all lanes together. */
    public double widthM() {
        return strip.width;
    }

    /** Where a lane's inner edge lies, to the right of the axis. */
    public double innerEdgeM(int lane) {
        return strip.laneLow[lane];
    }

    public double outerEdgeM(int lane) {
        return strip.laneHigh[lane];
    }

    /** Also before its beginning and beyond its stop line: straight on. */
    public Place at(double alongM, double rightM) {
        Strip.Pose pose = strip.pose(alongM, rightM);
        return new Place(pose.east(), pose.north(), pose.heading());
    }
}
