package city.ioc.contracts.camera;

import java.util.List;
import java.util.Optional;

/** The way from a picture to the plane of the road, for a camera without noticeable distortion. */
public final class Homography {
    /** Of the nine numbers of the matrix the last is 1. */
    private static final int UNKNOWNS = 8;

    private static final double SINGULAR = 1e-9;
    private final double[] h;
    /** Picture coordinates are centred and scaled before they meet the matrix, so that its numbers are of one size. */
    private final double centreX;

    private final double centreY;
    private final double scale;

    private Homography(double[] h, double centreX, double centreY, double scale) {
        this.h = h;
        this.centreX = centreX;
        this.centreY = centreY;
        this.scale = scale;
    }

    /** The one that fits surveyed marks best; empty when they are fewer than four or no three directions apart. */
    public static Optional<Homography> find(List<SurveyPoint> survey) {
        if (survey.size() < 4) return Optional.empty();
        double centreX =
                survey.stream().mapToDouble(each -> each.pixel().x()).average().orElseThrow();
        double centreY =
                survey.stream().mapToDouble(each -> each.pixel().y()).average().orElseThrow();
        double spread = survey.stream()
                .mapToDouble(each ->
                        Math.hypot(each.pixel().x() - centreX, each.pixel().y() - centreY))
                .average()
                .orElseThrow();
        double extent = survey.stream()
                .mapToDouble(each -> survey.getFirst().ground().distanceM(each.ground()))
                .max()
                .orElseThrow();
        if (spread < 1 || extent < 0.1) return Optional.empty();
        double[][] normal = new double[UNKNOWNS][UNKNOWNS + 1];
        for (SurveyPoint each : survey) {
            double u = (each.pixel().x() - centreX) / spread;
            double v = (each.pixel().y() - centreY) / spread;
            double x = each.ground().x();
            double y = each.ground().y();
            add(normal, new double[] {u, v, 1, 0, 0, 0, -u * x, -v * x}, x);
            add(normal, new double[] {0, 0, 0, u, v, 1, -u * y, -v * y}, y);
        }
        return solve(normal).map(h -> new Homography(h, centreX, centreY, 1 / spread));
    }

    private static void add(double[][] normal, double[] row, double value) {
        for (int i = 0; i < UNKNOWNS; i++) {
            for (int j = 0; j < UNKNOWNS; j++) normal[i][j] += row[i] * row[j];
            normal[i][UNKNOWNS] += row[i] * value;
        }
    }

    /** Gauss with the largest pivot. */
    private static Optional<double[]> solve(double[][] a) {
        double size = 0;
        for (double[] row : a) for (double value : row) size = Math.max(size, Math.abs(value));
        for (int column = 0; column < UNKNOWNS; column++) {
            int pivot = column;
            for (int row = column; row < UNKNOWNS; row++)
                if (Math.abs(a[row][column]) > Math.abs(a[pivot][column])) pivot = row;
            if (Math.abs(a[pivot][column]) < SINGULAR * size) return Optional.empty();
            double[] swapped = a[pivot];
            a[pivot] = a[column];
            a[column] = swapped;
            for (int row = 0; row < UNKNOWNS; row++) {
                if (row == column) continue;
                double factor = a[row][column] / a[column][column];
                for (int j = column; j <= UNKNOWNS; j++) a[row][j] -= factor * a[column][j];
            }
        }
        double[] result = new double[UNKNOWNS];
        for (int i = 0; i < UNKNOWNS; i++) result[i] = a[i][UNKNOWNS] / a[i][i];
        return Optional.of(result);
    }

    /** The place on the road that a pixel shows; empty at and above the horizon, where it shows none. */
    public Optional<GroundPoint> toGround(PixelPoint pixel) {
        double u = (pixel.x() - centreX) * scale;
        double v = (pixel.y() - centreY) * scale;
        double w = h[6] * u + h[7] * v + 1;
        // The marks lie where w is about 1; a fiftieth of that is fifty times as far away as they are.
        if (w < 0.02) return Optional.empty();
        return Optional.of(new GroundPoint((h[0] * u + h[1] * v + h[2]) / w, (h[3] * u + h[4] * v + h[5]) / w));
    }

    /** How far, in metres, the mark that fits worst lies from where the fit puts it. */
    public double worstErrorM(List<SurveyPoint> survey) {
        return survey.stream()
                .mapToDouble(each -> toGround(each.pixel())
                        .map(ground -> ground.distanceM(each.ground()))
                        .orElse(Double.POSITIVE_INFINITY))
                .max()
                .orElse(0);
    }
}
