package city.ioc.contracts.camera;

/** A place in a picture: pixels to the right of and below its upper left corner. */
public record PixelPoint(double x, double y) {
    public PixelPoint {
        if (!Double.isFinite(x) || !Double.isFinite(y))
            throw new IllegalArgumentException("a point is two numbers, but is " + x + ", " + y);
    }

    public double distance(PixelPoint other) {
        return Math.hypot(other.x - x, other.y - y);
    }
}
