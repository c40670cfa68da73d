package city.ioc.sim.camera.draw;

/**
 * Where a camera hangs, where it looks and how wide: a pinhole without distortion and without roll.
 *
 * @param east metres east of the frame's origin, as {@code north} and {@code heightM} are north of and above it
 * @param yawDeg compass direction it looks to
 * @param pitchDeg how far below the horizon the middle of the picture is
 * @param focalPx focal length in pixels: half the width over the tangent of half the horizontal field of view
 */
public record CameraPose(
        double east,
        double north,
        double heightM,
        double yawDeg,
        double pitchDeg,
        double focalPx,
        int width,
        int height) {
    private static final int MAX_SIDE = 4096;

    public CameraPose {
        if (!(heightM > 0.5 && heightM < 60))
            throw new IllegalArgumentException("a camera hangs 0.5..60 m high, not " + heightM);
        if (!(pitchDeg > -30 && pitchDeg < 89))
            throw new IllegalArgumentException("a camera's pitch must be -30..89°, but is " + pitchDeg);
        if (!(focalPx > 50 && focalPx < 50_000))
            throw new IllegalArgumentException("a camera's focal length must be 50..50000 pixels, but is " + focalPx);
        if (width < 64 || height < 64 || width > MAX_SIDE || height > MAX_SIDE)
            throw new IllegalArgumentException(
                    "a picture must be 64.." + MAX_SIDE + " pixels a side, but is " + width + "×" + height);
    }

    /** The focal length of a horizontal field of view. */
    public static double focalPx(double fieldOfViewDeg, int width) {
        return width / 2.0 / Math.tan(Math.toRadians(fieldOfViewDeg) / 2);
    }

    /** A camera in that place that has a point of the ground in the middle of its picture. */
    public static CameraPose lookingAt(
            double east,
            double north,
            double heightM,
            double targetEast,
            double targetNorth,
            double fieldOfViewDeg,
            int width,
            int height) {
        double distance = Math.hypot(targetEast - east, targetNorth - north);
        double yaw = Math.toDegrees(Math.atan2(targetEast - east, targetNorth - north));
        double pitch = Math.toDegrees(Math.atan2(heightM, distance));
        return new CameraPose(
                east, north, heightM, (yaw + 360) % 360, pitch, focalPx(fieldOfViewDeg, width), width, height);
    }

    /** The same view in a picture of another size. */
    public CameraPose scaledTo(int newWidth) {
        double scale = newWidth / (double) width;
        return new CameraPose(
                east, north, heightM, yawDeg, pitchDeg, focalPx * scale, newWidth, (int) Math.round(height * scale));
    }
}
