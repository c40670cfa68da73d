package city.ioc.contracts.street;

/** A WGS 84 position in degrees. */
public record GeoPoint(double lat, double lon) {
    private static final double EARTH_RADIUS_M = 6_371_008.8;

    public GeoPoint {
        if (!(lat >= -90 && lat <= 90))
            throw new IllegalArgumentException("latitude must be within ±90°, but is " + lat);
        if (!(lon >= -180 && lon <= 180))
            throw new IllegalArgumentException("longitude must be within ±180°, but is " + lon);
    }

    /** Distance in metres on the sphere of mean radius (haversine). */
    public double distanceM(GeoPoint other) {
        double dLat = Math.toRadians(other.lat - lat);
        double dLon = Math.toRadians(other.lon - lon);
        double a = Math.pow(Math.sin(dLat / 2), 2)
                + Math.cos(Math.toRadians(lat)) * Math.cos(Math.toRadians(other.lat)) * Math.pow(Math.sin(dLon / 2), 2);
        return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(a));
    }
}
