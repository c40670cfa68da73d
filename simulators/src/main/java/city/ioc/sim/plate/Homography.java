package city.ioc.sim.plate;

/** Maps a plane seen in perspective onto another: what a camera does to a plate. */
final class Homography {
    private Homography() {}

    /** Eight numbers (the ninth is 1) that map four points to four others. */
    static double[] between(double[][] from, double[][] to) {
        double[][] a = new double[8][9];
        for (int i = 0; i < 4; i++) {
            double x = from[i][0];
            double y = from[i][1];
            double u = to[i][0];
            double v = to[i][1];
            a[2 * i] = new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y, u};
            a[2 * i + 1] = new double[] {0, 0, 0, x, y, 1, -v * x, -v * y, v};
        }
        return solve(a);
    }

    private static double[] solve(double[][] a) {
        int n = a.length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++)
                if (Math.abs(a[row][column]) > Math.abs(a[pivot][column])) pivot = row;
            double[] swap = a[pivot];
            a[pivot] = a[column];
            a[column] = swap;
            for (int row = 0; row < n; row++) {
                if (row == column) continue;
                double factor = a[row][column] / a[column][column];
                for (int k = column; k <= n; k++) a[row][k] -= factor * a[column][k];
            }
        }
        double[] x = new double[n];
        for (int i = 0; i < n; i++) x[i] = a[i][n] / a[i][i];
        return x;
    }

    static double[] map(double[] h, double x, double y) {
        double w = h[6] * x + h[7] * y + 1;
        return new double[] {(h[0] * x + h[1] * y + h[2]) / w, (h[3] * x + h[4] * y + h[5]) / w};
    }
}
