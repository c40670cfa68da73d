package city.ioc.sim.camera;

/** Unevenness of the ground: the same at the same place, whatever camera looks. Pure functions. */
final class Grain {
    private Grain() {}

    /** Factor on the ground's brightness at a place; {@code pixelM}: how much of the ground a pixel there shows. */
    static float at(double east, double north, double pixelM) {
        double fine = fade(0.05, pixelM) * (noise(east / 0.05, north / 0.05) - 0.5) * 0.22;
        double patches = fade(0.9, pixelM) * (noise(east / 0.9, north / 0.9 + 31) - 0.5) * 0.12;
        double stains = (noise(east / 5.5 + 17, north / 5.5) - 0.5) * 0.16;
        return (float) (1 + fine + patches + stains);
    }

    /** What is finer than a pixel averages out. */
    private static double fade(double sizeM, double pixelM) {
        return Math.min(1, sizeM / Math.max(1e-6, pixelM));
    }

    private static double noise(double x, double y) {
        long x0 = (long) Math.floor(x);
        long y0 = (long) Math.floor(y);
        double fx = x - x0;
        double fy = y - y0;
        fx = fx * fx * (3 - 2 * fx);
        fy = fy * fy * (3 - 2 * fy);
        double a = corner(x0, y0) * (1 - fx) + corner(x0 + 1, y0) * fx;
        double b = corner(x0, y0 + 1) * (1 - fx) + corner(x0 + 1, y0 + 1) * fx;
        return a * (1 - fy) + b * fy;
    }

    private static double corner(long x, long y) {
        long z = x * 0x9E3779B97F4A7C15L ^ y * 0xC2B2AE3D27D4EB4FL;
        z = (z ^ (z >>> 29)) * 0xBF58476D1CE4E5B9L;
        return ((z ^ (z >>> 32)) & 0xffffff) / (double) 0xffffff;
    }
}
