package city.ioc.sim.sumo;

import city.ioc.contracts.street.GeoPoint;

/**
 * Where the places of a net lie on the earth: between the corners that a geographic net names in degrees; else around 0°, 0°, true to
 * scale. Immutable.
 *
 * @param isMirrored whether east and west change sides: so a net of left-hand traffic becomes one of right-hand traffic
 */
record NetPlaces(SumoNet.Bounds bounds, boolean isMirrored) {
    private static final double METRES_PER_DEGREE = 111_195;
    private static final double CIRCLE = 360;

    GeoPoint at(double x, double y) {
        double[] metres = bounds.metres();
        double[] degrees = bounds.original();
        boolean located = metres.length == 4;
        double east = isMirrored && located ? metres[0] + metres[2] - x : isMirrored ? -x : x;
        if (!located || !bounds.isGeographic() || !(metres[2] > metres[0]) || !(metres[3] > metres[1]))
            return point(y / METRES_PER_DEGREE, east / METRES_PER_DEGREE);
        return point(
                degrees[1] + (y - metres[1]) / (metres[3] - metres[1]) * (degrees[3] - degrees[1]),
                degrees[0] + (east - metres[0]) / (metres[2] - metres[0]) * (degrees[2] - degrees[0]));
    }

    /** To seven places: a centimetre. */
    private static GeoPoint point(double lat, double lon) {
        return new GeoPoint(round(Math.clamp(lat, -90, 90)), round(Math.clamp(lon, -180, 180)));
    }

    private static double round(double degrees) {
        return Math.round(degrees * 1e7) / 1e7;
    }

    /** Compass direction of travel at the end of a line, whole degrees; 0 where there is none. */
    double bearingDeg(Polyline shape) {
        if (shape.isEmpty()) return 0;
        double[][] points = shape.sample(1);
        double[] before = points[Math.max(0, points.length - 6)];
        double east = shape.lastX() - before[0];
        double degrees = Math.toDegrees(Math.atan2(isMirrored ? -east : east, shape.lastY() - before[1]));
        return Math.floorMod(Math.round(degrees), (long) CIRCLE);
    }
}
