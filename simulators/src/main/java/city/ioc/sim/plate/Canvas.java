package city.ioc.sim.plate;

import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/** Pixels of three colours as numbers, so that light can be added and taken without rounding. Not for several threads. */
final class Canvas {
    private final int width;
    private final int height;
    /** Red, green, blue, row by row, 0 to 255 and beyond. */
    private float[] pixels;

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        pixels = new float[width * height * 3];
    }

    static Canvas of(BufferedImage picture) {
        Canvas canvas = new Canvas(picture.getWidth(), picture.getHeight());
        for (int y = 0; y < canvas.height; y++)
            for (int x = 0; x < canvas.width; x++) {
                int rgb = picture.getRGB(x, y);
                for (int c = 0; c < 3; c++) canvas.set(x, y, c, rgb >> (16 - 8 * c) & 0xff);
            }
        return canvas;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    float get(int x, int y, int colour) {
        return pixels[(y * width + x) * 3 + colour];
    }

    void set(int x, int y, int colour, float value) {
        pixels[(y * width + x) * 3 + colour] = value;
    }

    /** Between the pixels, as a lens sees it; the edge goes on outside. */
    float at(double x, double y, int colour) {
        double cx = Math.clamp(x, 0, width - 1.001);
        double cy = Math.clamp(y, 0, height - 1.001);
        int ix = (int) cx;
        int iy = (int) cy;
        int jx = Math.min(width - 1, ix + 1);
        int jy = Math.min(height - 1, iy + 1);
        double fx = cx - ix;
        double fy = cy - iy;
        return (float) ((get(ix, iy, colour) * (1 - fx) + get(jx, iy, colour) * fx) * (1 - fy)
                + (get(ix, jy, colour) * (1 - fx) + get(jx, jy, colour) * fx) * fy);
    }

    /** Light of each pixel times a factor plus a constant. */
    void light(PixelLight light) {
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                float factor = light.factor(x, y);
                for (int c = 0; c < 3; c++) set(x, y, c, get(x, y, c) * factor);
            }
    }

    /** How much light falls on a pixel. */
    interface PixelLight {
        float factor(int x, int y);
    }

    void add(PixelLight light) {
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                float more = light.factor(x, y);
                for (int c = 0; c < 3; c++) set(x, y, c, get(x, y, c) + more);
            }
    }

    /** Weighs every pixel's neighbours along a direction: out of focus twice, motion once. */
    void smear(double dx, double dy, double[] weights) {
        float[] out = new float[pixels.length];
        int half = weights.length / 2;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                for (int c = 0; c < 3; c++) {
                    double sum = 0;
                    for (int i = 0; i < weights.length; i++)
                        sum += weights[i] * at(x + (i - half) * dx, y + (i - half) * dy, c);
                    out[(y * width + x) * 3 + c] = (float) sum;
                }
        pixels = out;
    }

    void noise(double deviation, double colourShare, RandomGenerator random) {
        for (int i = 0; i < pixels.length; i += 3) {
            double common = random.nextGaussian() * deviation;
            for (int c = 0; c < 3; c++)
                pixels[i + c] += (float) (common + colourShare * deviation * random.nextGaussian());
        }
    }

    /** The same picture with other numbers of pixels, each the mean of what it covers. */
    Canvas resized(int toWidth, int toHeight) {
        Canvas out = new Canvas(toWidth, toHeight);
        double sx = (double) width / toWidth;
        double sy = (double) height / toHeight;
        int nx = (int) Math.max(1, Math.ceil(sx));
        int ny = (int) Math.max(1, Math.ceil(sy));
        for (int y = 0; y < toHeight; y++)
            for (int x = 0; x < toWidth; x++)
                for (int c = 0; c < 3; c++) {
                    float sum = 0;
                    for (int j = 0; j < ny; j++)
                        for (int i = 0; i < nx; i++)
                            sum += at((x + (i + 0.5) / nx) * sx - 0.5, (y + (j + 0.5) / ny) * sy - 0.5, c);
                    out.set(x, y, c, sum / (nx * ny));
                }
        return out;
    }

    BufferedImage toPicture() {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                int rgb = 0;
                for (int c = 0; c < 3; c++) rgb = rgb << 8 | Math.clamp(Math.round(get(x, y, c)), 0, 255);
                picture.setRGB(x, y, rgb);
            }
        return picture;
    }
}
