package city.ioc.contracts.camera;

import java.util.List;

/** The outline of an area in a picture. */
public record Ring(List<PixelPoint> points) {
    public Ring {
        points = List.copyOf(points);
    }

    /** Square pixels, whichever way round its points go. */
    public double area() {
        double twice = 0;
        for (int i = 0; i < points.size(); i++) {
            PixelPoint a = points.get(i);
            PixelPoint b = after(i);
            twice += a.x() * b.y() - b.x() * a.y();
        }
        return Math.abs(twice) / 2;
    }

    public boolean contains(PixelPoint p) {
        boolean inside = false;
        for (int i = 0; i < points.size(); i++) {
            PixelPoint a = points.get(i);
            PixelPoint b = after(i);
            if (a.y() > p.y() != b.y() > p.y() && p.x() < a.x() + (p.y() - a.y()) / (b.y() - a.y()) * (b.x() - a.x()))
                inside = !inside;
        }
        return inside;
    }

    boolean crossesItself() {
        int n = points.size();
        for (int i = 0; i < n; i++)
            for (int j = i + 2; j < n; j++)
                if ((j + 1) % n != i && cross(points.get(i), after(i), points.get(j), after(j))) return true;
        return false;
    }

    private PixelPoint after(int index) {
        return points.get((index + 1) % points.size());
    }

    private static boolean cross(PixelPoint a, PixelPoint b, PixelPoint c, PixelPoint d) {
        return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
    }

    private static double turn(PixelPoint a, PixelPoint b, PixelPoint c) {
        return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
    }
}
