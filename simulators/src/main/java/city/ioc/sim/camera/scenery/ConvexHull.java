package city.ioc.sim.camera.scenery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The convex hull of points of the ground, counter-clockwise (Andrew's monotone chain). */
public final class ConvexHull {
    private ConvexHull() {}

    public static double[][] of(List<double[]> points) {
        List<double[]> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.<double[]>comparingDouble(p -> p[0]).thenComparingDouble(p -> p[1]));
        List<double[]> hull = new ArrayList<>();
        for (int pass = 0; pass < 2; pass++) {
            int start = hull.size();
            for (double[] point : sorted) {
                while (hull.size() >= start + 2 && turn(hull, point) <= 0) hull.removeLast();
                hull.add(point);
            }
            hull.removeLast();
            sorted = sorted.reversed();
        }
        return hull.toArray(double[][]::new);
    }

    private static double turn(List<double[]> hull, double[] c) {
        double[] a = hull.get(hull.size() - 2);
        double[] b = hull.getLast();
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    }

    /** The same shape, each corner that much farther from the middle. */
    static double[][] grown(double[][] ring, double by) {
        double e = 0;
        double n = 0;
        for (double[] p : ring) {
            e += p[0] / ring.length;
            n += p[1] / ring.length;
        }
        double[][] grown = new double[ring.length][];
        for (int i = 0; i < ring.length; i++) {
            double de = ring[i][0] - e;
            double dn = ring[i][1] - n;
            double scale = 1 + by / Math.max(0.1, Math.hypot(de, dn));
            grown[i] = new double[] {e + de * scale, n + dn * scale};
        }
        return grown;
    }
}
