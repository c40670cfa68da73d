package city.ioc.api.features;

import java.util.Arrays;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** A box of longitudes and latitudes; one whose west is east of its east goes over the antimeridian. */
record BoundingBox(double west, double south, double east, double north) {
    private static final String NUMBERS = "(?:(?:^|,)-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)+";
    private static final GeometryFactory FACTORY = new GeometryFactory();

    /**
     * Reads the parameter {@code bbox}: four numbers, or six with heights, which nothing here has (OGC 17-069r4, requirement 23).
     *
     * @throws IllegalArgumentException when it is none
     */
    static BoundingBox parse(String text) {
        if (!text.matches(NUMBERS)) throw new IllegalArgumentException("must be four numbers: west,south,east,north");
        double[] numbers = Arrays.stream(text.split(",", -1))
                .mapToDouble(each -> Double.parseDouble(each))
                .toArray();
        if (numbers.length != 4 && numbers.length != 6)
            throw new IllegalArgumentException("must be four numbers, or six with heights, but is " + numbers.length);
        int half = numbers.length / 2;
        return new BoundingBox(numbers[0], numbers[1], numbers[half], numbers[half + 1]);
    }

    BoundingBox {
        if (!(Math.abs(west) <= 180 && Math.abs(east) <= 180 && south >= -90 && north <= 90))
            throw new IllegalArgumentException("must be longitudes within ±180° and latitudes within ±90°");
        if (south > north) throw new IllegalArgumentException("has a south that lies north of its north");
    }

    boolean meets(Geometry geometry) {
        return west <= east ? meets(geometry, west, east) : meets(geometry, west, 180) || meets(geometry, -180, east);
    }

    private boolean meets(Geometry geometry, double from, double to) {
        return FACTORY.toGeometry(new Envelope(from, to, south, north)).intersects(geometry);
    }
}
