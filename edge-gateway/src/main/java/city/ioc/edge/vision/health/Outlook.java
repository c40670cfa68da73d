package city.ioc.edge.vision.health;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * What a camera has been looking at: the edges that stay, learnt over minutes, against those of the last seconds. Traffic passes and
 * averages out; kerbs, markings and houses do not. One thread.
 */
final class Outlook implements AutoCloseable {
    /** Pictures until an outlook is known. */
    private static final int LEARNT = 60;
    /** Share of a new picture in what was seen last: about ten pictures. */
    private static final double NOW = 0.1;
    /** Share in what is known, once it is: half an hour of pictures, so that shadows may wander. */
    private static final double KNOWN = 1.0 / 1800;
    /** Part of the picture that is looked for in what is known, in the middle of it: it may have moved by half of the rest. */
    private static final double MIDDLE = 0.6;

    /** Edges may be so far from where they were, in samples, and still be the same: lenses breathe, masts sway. */
    private static final Size TOLERANCE = new Size(3, 3);

    private @Nullable Mat known;
    private @Nullable Mat now;
    private int seen;

    /**
     * How much the middle of the picture looks like what is known.
     *
     * @param here correlation where it always was, −1..1
     * @param best the best correlation with any place near
     * @param shift how far that place is away, in widths of the picture
     */
    record Likeness(double here, double best, double shift) {}

    /** Forgets the last seconds, but not what is known. */
    void pause() {
        if (now != null) now.release();
        now = null;
    }

    /**
     * How much the last seconds look like what is known; empty while too little is known.
     *
     * @param grey CV_32F, small
     * @param trust whether this picture may change what is known
     */
    Optional<Likeness> see(Mat grey, boolean trust) {
        Mat edges = edges(grey);
        try {
            now = blend(now, edges, NOW);
            if (seen < LEARNT) {
                seen++;
                known = blend(known, edges, 1.0 / seen);
                return Optional.empty();
            }
            Likeness likeness = find(now, Objects.requireNonNull(known));
            if (trust) known = blend(known, edges, KNOWN);
            return Optional.of(likeness);
        } finally {
            edges.release();
        }
    }

    private static Mat blend(@Nullable Mat old, Mat fresh, double share) {
        if (old == null) return fresh.clone();
        Core.addWeighted(old, 1 - share, fresh, share, 0, old);
        return old;
    }

    private static Mat edges(Mat grey) {
        Mat across = new Mat();
        Mat down = new Mat();
        Mat size = new Mat();
        Imgproc.Sobel(grey, across, -1, 1, 0);
        Imgproc.Sobel(grey, down, -1, 0, 1);
        Core.magnitude(across, down, size);
        // By the root an edge in the sun does not count ten times as much as one in the shade.
        Core.sqrt(size, size);
        Imgproc.GaussianBlur(size, size, TOLERANCE, 0);
        across.release();
        down.release();
        return size;
    }

    private static Likeness find(Mat now, Mat known) {
        int width = (int) (now.cols() * MIDDLE);
        int height = (int) (now.rows() * MIDDLE);
        int left = (now.cols() - width) / 2;
        int top = (now.rows() - height) / 2;
        Mat middle = now.submat(top, top + height, left, left + width);
        Mat scores = new Mat();
        try {
            Imgproc.matchTemplate(known, middle, scores, Imgproc.TM_CCOEFF_NORMED);
            Core.MinMaxLocResult best = Core.minMaxLoc(scores);
            double shift = Math.hypot(best.maxLoc.x - left, best.maxLoc.y - top) / now.cols();
            return new Likeness(scores.get(top, left)[0], best.maxVal, shift);
        } finally {
            middle.release();
            scores.release();
        }
    }

    @Override
    public void close() {
        pause();
        if (known != null) known.release();
        known = null;
    }
}
