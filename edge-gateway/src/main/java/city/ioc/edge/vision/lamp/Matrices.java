package city.ioc.edge.vision.lamp;

/** The one operation on matrices that a lamp needs. */
final class Matrices {
    private Matrices() {}

    /** Of a symmetric positive definite matrix, by Gauss and Jordan; its pivots are positive without exchange of rows. */
    static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] left = new double[n][];
        double[][] right = new double[n][n];
        for (int i = 0; i < n; i++) {
            left[i] = matrix[i].clone();
            right[i][i] = 1;
        }
        for (int pivot = 0; pivot < n; pivot++) {
            double value = left[pivot][pivot];
            if (!(value > 0)) throw new IllegalArgumentException("the matrix is not positive definite");
            for (int k = 0; k < n; k++) {
                left[pivot][k] /= value;
                right[pivot][k] /= value;
            }
            for (int row = 0; row < n; row++) {
                if (row == pivot) continue;
                double factor = left[row][pivot];
                for (int k = 0; k < n; k++) {
                    left[row][k] -= factor * left[pivot][k];
                    right[row][k] -= factor * right[pivot][k];
                }
            }
        }
        return right;
    }
}
