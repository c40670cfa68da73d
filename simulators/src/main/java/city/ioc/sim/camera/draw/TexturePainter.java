package city.ioc.sim.camera.draw;

import java.util.Optional;

/** Sticks a texture on a flat rectangle in the world, in true perspective. Confined to one thread. */
public final class TexturePainter {
    private final Projection projection;
    private final Rasteriser target;

    public TexturePainter(Projection projection, Rasteriser target) {
        this.projection = projection;
        this.target = target;
    }

    /** A point of the world. */
    public record Point(double east, double north, double up) {}

    /** A rectangle: its upper left, upper right and lower left corner as one who reads it sees them. */
    public record Rectangle(Point upperLeft, Point upperRight, Point lowerLeft) {
        Point at(double u, double v) {
            return new Point(
                    upperLeft.east + u * (upperRight.east - upperLeft.east) + v * (lowerLeft.east - upperLeft.east),
                    upperLeft.north
                            + u * (upperRight.north - upperLeft.north)
                            + v * (lowerLeft.north - upperLeft.north),
                    upperLeft.up + u * (upperRight.up - upperLeft.up) + v * (lowerLeft.up - upperLeft.up));
        }
    }

    /** The corners in the picture, upper left first, clockwise; empty when a corner is behind the camera or the back is seen. */
    public Optional<Projection.Pixel[]> corners(Rectangle r) {
        Projection.Pixel[] corners = new Projection.Pixel[4];
        double[][] uv = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
        double area = 0;
        for (int i = 0; i < 4; i++) {
            Point p = r.at(uv[i][0], uv[i][1]);
            Optional<Projection.Pixel> pixel = projection.pixel(p.east, p.north, p.up);
            if (pixel.isEmpty()) return Optional.empty();
            corners[i] = pixel.get();
        }
        for (int i = 0; i < 4; i++) {
            Projection.Pixel a = corners[i];
            Projection.Pixel b = corners[(i + 1) % 4];
            area += a.x() * b.y() - b.x() * a.y();
        }
        return area > 0 ? Optional.of(corners) : Optional.empty();
    }

    /** Draws as part of thing {@code number}. {@code light}: what the texture's white appears as, per colour 0..1. */
    public void draw(Rectangle r, Texture texture, Light.Rgb light, int number) {
        Optional<Projection.Pixel[]> seen = corners(r);
        if (seen.isEmpty()) return;
        Projection.Pixel[] c = seen.get();
        double x0 = Double.POSITIVE_INFINITY;
        double y0 = Double.POSITIVE_INFINITY;
        double x1 = Double.NEGATIVE_INFINITY;
        double y1 = Double.NEGATIVE_INFINITY;
        for (Projection.Pixel each : c) {
            x0 = Math.min(x0, each.x() * Rasteriser.PER_SIDE);
            x1 = Math.max(x1, each.x() * Rasteriser.PER_SIDE);
            y0 = Math.min(y0, each.y() * Rasteriser.PER_SIDE);
            y1 = Math.max(y1, each.y() * Rasteriser.PER_SIDE);
        }
        if (!target.touch(x0, y0, x1, y1)) return;
        double across = Math.hypot(c[1].x() - c[0].x(), c[1].y() - c[0].y()) * Rasteriser.PER_SIDE;
        int level = texture.level(texture.width() / Math.max(1, across));
        // For a ray through a sample the plane gives nearness, u and v as ratios of linear functions of the sample's
        // place.
        double[] origin = camera(r.upperLeft);
        double[] right = minus(camera(r.upperRight), origin);
        double[] down = minus(camera(r.lowerLeft), origin);
        double[] normal = cross(right, down);
        double distance = dot(normal, origin);
        double[] uAxis = cross(down, normal);
        double[] vAxis = cross(normal, right);
        double uScale = 1 / dot(right, uAxis);
        double vScale = 1 / dot(down, vAxis);
        double focal = projection.pose().focalPx() * Rasteriser.PER_SIDE;
        double cx = target.stride / 2.0;
        double cy = target.rows / 2.0;
        for (int y = (int) Math.max(0, y0); y <= Math.min(target.rows - 1, y1); y++)
            for (int x = (int) Math.max(0, x0); x <= Math.min(target.stride - 1, x1); x++) {
                double[] ray = {(x + 0.5 - cx) / focal, (y + 0.5 - cy) / focal, 1};
                double depth = distance / dot(normal, ray);
                double[] hit = {ray[0] * depth - origin[0], ray[1] * depth - origin[1], depth - origin[2]};
                float u = (float) (dot(hit, uAxis) * uScale);
                float v = (float) (dot(hit, vAxis) * vScale);
                if (u < 0 || u >= 1 || v < 0 || v >= 1 || depth < Projection.NEAR_M) continue;
                int at = y * target.stride + x;
                float near = (float) (1 / depth);
                if (near <= target.nearness[at]) continue;
                target.nearness[at] = near;
                target.item[at] = (short) number;
                target.colour[at] = lit(texture.at(level, u, v), light);
            }
    }

    private static int lit(int rgb, Light.Rgb light) {
        int r = (int) Math.min(255, (rgb >> 16 & 0xff) * light.red());
        int g = (int) Math.min(255, (rgb >> 8 & 0xff) * light.green());
        int b = (int) Math.min(255, (rgb & 0xff) * light.blue());
        return r << 16 | g << 8 | b;
    }

    private double[] camera(Point p) {
        return new double[] {
            projection.right(p.east, p.north),
            projection.down(p.east, p.north, p.up),
            projection.depth(p.east, p.north, p.up)
        };
    }

    private static double[] minus(double[] a, double[] b) {
        return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
