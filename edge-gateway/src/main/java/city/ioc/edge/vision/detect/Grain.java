package city.ioc.edge.vision.detect;

import java.util.Arrays;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * The noise of a sensor in the dark, and a picture without it. The network was taught with pictures by day; magnified, grain looks to it
 * like texture, and what is dark on dark drowns. Smoothing keeps edges and is as strong as the picture's own noise, so that a clean
 * picture stays as it is.
 */
final class Grain {
    /** Levels of brightness: less noise than that is a clean picture's, and costs nothing. */
    private static final double LEAST = 0.8;
    /** Neighbours that differ by so many times the noise are of two things. */
    private static final double APART = 8;

    private static final double REACH_PX = 2;
    private static final int DIAMETER_PX = 5;
    /** One pixel in so many, each way, is enough to know. */
    private static final int STEP = 3;
    /** From the median of absolute values to the deviation, and what the mask makes of a deviation of one (Immerkær 1996). */
    private static final double SCALE = 0.6745 * 6;

    private Grain() {}

    /** A picture of its own, which the caller gives back. */
    static Mat smoothed(Mat bgr) {
        Mat calm = new Mat();
        double noise = noise(bgr);
        if (noise < LEAST) bgr.copyTo(calm);
        else Imgproc.bilateralFilter(bgr, calm, DIAMETER_PX, APART * noise, REACH_PX);
        return calm;
    }

    /** Deviation of the noise, levels of brightness: what is left of a picture when planes and edges are taken out of it. */
    static double noise(Mat bgr) {
        Mat grey = new Mat();
        Imgproc.cvtColor(bgr, grey, Imgproc.COLOR_BGR2GRAY);
        int width = grey.cols();
        int height = grey.rows();
        if (width < 3 || height < 3) {
            grey.release();
            return 0;
        }
        byte[] p = new byte[width * height];
        grey.get(0, 0, p);
        grey.release();
        int[] rest = new int[((width - 3) / STEP + 1) * ((height - 3) / STEP + 1)];
        int n = 0;
        for (int y = 1; y < height - 1; y += STEP)
            for (int x = 1; x < width - 1; x += STEP) {
                int at = y * width + x;
                int corners =
                        at(p, at - width - 1) + at(p, at - width + 1) + at(p, at + width - 1) + at(p, at + width + 1);
                int sides = at(p, at - width) + at(p, at + width) + at(p, at - 1) + at(p, at + 1);
                rest[n++] = Math.abs(corners - 2 * sides + 4 * at(p, at));
            }
        Arrays.sort(rest, 0, n);
        return rest[n / 2] / SCALE;
    }

    private static int at(byte[] pixels, int index) {
        return pixels[index] & 0xff;
    }
}
