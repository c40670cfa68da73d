package city.ioc.sim.camera.draw;

/**
 * The light of a scene, in units in which a white sheet that faces it appears white: a sun, or street lamps, from one direction, a
 * sky from above and what the ground gives back.
 *
 * @param east of the unit vector towards the sun
 * @param shadow how dark the sun's shadow is: 0 none, 1 black
 */
public record Light(double east, double north, double up, Rgb sun, Rgb sky, Rgb ground, double shadow) {

    /** Amounts of light, not limited to 1. */
    public record Rgb(float red, float green, float blue) {
        public static Rgb of(double red, double green, double blue) {
            return new Rgb((float) red, (float) green, (float) blue);
        }

        public Rgb times(double factor) {
            return of(red * factor, green * factor, blue * factor);
        }
    }

    public Light {
        if (Math.abs(east * east + north * north + up * up - 1) > 1e-3)
            throw new IllegalArgumentException("the direction of the light must be a unit vector");
        if (!(shadow >= 0 && shadow <= 1)) throw new IllegalArgumentException("shadow must be 0..1, but is " + shadow);
    }

    /** A sun at that height above the horizon, from that compass direction. */
    public static Light of(double azimuthDeg, double elevationDeg, Rgb sun, Rgb sky, Rgb ground, double shadow) {
        double a = Math.toRadians(azimuthDeg);
        double e = Math.toRadians(elevationDeg);
        return new Light(Math.sin(a) * Math.cos(e), Math.cos(a) * Math.cos(e), Math.sin(e), sun, sky, ground, shadow);
    }
}
