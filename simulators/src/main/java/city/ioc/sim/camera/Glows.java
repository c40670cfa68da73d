package city.ioc.sim.camera;

import city.ioc.sim.camera.draw.Projection;
import city.ioc.sim.camera.draw.Rasteriser;
import java.util.Optional;

/**
 * Adds light to a picture: halos around lamps, and what headlights throw on the road. Works in steps of 256, as a camera that is
 * already dazzled does. Confined to one thread.
 */
final class Glows {
    private final Projection projection;
    private final int width;
    private final int height;

    Glows(Projection projection) {
        this.projection = projection;
        this.width = projection.pose().width();
        this.height = projection.pose().height();
    }

    /** A halo of that radius; {@code strength} 1 reaches white in its middle; {@code streak}: how far a wet road draws it down. */
    void halo(int[] pixels, double x, double y, double radius, int rgb, double strength, double streak) {
        double down = radius * (1 + streak);
        int y0 = (int) Math.max(0, y - radius);
        int y1 = (int) Math.min(height - 1, y + down);
        int x0 = (int) Math.max(0, x - radius);
        int x1 = (int) Math.min(width - 1, x + radius);
        for (int py = y0; py <= y1; py++) {
            double dy = py + 0.5 - y;
            dy /= dy > 0 ? down : radius;
            for (int px = x0; px <= x1; px++) {
                double dx = (px + 0.5 - x) / radius;
                double rest = 1 - dx * dx - dy * dy;
                if (rest <= 0) continue;
                add(pixels, py * width + px, rgb, strength * rest * rest * rest);
            }
        }
    }

    /** The patch of road before a headlight: an ellipse ahead of a place, where nothing stands. */
    void beam(
            int[] pixels,
            Rasteriser clear,
            double east,
            double north,
            double headingRad,
            double reachM,
            double strength) {
        double sin = Math.sin(headingRad);
        double cos = Math.cos(headingRad);
        double middle = reachM * 0.55;
        double halfLong = reachM * 0.5;
        double halfWide = reachM * 0.17;
        double[] xs = new double[4];
        double[] ys = new double[4];
        for (int i = 0; i < 4; i++) {
            double along = middle + (i < 2 ? -halfLong : halfLong);
            double across = i == 0 || i == 3 ? -halfWide : halfWide;
            Optional<Projection.Pixel> corner =
                    projection.pixel(east + along * sin + across * cos, north + along * cos - across * sin, 0);
            if (corner.isEmpty()) return;
            xs[i] = corner.get().x();
            ys[i] = corner.get().y();
        }
        int x0 = (int) Math.max(0, Math.min(Math.min(xs[0], xs[1]), Math.min(xs[2], xs[3])));
        int x1 = (int) Math.min(width - 1, Math.max(Math.max(xs[0], xs[1]), Math.max(xs[2], xs[3])));
        int y0 = (int) Math.max(0, Math.min(Math.min(ys[0], ys[1]), Math.min(ys[2], ys[3])));
        int y1 = (int) Math.min(height - 1, Math.max(Math.max(ys[0], ys[1]), Math.max(ys[2], ys[3])));
        double[] g = projection.groundMatrix();
        for (int py = y0; py <= y1; py++)
            for (int px = x0; px <= x1; px++) {
                if (clear.itemAt(px, py) > 0) continue;
                double u = px + 0.5;
                double v = py + 0.5;
                double w = g[6] * u + g[7] * v + g[8];
                double de = (g[0] * u + g[1] * v + g[2]) / w - east;
                double dn = (g[3] * u + g[4] * v + g[5]) / w - north;
                double along = (de * sin + dn * cos - middle) / halfLong;
                double across = (de * cos - dn * sin) / halfWide;
                double rest = 1 - along * along - across * across;
                if (rest > 0) add(pixels, py * width + px, 0xfff2d8, strength * rest * rest * (1.2 - along * 0.5));
            }
    }

    private static void add(int[] pixels, int at, int rgb, double share) {
        int s = (int) Math.min(2048, share * 256);
        int c = pixels[at];
        int r = Math.min(255, (c >> 16 & 0xff) + ((rgb >> 16 & 0xff) * s >> 8));
        int g = Math.min(255, (c >> 8 & 0xff) + ((rgb >> 8 & 0xff) * s >> 8));
        int b = Math.min(255, (c & 0xff) + ((rgb & 0xff) * s >> 8));
        pixels[at] = r << 16 | g << 8 | b;
    }
}
