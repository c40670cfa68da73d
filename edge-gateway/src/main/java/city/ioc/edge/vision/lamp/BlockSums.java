package city.ioc.edge.vision.lamp;

import java.util.Arrays;
import java.util.List;

/**
 * Sums of blocks of patches that give the mean of any square in four look-ups, and the darkest that each pixel has been. Immutable
 * when made.
 */
final class BlockSums {
    /** Keeps noise in the shadows from passing for light. */
    private static final double SHADOW = 10;

    private final int width;
    private final int height;
    private final int[][] sums;
    private final int[] low;
    private final double[] light;

    BlockSums(List<byte[]> blocks, int width, int height) {
        this.width = width;
        this.height = height;
        sums = new int[blocks.size()][];
        for (int i = 0; i < sums.length; i++) sums[i] = sum(blocks.get(i));
        byte[] dark = darkest(blocks);
        low = sum(dark);
        light = new double[sums.length];
        double[] ratios = new double[width * height];
        for (int i = 0; i < sums.length; i++) light[i] = light(blocks.get(i), dark, ratios);
    }

    /** By how much most of the patch is brighter than at its darkest: the sun came out, or the exposure went up. */
    private static double light(byte[] block, byte[] dark, double[] ratios) {
        for (int pixel = 0; pixel < ratios.length; pixel++)
            ratios[pixel] = (brightness(block, pixel * 3) + SHADOW) / (brightness(dark, pixel * 3) + SHADOW);
        Arrays.sort(ratios);
        return ratios[ratios.length / 2];
    }

    private static double brightness(byte[] pixels, int at) {
        return Math.max(pixels[at] & 0xFF, Math.max(pixels[at + 1] & 0xFF, pixels[at + 2] & 0xFF));
    }

    /** By pixel, the third darkest brightness ever: a lamp that was off for a second, but no passing shadow. */
    private static byte[] darkest(List<byte[]> blocks) {
        int length = blocks.getFirst().length;
        byte[] dark = new byte[length];
        int place = Math.min(2, (blocks.size() - 1) / 8);
        int[][] least = new int[place + 1][3];
        for (int pixel = 0; pixel < length; pixel += 3) {
            for (int[] each : least) Arrays.fill(each, 256);
            for (byte[] block : blocks) insert(least, block, pixel);
            for (int c = 0; c < 3; c++) dark[pixel + c] = (byte) least[place][c];
        }
        return dark;
    }

    private static void insert(int[][] least, byte[] block, int pixel) {
        int blue = block[pixel] & 0xFF;
        int green = block[pixel + 1] & 0xFF;
        int red = block[pixel + 2] & 0xFF;
        int brightness = Math.max(blue, Math.max(green, red));
        for (int i = 0; i < least.length; i++) {
            int there = Math.max(least[i][0], Math.max(least[i][1], least[i][2]));
            if (brightness >= there) continue;
            for (int k = least.length - 1; k > i; k--) System.arraycopy(least[k - 1], 0, least[k], 0, 3);
            least[i][0] = blue;
            least[i][1] = green;
            least[i][2] = red;
            return;
        }
    }

    private int[] sum(byte[] pixels) {
        int[] sum = new int[(width + 1) * (height + 1) * 3];
        int stride = (width + 1) * 3;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                for (int c = 0; c < 3; c++) {
                    int at = (y + 1) * stride + (x + 1) * 3 + c;
                    sum[at] = (pixels[(y * width + x) * 3 + c] & 0xFF)
                            + sum[at - 3]
                            + sum[at - stride]
                            - sum[at - stride - 3];
                }
        return sum;
    }

    /** The light of a block against the darkest, 1 or a little more. */
    double light(int block) {
        return light[block];
    }

    int count() {
        return sums.length;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Mean blue, green, red of a square of a block. */
    void mean(int block, int left, int top, int side, double[] three) {
        mean(sums[block], left, top, side, three);
    }

    /** The same of what was darkest. */
    void darkest(int left, int top, int side, double[] three) {
        mean(low, left, top, side, three);
    }

    private void mean(int[] sum, int left, int top, int side, double[] three) {
        int stride = (width + 1) * 3;
        int from = top * stride + left * 3;
        int to = from + side * stride;
        double area = (double) side * side;
        for (int c = 0; c < 3; c++)
            three[c] = (sum[to + side * 3 + c] - sum[to + c] - sum[from + side * 3 + c] + sum[from + c]) / area;
    }
}
