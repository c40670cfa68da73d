package city.ioc.edge.vision.track;

import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * What colours a road user shows, above (clothes, helmet, roof) and below (what it rides on, bonnet): a histogram over hue, and over
 * brightness where there is no hue. It changes little along a way and much from one rider to the next. Immutable.
 */
public final class Appearance {
    private static final int HUES = 8;
    private static final int GREYS = 3;
    private static final int BINS = HUES + GREYS;
    /** Pixels of a side that each half is made into: noise goes, colours stay. */
    private static final int SIDE = 8;
    /** Part of a box on each side, above and below that shows the street more than who is in it. */
    private static final double BESIDE = 0.2;

    private static final double ABOVE = 0.08;
    private static final double BELOW = 0.12;
    /** Least width and height of what says something, pixels. */
    private static final int LEAST_W = 4;

    private static final int LEAST_H = 10;

    private final double[] shares;

    private Appearance(double[] shares) {
        this.shares = shares;
    }

    /** How a box of a picture looks; nothing where it is too small or outside. */
    public static Optional<Appearance> of(Mat picture, Box box) {
        int left = (int) Math.clamp(box.left() + BESIDE * box.w(), 0, picture.cols());
        int right = (int) Math.clamp(box.right() - BESIDE * box.w(), 0, picture.cols());
        int top = (int) Math.clamp(box.top() + ABOVE * box.h(), 0, picture.rows());
        int bottom = (int) Math.clamp(box.bottom() - BELOW * box.h(), 0, picture.rows());
        if (right - left < LEAST_W || bottom - top < LEAST_H) return Optional.empty();
        Mat part = picture.submat(new Rect(left, top, right - left, bottom - top));
        Mat small = new Mat();
        try {
            Imgproc.resize(part, small, new Size(SIDE, 2 * SIDE), 0, 0, Imgproc.INTER_AREA);
            byte[] pixels = new byte[SIDE * 2 * SIDE * 3];
            small.get(0, 0, pixels);
            double[] shares = new double[2 * BINS];
            for (int i = 0; i < pixels.length; i += 3) {
                int half = i / (SIDE * SIDE * 3);
                add(
                        shares,
                        half * BINS,
                        (pixels[i + 2] & 255) / 255.0,
                        (pixels[i + 1] & 255) / 255.0,
                        (pixels[i] & 255) / 255.0);
            }
            for (int i = 0; i < shares.length; i++) shares[i] /= SIDE * SIDE;
            return Optional.of(new Appearance(shares));
        } finally {
            small.release();
            part.release();
        }
    }

    private static void add(double[] shares, int from, double red, double green, double blue) {
        double most = Math.max(red, Math.max(green, blue));
        double chroma = most - Math.min(red, Math.min(green, blue));
        double colour = Math.min(1, 2 * chroma);
        if (chroma > 0) {
            double hue;
            if (most == red) hue = (green - blue) / chroma;
            else if (most == green) hue = 2 + (blue - red) / chroma;
            else hue = 4 + (red - green) / chroma;
            double bin = (hue + 6) % 6 / 6 * HUES;
            int low = (int) bin % HUES;
            double share = bin - (int) bin;
            shares[from + low] += colour * (1 - share);
            shares[from + (low + 1) % HUES] += colour * share;
        }
        double grey = Math.clamp(most, 0, 1) * (GREYS - 1);
        int dark = Math.min((int) grey, GREYS - 2);
        shares[from + HUES + dark] += (1 - colour) * (1 - (grey - dark));
        shares[from + HUES + dark + 1] += (1 - colour) * (grey - dark);
    }

    /** From 0, the same, to 1, nothing in common (Hellinger's distance, the mean of both halves). */
    public double distance(Appearance other) {
        double sum = 0;
        for (int half = 0; half < 2; half++) {
            double common = 0;
            for (int i = half * BINS; i < (half + 1) * BINS; i++) common += Math.sqrt(shares[i] * other.shares[i]);
            sum += Math.sqrt(Math.max(0, 1 - common));
        }
        return sum / 2;
    }

    /** What many looks have in common: the mean of their shares; empty of none. */
    public static Optional<Appearance> mean(List<Appearance> looks) {
        if (looks.isEmpty()) return Optional.empty();
        double[] shares = new double[2 * BINS];
        for (Appearance each : looks)
            for (int i = 0; i < shares.length; i++) shares[i] += each.shares[i] / looks.size();
        return Optional.of(new Appearance(shares));
    }

    /** This one with so much of another, 0..1. */
    Appearance with(Appearance other, double share) {
        double[] mixed = new double[shares.length];
        for (int i = 0; i < mixed.length; i++) mixed[i] = (1 - share) * shares[i] + share * other.shares[i];
        return new Appearance(mixed);
    }
}
