package city.ioc.edge.vision.track;

import java.util.Arrays;

/** Gives each row at most one column so that the sum of costs is least (the Hungarian method, shortest augmenting paths). */
final class Assignment {
    /** A pair that must not be. */
    static final double NEVER = 1e6;

    private Assignment() {}

    /** The column of each row, -1 for none. */
    static int[] of(double[][] costs) {
        int rows = costs.length;
        int columns = rows == 0 ? 0 : costs[0].length;
        int[] result = new int[rows];
        Arrays.fill(result, -1);
        if (columns == 0) return result;
        int n = Math.max(rows, columns);
        int[] rowOf = match(costs, rows, columns, n);
        for (int column = 1; column <= columns; column++) {
            int row = rowOf[column] - 1;
            if (row >= 0 && row < rows && costs[row][column - 1] < NEVER) result[row] = column - 1;
        }
        return result;
    }

    private static int[] match(double[][] costs, int rows, int columns, int n) {
        double[] u = new double[n + 1];
        double[] v = new double[n + 1];
        int[] rowOf = new int[n + 1];
        int[] way = new int[n + 1];
        for (int row = 1; row <= n; row++) {
            rowOf[0] = row;
            int column = 0;
            double[] least = new double[n + 1];
            Arrays.fill(least, Double.MAX_VALUE);
            boolean[] used = new boolean[n + 1];
            do {
                used[column] = true;
                int from = rowOf[column];
                double delta = Double.MAX_VALUE;
                int next = 0;
                for (int j = 1; j <= n; j++) {
                    if (used[j]) continue;
                    // Beyond the matrix stand rows and columns that stay alone, at no cost; so do two that must not be
                    // a pair.
                    double cost =
                            from <= rows && j <= columns && costs[from - 1][j - 1] < NEVER ? costs[from - 1][j - 1] : 0;
                    double reduced = cost - u[from] - v[j];
                    if (reduced < least[j]) {
                        least[j] = reduced;
                        way[j] = column;
                    }
                    if (least[j] < delta) {
                        delta = least[j];
                        next = j;
                    }
                }
                for (int j = 0; j <= n; j++) {
                    if (used[j]) {
                        u[rowOf[j]] += delta;
                        v[j] -= delta;
                    } else {
                        least[j] -= delta;
                    }
                }
                column = next;
            } while (rowOf[column] != 0);
            do {
                int previous = way[column];
                rowOf[column] = rowOf[previous];
                column = previous;
            } while (column != 0);
        }
        return rowOf;
    }
}
