package city.ioc.edge.vision.count;

/** A line across a road, in pixels. Who crosses it from its left to its right, seen from its first point, goes forward. */
public record CountLine(double x1, double y1, double x2, double y2) {
    public CountLine {
        if (!(Math.hypot(x2 - x1, y2 - y1) >= 1))
            throw new IllegalArgumentException(
                    "a line has two ends apart, but is %s,%s,%s,%s".formatted(x1, y1, x2, y2));
    }

    double length() {
        return Math.hypot(x2 - x1, y2 - y1);
    }

    /** Pixels from the line, extended without end: negative to its left, positive to its right. */
    double side(double x, double y) {
        return ((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)) / length();
    }

    /** Where along the line a point lies: 0 at its first end, 1 at its second. */
    double along(double x, double y) {
        return ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / (length() * length());
    }
}
