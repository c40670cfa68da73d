package city.ioc.contracts.camera;

/** A place on the road of one camera: metres in two directions at right angles from any origin, for instance a manhole. */
public record GroundPoint(double x, double y) {
    public GroundPoint {
        if (!Double.isFinite(x) || !Double.isFinite(y))
            throw new IllegalArgumentException("a point is two numbers, but is " + x + ", " + y);
    }

    public double distanceM(GroundPoint other) {
        return Math.hypot(other.x - x, other.y - y);
    }
}
