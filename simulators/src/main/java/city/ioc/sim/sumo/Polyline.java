package city.ioc.sim.sumo;

import java.util.Arrays;

/** A line through points of the plane, metres. Immutable. */
final class Polyline {
    static final Polyline NONE = new Polyline(new double[0], new double[0]);

    private final double[] x;
    private final double[] y;

    Polyline(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /** Reads {@code "x,y x,y"}, with or without heights. */
    static Polyline parse(String text) {
        if (text.isBlank()) return NONE;
        String[] points = text.trim().split("\\s+");
        double[] x = new double[points.length];
        double[] y = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            String[] parts = points[i].split(",");
            x[i] = Double.parseDouble(parts[0]);
            y[i] = Double.parseDouble(parts[1]);
        }
        return new Polyline(x, y);
    }

    boolean isEmpty() {
        return x.length == 0;
    }

    int points() {
        return x.length;
    }

    double x(int point) {
        return x[point];
    }

    double y(int point) {
        return y[point];
    }

    double firstX() {
        return x[0];
    }

    double firstY() {
        return y[0];
    }

    double lastX() {
        return x[x.length - 1];
    }

    double lastY() {
        return y[y.length - 1];
    }

    double lengthM() {
        double sum = 0;
        for (int i = 1; i < x.length; i++) sum += Math.hypot(x[i] - x[i - 1], y[i] - y[i - 1]);
        return sum;
    }

    /** This line and then another. */
    Polyline then(Polyline next) {
        if (isEmpty()) return next;
        double[] bothX = Arrays.copyOf(x, x.length + next.x.length);
        double[] bothY = Arrays.copyOf(y, y.length + next.y.length);
        System.arraycopy(next.x, 0, bothX, x.length, next.x.length);
        System.arraycopy(next.y, 0, bothY, y.length, next.y.length);
        return new Polyline(bothX, bothY);
    }

    /** Points along the line, one a step and the last one; each as x, y and the distance from the line's begin. */
    double[][] sample(double stepM) {
        double length = lengthM();
        int n = Math.max(2, (int) Math.ceil(length / stepM) + 1);
        double[][] points = new double[n][];
        int segment = 1;
        double before = 0;
        for (int i = 0; i < n; i++) {
            double at = length * i / (n - 1);
            double part = segmentLength(segment);
            while (segment < x.length - 1 && before + part < at) {
                before += part;
                segment++;
                part = segmentLength(segment);
            }
            points[i] = pointAt(segment, part == 0 ? 0 : Math.clamp((at - before) / part, 0, 1), at);
        }
        return points;
    }

    private double segmentLength(int segment) {
        if (segment >= x.length) return 0;
        return Math.hypot(x[segment] - x[segment - 1], y[segment] - y[segment - 1]);
    }

    private double[] pointAt(int segment, double share, double at) {
        if (x.length == 1) return new double[] {x[0], y[0], at};
        return new double[] {
            x[segment - 1] + share * (x[segment] - x[segment - 1]),
            y[segment - 1] + share * (y[segment] - y[segment - 1]),
            at
        };
    }
}
