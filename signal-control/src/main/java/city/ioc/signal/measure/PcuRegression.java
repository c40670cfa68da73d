package city.ioc.signal.measure;

import city.ioc.contracts.street.VehicleClass;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Passenger-car units and saturation flow by multiple linear regression of the time that saturated discharge took on the numbers of
 * each class that passed: T = lost + Σ headway(class) · n(class). A class's unit is its headway over the car's. It asks for no order
 * of vehicles and so works where motorcycles leave abreast in swarms, to which headways cannot be given one by one. Branston and van
 * Zuylen 1978, The estimation of saturation flow, effective green time and passenger car equivalents at traffic signals by multiple
 * linear regression, Transportation Research 12(1). Pure.
 */
public final class PcuRegression {
    private PcuRegression() {}

    /** One saturated discharge: how long it lasted and how many of each class passed. */
    public record Discharge(double seconds, Map<VehicleClass, Integer> counts) {
        public Discharge {
            counts = Map.copyOf(counts);
        }

        double count(VehicleClass vehicle) {
            return counts.getOrDefault(vehicle, 0);
        }
    }

    /** An estimate with its standard error. */
    public record Estimate(double value, double standardError) {}

    /**
     * What came out.
     *
     * @param pcu units by class, the car's being 1
     * @param headwayS seconds that one more vehicle of the class takes
     * @param lostS time of a discharge that no vehicle takes: start-up lost time
     * @param rSquared share of the variance of the times that is explained
     */
    public record Result(
            Map<VehicleClass, Estimate> pcu,
            Map<VehicleClass, Estimate> headwayS,
            Estimate lostS,
            double saturationPcuPerHour,
            double rSquared,
            int discharges) {
        /** The unit of a class that occurred. */
        public Estimate getPcu(VehicleClass vehicle) {
            return Optional.ofNullable(pcu.get(vehicle)).orElseThrow();
        }

        /** The headway of a class that occurred. */
        public Estimate getHeadwayS(VehicleClass vehicle) {
            return Optional.ofNullable(headwayS.get(vehicle)).orElseThrow();
        }
    }

    /**
     * Fits the classes that occur.
     *
     * @return empty when cars are missing, there are fewer discharges than unknowns plus two, or the classes always came in the same
     *     proportions so that nothing tells them apart
     */
    public static Optional<Result> fit(List<Discharge> discharges) {
        List<VehicleClass> classes = java.util.Arrays.stream(VehicleClass.values())
                .filter(each -> discharges.stream().anyMatch(discharge -> discharge.count(each) > 0))
                .toList();
        int unknowns = classes.size() + 1;
        int car = classes.indexOf(VehicleClass.CAR) + 1;
        if (car == 0 || discharges.size() < unknowns + 2) return Optional.empty();
        double[][] normal = new double[unknowns][unknowns];
        double[] right = new double[unknowns];
        for (Discharge discharge : discharges) {
            double[] row = row(discharge, classes);
            for (int i = 0; i < unknowns; i++) {
                right[i] += row[i] * discharge.seconds();
                for (int j = 0; j < unknowns; j++) normal[i][j] += row[i] * row[j];
            }
        }
        Optional<double[][]> inverted = inverse(normal);
        if (inverted.isEmpty()) return Optional.empty();
        double[][] inverse = inverted.get();
        double[] b = new double[unknowns];
        for (int i = 0; i < unknowns; i++) for (int j = 0; j < unknowns; j++) b[i] += inverse[i][j] * right[j];
        double mean =
                discharges.stream().mapToDouble(Discharge::seconds).average().orElseThrow();
        double unexplained = 0;
        double total = 0;
        for (Discharge discharge : discharges) {
            double[] row = row(discharge, classes);
            double fitted = 0;
            for (int i = 0; i < unknowns; i++) fitted += b[i] * row[i];
            unexplained += Math.pow(discharge.seconds() - fitted, 2);
            total += Math.pow(discharge.seconds() - mean, 2);
        }
        double variance = unexplained / (discharges.size() - unknowns);
        Map<VehicleClass, Estimate> pcu = new EnumMap<>(VehicleClass.class);
        Map<VehicleClass, Estimate> headway = new EnumMap<>(VehicleClass.class);
        for (int i = 1; i < unknowns; i++) {
            VehicleClass each = classes.get(i - 1);
            headway.put(each, new Estimate(b[i], Math.sqrt(variance * inverse[i][i])));
            double ratio = b[i] / b[car];
            // Variance of a ratio of two estimates, to the first order (delta method).
            double spread = inverse[i][i] - 2 * ratio * inverse[i][car] + ratio * ratio * inverse[car][car];
            pcu.put(each, new Estimate(ratio, Math.sqrt(variance * Math.max(0, spread)) / Math.abs(b[car])));
        }
        return Optional.of(new Result(
                Map.copyOf(pcu),
                Map.copyOf(headway),
                new Estimate(b[0], Math.sqrt(variance * inverse[0][0])),
                3600 / b[car],
                total > 0 ? 1 - unexplained / total : 0,
                discharges.size()));
    }

    private static double[] row(Discharge discharge, List<VehicleClass> classes) {
        double[] row = new double[classes.size() + 1];
        row[0] = 1;
        for (int i = 1; i < row.length; i++) row[i] = discharge.count(classes.get(i - 1));
        return row;
    }

    /** Gauss and Jordan with pivots; empty when the matrix is singular to within rounding. */
    private static Optional<double[][]> inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] work = new double[n][2 * n];
        double scale = 0;
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], 0, work[i], 0, n);
            work[i][n + i] = 1;
            for (double value : matrix[i]) scale = Math.max(scale, Math.abs(value));
        }
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++)
                if (Math.abs(work[row][column]) > Math.abs(work[pivot][column])) pivot = row;
            if (Math.abs(work[pivot][column]) < 1e-10 * scale) return Optional.empty();
            double[] swap = work[column];
            work[column] = work[pivot];
            work[pivot] = swap;
            double by = work[column][column];
            for (int i = 0; i < 2 * n; i++) work[column][i] /= by;
            for (int row = 0; row < n; row++) {
                double factor = work[row][column];
                if (row == column || factor == 0) continue;
                for (int i = 0; i < 2 * n; i++) work[row][i] -= factor * work[column][i];
            }
        }
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) System.arraycopy(work[i], n, inverse[i], 0, n);
        return Optional.of(inverse);
    }
}
