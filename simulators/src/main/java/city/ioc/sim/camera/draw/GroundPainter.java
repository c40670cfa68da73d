package city.ioc.sim.camera.draw;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Paints areas of the ground as a camera sees them, with soft edges; for what stands still and is drawn once. */
public final class GroundPainter {
    private final Projection projection;
    private final BufferedImage picture;

    public GroundPainter(Projection projection, int ground) {
        this.projection = projection;
        CameraPose pose = projection.pose();
        picture = new BufferedImage(pose.width(), pose.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setColor(new Color(ground));
        g.fillRect(0, 0, pose.width(), pose.height());
        g.dispose();
    }

    /** Fills a ring of points, each east and north. */
    public void fill(double[][] ring, int rgb) {
        List<double[]> inFront = clip(ring);
        if (inFront.size() < 3) return;
        Path2D path = new Path2D.Double();
        for (int i = 0; i < inFront.size(); i++) {
            double[] p = inFront.get(i);
            double column = projection.column(p[0], p[2]);
            double row = projection.row(p[1], p[2]);
            if (i == 0) path.moveTo(column, row);
            else path.lineTo(column, row);
        }
        path.closePath();
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(new Color(rgb));
        g.fill(path);
        g.dispose();
    }

    /** The part of a ring that is before the camera, in its axes (Sutherland and Hodgman, one plane). */
    private List<double[]> clip(double[][] ring) {
        List<double[]> kept = new ArrayList<>();
        for (int i = 0; i < ring.length; i++) {
            double[] a = axes(ring[i]);
            double[] b = axes(ring[(i + 1) % ring.length]);
            boolean in = a[2] >= Projection.NEAR_M;
            if (in) kept.add(a);
            if (in == b[2] >= Projection.NEAR_M) continue;
            double share = (Projection.NEAR_M - a[2]) / (b[2] - a[2]);
            kept.add(new double[] {a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), Projection.NEAR_M});
        }
        return kept;
    }

    private double[] axes(double[] point) {
        return new double[] {
            projection.right(point[0], point[1]),
            projection.down(point[0], point[1], 0),
            projection.depth(point[0], point[1], 0)
        };
    }

    /** The picture so far, 0xRRGGBB. */
    public int[] pixels() {
        int w = picture.getWidth();
        int h = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, w, h, null, 0, w);
        for (int i = 0; i < pixels.length; i++) pixels[i] &= 0xffffff;
        return pixels;
    }
}
