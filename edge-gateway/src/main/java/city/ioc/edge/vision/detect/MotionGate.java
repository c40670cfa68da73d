package city.ioc.edge.vision.detect;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfFloat;
import org.opencv.core.MatOfInt;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Sees where a picture differs from the empty street, at a cost of one or two milliseconds, so that the network need only look when
 * and where something is. Learns the empty street by itself. One thread; holds native memory until closed.
 */
public final class MotionGate implements AutoCloseable {
    /** Width that pictures are reduced to. A rider 20 pixels wide in 640 keeps 10, enough to be seen moving. */
    private static final int WIDTH = 320;
    /** Difference in one colour, of 255, that is more than noise and compression. */
    private static final int DIFFERENT = 20;
    /** Seconds in which the street's look follows a change of light, and where what was left behind becomes street. */
    private static final double FOLLOW_S = 4;

    private static final double LEARN_S = 0.7;
    /** Seconds in which the street is first learnt, and levels of brightness a second that it moves by meanwhile. */
    private static final double WARM_S = 3;

    private static final double SETTLE_PER_S = 100;
    /** Seconds of stillness after which what was left there, and nobody tracks, is taken for street. */
    private static final double LEFT_S = 2;
    /** Reduced pixels below which a blob is noise. */
    private static final int LEAST_AREA = 20;

