package city.ioc.edge.vision.plate;

import java.util.List;
import org.opencv.core.Point;

/** Four corners in a picture's pixels: left top, right top, right bottom, left bottom, as the text runs. Immutable. */
public record Corners(List<Corner> points) {
    /** One place in a picture. */
    public record Corner(double x, double y) {}

    public Corners {
        points = List.copyOf(points);
        if (points.size() != 4) throw new IllegalArgumentException("four corners, not " + points.size());
    }

    /** A box that runs along a direction: centre, extents along and across, angle in radians. */
    static Corners around(double x, double y, double width, double height, double angle) {
        double ux = Math.cos(angle) * width / 2;
        double uy = Math.sin(angle) * width / 2;
        double vx = -Math.sin(angle) * height / 2;
        double vy = Math.cos(angle) * height / 2;
        return new Corners(List.of(
                new Corner(x - ux - vx, y - uy - vy),
                new Corner(x + ux - vx, y + uy - vy),
                new Corner(x + ux + vx, y + uy + vy),
                new Corner(x - ux + vx, y - uy + vy)));
    }

    private double side(int from, int to) {
        Corner a = points.get(from);
        Corner b = points.get(to);
        return Math.hypot(b.x() - a.x(), b.y() - a.y());
    }

    /** Mean length of the sides along the text. */
    public double width() {
        return (side(0, 1) + side(3, 2)) / 2;
    }

    /** Mean length of the sides across the text. */
    public double height() {
        return (side(0, 3) + side(1, 2)) / 2;
    }

    public double centreX() {
        return points.stream().mapToDouble(Corner::x).average().orElseThrow();
    }

    public double centreY() {
        return points.stream().mapToDouble(Corner::y).average().orElseThrow();
    }

    double left() {
        return points.stream().mapToDouble(Corner::x).min().orElseThrow();
    }

    double right() {
        return points.stream().mapToDouble(Corner::x).max().orElseThrow();
    }

    double top() {
        return points.stream().mapToDouble(Corner::y).min().orElseThrow();
    }

    double bottom() {
        return points.stream().mapToDouble(Corner::y).max().orElseThrow();
    }

    /** Direction of the text, radians, clockwise as pixels count downwards. */
    double angle() {
        double dx = points.get(1).x()
                - points.get(0).x()
                + points.get(2).x()
                - points.get(3).x();
        double dy = points.get(1).y()
                - points.get(0).y()
                + points.get(2).y()
                - points.get(3).y();
        return Math.atan2(dy, dx);
    }

    /** The same, larger or smaller around its centre. */
    Corners scaled(double along, double across) {
        double x = centreX();
        double y = centreY();
        double cos = Math.cos(angle());
        double sin = Math.sin(angle());
        return new Corners(points.stream()
                .map(p -> {
                    double u = ((p.x() - x) * cos + (p.y() - y) * sin) * along;
                    double v = (-(p.x() - x) * sin + (p.y() - y) * cos) * across;
                    return new Corner(x + u * cos - v * sin, y + u * sin + v * cos);
                })
                .toList());
    }

    Point[] toPoints() {
        return points.stream().map(p -> new Point(p.x(), p.y())).toArray(Point[]::new);
    }
}
