package city.ioc.sim.camera.draw;

/** Darkens the ground under and beside things. Drawn before them. Confined to one thread. */
public final class ShadowPainter {
    private final Projection projection;
    private final Rasteriser target;
    private double[] x = new double[16];
    private double[] y = new double[16];

    public ShadowPainter(Projection projection, Rasteriser target) {
        this.projection = projection;
        this.target = target;
    }

    /** Fills a convex ring of points on the ground; {@code contact}: the darker shadow right under a thing. */
    public void fill(double[][] ring, boolean contact) {
        int n = ring.length;
        if (x.length < n) {
            x = new double[n];
            y = new double[n];
        }
        double x0 = Double.POSITIVE_INFINITY;
        double y0 = Double.POSITIVE_INFINITY;
        double x1 = Double.NEGATIVE_INFINITY;
        double y1 = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            double depth = projection.depth(ring[i][0], ring[i][1], 0);
            if (depth < Projection.NEAR_M) return;
            x[i] = projection.column(projection.right(ring[i][0], ring[i][1]), depth) * Rasteriser.PER_SIDE;
            y[i] = projection.row(projection.down(ring[i][0], ring[i][1], 0), depth) * Rasteriser.PER_SIDE;
            x0 = Math.min(x0, x[i]);
            x1 = Math.max(x1, x[i]);
            y0 = Math.min(y0, y[i]);
            y1 = Math.max(y1, y[i]);
        }
        if (!target.touch(x0, y0, x1, y1)) return;
        short mark = contact ? Rasteriser.CONTACT : Rasteriser.SHADOW;
        int last = (int) Math.min(target.rows - 1, y1);
        for (int row = (int) Math.max(0, y0); row <= last; row++) fillRow(row, n, mark);
    }

    private void fillRow(int row, int n, short mark) {
        double middle = row + 0.5;
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        for (int i = 0, j = n - 1; i < n; j = i++) {
            if (y[i] > middle == y[j] > middle) continue;
            double cut = x[i] + (middle - y[i]) / (y[j] - y[i]) * (x[j] - x[i]);
            from = Math.min(from, cut);
            to = Math.max(to, cut);
        }
        if (!(from <= to) || to < 0 || from >= target.stride) return;
        int end = row * target.stride + (int) Math.min(target.stride - 1, Math.floor(to - 0.5));
        for (int at = row * target.stride + (int) Math.max(0, Math.ceil(from - 0.5)); at <= end; at++)
            if (target.nearness[at] == 0 && target.item[at] > mark) target.item[at] = mark;
    }
}
