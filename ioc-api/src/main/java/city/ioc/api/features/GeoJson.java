package city.ioc.api.features;

import city.ioc.contracts.street.GeoPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Geometry between the city's own points, JTS and GeoJSON (RFC 7946: longitude first, outlines against the clock and closed). */
final class GeoJson {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private GeoJson() {}

    static Geometry point(GeoPoint at) {
        return FACTORY.createPoint(coordinate(at));
    }

    static Geometry line(List<GeoPoint> points) {
        return FACTORY.createLineString(points.stream().map(GeoJson::coordinate).toArray(Coordinate[]::new));
    }

    /** @param ring outline, its first point not repeated */
    static Geometry polygon(List<GeoPoint> ring) {
        List<Coordinate> closed = new ArrayList<>();
        for (GeoPoint each : ring) closed.add(coordinate(each));
        closed.add(coordinate(ring.getFirst()));
        LinearRing outline = FACTORY.createLinearRing(closed.toArray(Coordinate[]::new));
        return FACTORY.createPolygon(
                org.locationtech.jts.algorithm.Orientation.isCCW(outline.getCoordinates())
                        ? outline
                        : outline.reverse());
    }

    private static Coordinate coordinate(GeoPoint at) {
        return new Coordinate(at.lon(), at.lat());
    }

    static Map<String, Object> of(Geometry geometry) {
        return switch (geometry) {
            case Point point -> Map.of("type", "Point", "coordinates", position(point.getCoordinate()));
            case LineString line -> Map.of("type", "LineString", "coordinates", positions(line));
            case Polygon area -> Map.of("type", "Polygon", "coordinates", List.of(positions(area.getExteriorRing())));
            default -> throw new IllegalArgumentException("no feature is a " + geometry.getGeometryType());
        };
    }

    private static List<double[]> positions(LineString line) {
        return Arrays.stream(line.getCoordinates()).map(GeoJson::position).toList();
    }

    private static double[] position(Coordinate at) {
        return new double[] {at.x, at.y};
    }
}
