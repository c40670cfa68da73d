package city.ioc.sim.traffic;

import city.ioc.contracts.street.GeoPoint;
import java.util.List;

/** Plane coordinates in metres around a point: true to the centimetre over a town. */
final class StreetFrame {
    private static final double METRES_PER_DEGREE = Math.toRadians(1) * 6_371_008.8;

    private final GeoPoint origin;
    private final double metresPerDegreeLon;

    StreetFrame(GeoPoint origin) {
        this.origin = origin;
        this.metresPerDegreeLon = METRES_PER_DEGREE * Math.cos(Math.toRadians(origin.lat()));
    }

    double east(GeoPoint point) {
        return (point.lon() - origin.lon()) * metresPerDegreeLon;
    }

    double north(GeoPoint point) {
        return (point.lat() - origin.lat()) * METRES_PER_DEGREE;
    }

    double lat(double north) {
        return origin.lat() + north / METRES_PER_DEGREE;
    }

    double lon(double east) {
        return origin.lon() + east / metresPerDegreeLon;
    }

    double lengthM(List<GeoPoint> line) {
        double length = 0;
        for (int i = 1; i < line.size(); i++)
            length +=
                    Math.hypot(east(line.get(i)) - east(line.get(i - 1)), north(line.get(i)) - north(line.get(i - 1)));
        return length;
    }
}
