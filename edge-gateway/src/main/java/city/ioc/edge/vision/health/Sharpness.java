package city.ioc.edge.vision.health;

import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * How blurred a picture is, without another one to compare with: F. Crete, T. Dolmiere, P. Ladret, M. Nicolas, "The blur effect:
 * perception and estimation with a new no-reference perceptual blur metric", SPIE 6492, 2007. A sharp picture loses much of the
 * difference between neighbours when it is smoothed; a blurred one has little left to lose.
 */
final class Sharpness {
    /** Taps of the smoothing, as in the paper. */
    private static final int TAPS = 9;

    private Sharpness() {}

    /**
     * 0 sharp … 1 blurred.
     *
     * @param grey CV_32F
     */
    static double blurOf(Mat grey) {
        return Math.max(along(grey, new Size(TAPS, 1), true), along(grey, new Size(1, TAPS), false));
    }

    private static double along(Mat grey, Size taps, boolean across) {
        Mat smooth = new Mat();
        Mat sharp = null;
        Mat soft = null;
        try {
            Imgproc.blur(grey, smooth, taps);
            sharp = differences(grey, across);
            soft = differences(smooth, across);
            double all = Core.sumElems(sharp).val[0];
            if (all <= 0) return 1;
            Core.subtract(sharp, soft, soft);
            Imgproc.threshold(soft, soft, 0, 0, Imgproc.THRESH_TOZERO);
            return (all - Core.sumElems(soft).val[0]) / all;
        } finally {
            smooth.release();
            if (sharp != null) sharp.release();
            if (soft != null) soft.release();
        }
    }

    /** Absolute difference of every sample to its neighbour. */
    private static Mat differences(Mat of, boolean across) {
        Mat first = across ? of.colRange(0, of.cols() - 1) : of.rowRange(0, of.rows() - 1);
        Mat second = across ? of.colRange(1, of.cols()) : of.rowRange(1, of.rows());
        Mat result = new Mat();
        Core.absdiff(first, second, result);
        first.release();
        second.release();
        return result;
    }
}
