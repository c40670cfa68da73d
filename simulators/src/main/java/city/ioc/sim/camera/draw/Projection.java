package city.ioc.sim.camera.draw;

import java.util.Optional;

/** From the world (east, north, up, metres) to pixels of one camera and, on the ground, back. Immutable. */
public final class Projection {
    /** Nothing nearer than this is drawn. */
    public static final double NEAR_M = 0.4;

    private final CameraPose pose;
    private final double rightE;
    private final double rightN;
    private final double aheadE;
    private final double aheadN;
    private final double aheadU;
    private final double upE;
    private final double upN;
    private final double upU;

    public Projection(CameraPose pose) {
        this.pose = pose;
        double yaw = Math.toRadians(pose.yawDeg());
        double pitch = Math.toRadians(pose.pitchDeg());
        rightE = Math.cos(yaw);
        rightN = -Math.sin(yaw);
        aheadE = Math.sin(yaw) * Math.cos(pitch);
        aheadN = Math.cos(yaw) * Math.cos(pitch);
        aheadU = -Math.sin(pitch);
        upE = Math.sin(yaw) * Math.sin(pitch);
        upN = Math.cos(yaw) * Math.sin(pitch);
        upU = Math.cos(pitch);
    }

    public CameraPose pose() {
        return pose;
    }

    /** How far along the optical axis a point is. */
    public double depth(double east, double north, double up) {
        return aheadE * (east - pose.east()) + aheadN * (north - pose.north()) + aheadU * (up - pose.heightM());
    }

    /** How far to the right of the optical axis a point is. */
    public double right(double east, double north) {
        return rightE * (east - pose.east()) + rightN * (north - pose.north());
    }

    /** How far below the optical axis a point is. */
    double down(double east, double north, double up) {
        return -(upE * (east - pose.east()) + upN * (north - pose.north()) + upU * (up - pose.heightM()));
    }

    /** The column of a point that is {@code depth} away. */
    double column(double right, double depth) {
        return pose.width() / 2.0 + pose.focalPx() * right / depth;
    }

    double row(double down, double depth) {
        return pose.height() / 2.0 + pose.focalPx() * down / depth;
    }

    /** Where in the picture, or beside it, a point appears; empty when it is not in front of the camera. */
    public Optional<Pixel> pixel(double east, double north, double up) {
        double depth = depth(east, north, up);
        if (depth < NEAR_M) return Optional.empty();
        return Optional.of(new Pixel(column(right(east, north), depth), row(down(east, north, up), depth)));
    }

    /** The point of the ground that a pixel shows; empty at and above the horizon. */
    public Optional<Ground> ground(double x, double y) {
        double a = (x - pose.width() / 2.0) / pose.focalPx();
        double b = (pose.height() / 2.0 - y) / pose.focalPx();
        double e = aheadE + a * rightE + b * upE;
        double n = aheadN + a * rightN + b * upN;
        double u = aheadU + b * upU;
        if (u > -1e-6) return Optional.empty();
        double far = pose.heightM() / -u;
        return Optional.of(new Ground(pose.east() + far * e, pose.north() + far * n));
    }

    /**
     * From pixels to the ground as one matrix, row by row: east = (m0 x + m1 y + m2) / w, north = (m3 x + m4 y + m5) / w with
     * w = m6 x + m7 y + m8.
     */
    public double[] groundMatrix() {
        double f = pose.focalPx();
        double cx = pose.width() / 2.0;
        double cy = pose.height() / 2.0;
        // The ray of a pixel, times the focal length, as functions of x, y and 1.
        double[] e = {rightE, -upE, f * aheadE - cx * rightE + cy * upE};
        double[] n = {rightN, -upN, f * aheadN - cx * rightN + cy * upN};
        double[] u = {0, -upU, f * aheadU + cy * upU};
        double[] m = new double[9];
        for (int k = 0; k < 3; k++) {
            m[k] = pose.heightM() * e[k] - pose.east() * u[k];
            m[3 + k] = pose.heightM() * n[k] - pose.north() * u[k];
            m[6 + k] = -u[k];
        }
        return m;
    }

    /** A place in the picture: {@code x} to the right, {@code y} down, from the outer corner of the first pixel. */
    public record Pixel(double x, double y) {}

    /** A point of the ground. */
    public record Ground(double east, double north) {}
}
