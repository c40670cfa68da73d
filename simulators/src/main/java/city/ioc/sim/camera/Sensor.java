package city.ioc.sim.camera;

import java.util.SplittableRandom;

/** What the camera itself adds: softness, rain before the lens, noise. Confined to one thread. */
final class Sensor {
    private static final int NOISES = 1 << 16;

    private final int width;
    private final int height;
    private final byte[] noise = new byte[NOISES];
    private final SplittableRandom random;

    Sensor(int width, int height, long seed) {
        this.width = width;
        this.height = height;
        random = new SplittableRandom(seed);
        SplittableRandom fixed = new SplittableRandom(4711);
        for (int i = 0; i < NOISES; i++) {
            double sum = 0;
            for (int k = 0; k < 6; k++) sum += fixed.nextDouble();
            noise[i] = (byte) Math.round((sum - 3) / Math.sqrt(0.5) * 16); // sixteenths of a standard deviation
        }
    }

    /** Streaks of falling rain. */
    void rain(int[] pixels, double amount) {
        int drops = (int) (amount * width * height / 700.0);
        double lean = 0.12;
        for (int i = 0; i < drops; i++) {
            int x = random.nextInt(width);
            int y = random.nextInt(height);
            int length = 5 + random.nextInt(Math.max(6, height / 24));
            int bright = 10 + random.nextInt(26);
            for (int k = 0; k < length && y + k < height; k++) {
                int px = x - (int) (k * lean);
                if (px < 0) break;
                int at = (y + k) * width + px;
                int c = pixels[at];
                pixels[at] = Math.min(255, (c >> 16 & 0xff) + bright) << 16
                        | Math.min(255, (c >> 8 & 0xff) + bright) << 8
                        | Math.min(255, (c & 0xff) + bright);
            }
        }
    }

    /** Turns 0xRRGGBB into bytes of blue, green, red, with noise of that standard deviation. */
    void develop(int[] pixels, double deviation, byte[] bgr) {
        int strength = (int) Math.round(deviation * 16);
        for (int y = 0; y < height; y++) {
            int luma = random.nextInt();
            int chroma = random.nextInt();
            int at = y * width;
            int out = 3 * at;
            for (int x = 0; x < width; x++) {
                int c = pixels[at + x];
                int n = noise[luma + x & NOISES - 1] * strength;
                int m = noise[chroma + x & NOISES - 1] * strength >> 1;
                bgr[out++] = clamp((c & 0xff) + (n + m >> 8));
                bgr[out++] = clamp((c >> 8 & 0xff) + (n >> 8));
                bgr[out++] = clamp((c >> 16 & 0xff) + (n - m >> 8));
            }
        }
    }

    private static byte clamp(int v) {
        return (byte) (v < 0 ? 0 : Math.min(255, v));
    }
}
