package city.ioc.sim.camera.draw;

/** The colour of every {@link Paint} of one thing, and how much each glows by itself. Not thread-safe; built, then only read. */
public final class Palette {
    final float[] red = new float[Paint.COUNT];
    final float[] green = new float[Paint.COUNT];
    final float[] blue = new float[Paint.COUNT];
    /** Added to the light that falls on it, in the same colour. */
    final float[] glow = new float[Paint.COUNT];

    /** {@code rgb} as screens have it, 0xRRGGBB. */
    public Palette with(Paint paint, int rgb) {
        int i = paint.ordinal();
        red[i] = linear(rgb >> 16);
        green[i] = linear(rgb >> 8);
        blue[i] = linear(rgb);
        return this;
    }

    public Palette glowing(Paint paint, double strength) {
        glow[paint.ordinal()] = (float) strength;
        return this;
    }

    /** Screens' values are near enough the square root of light. */
    static float linear(int channel) {
        float v = (channel & 0xff) / 255f;
        return v * v;
    }

    static float screen(float light) {
        if (light <= 0) return 0;
        return light >= 1 ? 255 : 255 * (float) Math.sqrt(light);
    }
}