    private final Mat small = new Mat();
    private final Mat previous = new Mat();
    private final Mat street = new Mat();
    private final Mat streetBytes = new Mat();
    private final Mat difference = new Mat();
    private final Mat mask = new Mat();
    private final Mat change = new Mat();
    private final Mat stillS = new Mat();
    private final Mat channel = new Mat();
    private final Mat work = new Mat();
    private final Mat labels = new Mat();
    private final Mat stats = new Mat();
    private final Mat centroids = new Mat();
    private final Mat closing = Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(7, 7));
    private final Mat opening = Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(3, 3));
    private double scale = 1;
    private double ageS;

    /**
     * What is on the street now.
     *
     * @param sinceS seconds since the picture before
     * @param kept boxes of road users that are known to stand: they do not become street, however long they stand
     */
    public List<MovingBlob> see(Mat picture, double sinceS, List<Rect> kept) {
        reduce(picture);
        if (street.empty() || street.cols() != small.cols() || street.rows() != small.rows()) begin();
        street.convertTo(streetBytes, CvType.CV_8UC3);
        largestDifference(small, streetBytes, mask, DIFFERENT);
        Imgproc.morphologyEx(mask, mask, Imgproc.MORPH_OPEN, opening);
        Imgproc.morphologyEx(mask, mask, Imgproc.MORPH_CLOSE, closing);
        largestDifference(small, previous, change, DIFFERENT / 2);
        small.copyTo(previous);
        List<MovingBlob> blobs = blobs();
        learn(sinceS, kept);
        ageS += sinceS;
        return blobs;
    }

    /** Reduced, with the brightness that a camera's exposure control takes away given back. */
    private void reduce(Mat picture) {
        scale = Math.max(1, (double) picture.cols() / WIDTH);
        Size size = new Size(
                Math.max(1, Math.round(picture.cols() / scale)), Math.max(1, Math.round(picture.rows() / scale)));
        Imgproc.resize(picture, small, size, 0, 0, scale >= 2 ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
        if (street.empty()) return;
        double gain = brightness(streetBytes.empty() ? small : streetBytes) / brightness(small);
        small.convertTo(small, -1, Math.clamp(gain, 0.5, 2), 0);
    }

    /** The median of the picture's green: most of a picture is street, and its vehicles must not count. */
    private double brightness(Mat picture) {
        Core.extractChannel(picture, channel, 1);
        Imgproc.calcHist(List.of(channel), new MatOfInt(0), new Mat(), work, new MatOfInt(64), new MatOfFloat(0, 256));
        float[] counts = new float[64];
        work.get(0, 0, counts);
        double half = picture.total() / 2.0;
        double sum = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            if (sum + counts[bin] >= half) return 4 * (bin + (half - sum) / Math.max(1, counts[bin])) + 1;
            sum += counts[bin];
        }
        return 255;
    }

    private void begin() {
        small.convertTo(street, CvType.CV_32FC3);
        small.copyTo(previous);
        stillS.create(small.size(), CvType.CV_32FC1);
        stillS.setTo(Scalar.all(0));
        ageS = 0;
    }

    private void largestDifference(Mat a, Mat b, Mat into, int threshold) {
        Core.absdiff(a, b, difference);
        Core.extractChannel(difference, into, 0);
        for (int i = 1; i < 3; i++) {
            Core.extractChannel(difference, channel, i);
            Core.max(into, channel, into);
        }
        Imgproc.threshold(into, into, threshold, 255, Imgproc.THRESH_BINARY);
    }

    private List<MovingBlob> blobs() {
        int count = Imgproc.connectedComponentsWithStats(mask, labels, stats, centroids, 8, CvType.CV_32S);
        List<MovingBlob> blobs = new ArrayList<>();
        int[] row = new int[5];
        for (int label = 1; label < count; label++) {
            stats.get(label, 0, row);
            if (row[Imgproc.CC_STAT_AREA] < LEAST_AREA) continue;
            double fill = (double) row[4] / (row[2] * row[3]);
            blobs.add(new MovingBlob(row[0] * scale, row[1] * scale, row[2] * scale, row[3] * scale, fill));
        }
        return blobs;
    }

    private void learn(double sinceS, List<Rect> kept) {
        if (ageS < WARM_S) {
            settle(sinceS);
            return;
        }
        Imgproc.accumulateWeighted(small, street, share(sinceS, FOLLOW_S), inverted(mask));
        // Where something is but nothing moves, stillness adds up; movement ends it.
        Core.add(stillS, Scalar.all(sinceS), stillS);
        stillS.setTo(Scalar.all(0), inverted(mask));
        stillS.setTo(Scalar.all(0), change);
        for (Rect box : kept) stillS.submat(reduced(box)).setTo(Scalar.all(0));
        Core.compare(stillS, new Scalar(LEFT_S), work, Core.CMP_GT);
        if (Core.countNonZero(work) > 0) Imgproc.accumulateWeighted(small, street, share(sinceS, LEARN_S), work);
    }

    /**
     * At first nobody knows what is street: of each place what it shows most of the time, by small steps towards what it shows now.
     * A mean would keep a trace of every vehicle.
     */
    private void settle(double sinceS) {
        double step = SETTLE_PER_S * sinceS;
        small.convertTo(work, CvType.CV_32FC3);
        Core.subtract(work, street, work);
        Core.min(work, Scalar.all(step), work);
        Core.max(work, Scalar.all(-step), work);
        Core.add(street, work, street);
    }

    private Mat inverted(Mat of) {
        Core.bitwise_not(of, channel);
        return channel;
    }

    private static double share(double sinceS, double seconds) {
        return Math.min(1, sinceS / seconds);
    }

    private Rect reduced(Rect box) {
        int x = Math.clamp((int) (box.x / scale), 0, small.cols() - 1);
        int y = Math.clamp((int) (box.y / scale), 0, small.rows() - 1);
        int right = Math.clamp((int) ((box.x + box.width) / scale), x + 1, small.cols());
        int bottom = Math.clamp((int) ((box.y + box.height) / scale), y + 1, small.rows());
        return new Rect(x, y, right - x, bottom - y);
    }

    @Override
    public void close() {
        for (Mat each : List.of(
                small,
                previous,
                street,
                streetBytes,
                difference,
                mask,
                change,
                stillS,
                channel,
                work,
                labels,
                stats,
                centroids,
                closing,
                opening)) each.release();
    }
}
