package city.ioc.edge.vision.health;

import city.ioc.edge.vision.frame.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Watches whether one camera's pictures can be trusted. Looks at one picture a second at most; a fault counts when it has lasted,
 * so that a passing lorry or a flash of light raises nothing. One thread.
 */
public final class PictureHealth implements AutoCloseable {
    private static final Duration APART = Duration.ofMillis(950);
    private static final Size LARGE = new Size(320, 240);
    private static final Size SMALL = new Size(80, 60);

    /** Mean and deviation of a picture that shows nothing, of 255: sensors without light stay below 10. */
    private static final double DARK_MEAN = 14;

    private static final double DARK_DEVIATION = 8;
    /** A picture with less contrast than this shows nothing, whatever its brightness. */
    private static final double UNIFORM_DEVIATION = 4;
    /** The blur effect of pictures nobody could work with; sharp street pictures have 0.2 to 0.5. */
    private static final double BLURRED = 0.68;
    /** So much more than the same camera has by the same light. */
    private static final double MORE_BLURRED = 0.2;
    /** Share of a new picture in the camera's usual blur: ten minutes of pictures. */
    private static final double USUAL = 1.0 / 600;

    private static final int USUAL_KNOWN_AFTER = 120;
    /** Correlation with the known outlook below which it is another place; the same street by any traffic has 0.6 and more. */
    private static final double ANOTHER_PLACE = 0.35;
    /** What is known fits another place of the picture so much better, so far away in widths: the camera was pushed. */
    private static final double FITS_BETTER = 0.15;

    private static final double FITS_AWAY = 0.025;
    /** Bands of brightness, each with an outlook and a usual blur of its own: a street at night is hardly the street by day. */
    private static final int BANDS = 4;

    private final Map<CameraFault, Lasting> lasting = new EnumMap<>(CameraFault.class);
    private final Map<CameraFault, String> details = new EnumMap<>(CameraFault.class);
    private final Outlook[] outlooks = new Outlook[BANDS];
    private final double[] usualBlur = new double[BANDS];
    private final int[] blurSeen = new int[BANDS];
    private @Nullable Mat lastSamples;
    private @Nullable Instant lastAt;
    private int lastBand = -1;
    private int width;
    private int height;

    public PictureHealth() {
        lasting.put(CameraFault.BLACK, new Lasting(Duration.ofSeconds(10), Duration.ofSeconds(5)));
        lasting.put(CameraFault.FROZEN, new Lasting(Duration.ofSeconds(30), Duration.ofSeconds(3)));
        lasting.put(CameraFault.BLURRED, new Lasting(Duration.ofSeconds(60), Duration.ofSeconds(30)));
        lasting.put(CameraFault.TURNED, new Lasting(Duration.ofSeconds(30), Duration.ofSeconds(30)));
        for (int band = 0; band < BANDS; band++) outlooks[band] = new Outlook();
    }

    /** Looks at a picture; one that follows another sooner than a second later costs nothing. */
    public void see(Frame frame) {
        Instant at = frame.capturedAt();
        if (lastAt != null && at.isBefore(lastAt.plus(APART)) && !at.isBefore(lastAt)) return;
        lastAt = at;
        if (frame.width() != width || frame.height() != height) begin(frame);
        Mat grey = new Mat();
        Mat large = new Mat();
        try {
            Imgproc.cvtColor(frame.picture(), grey, Imgproc.COLOR_BGR2GRAY);
            judgeStillness(grey, at);
            Imgproc.resize(grey, large, LARGE, 0, 0, Imgproc.INTER_AREA);
            large.convertTo(large, CvType.CV_32F);
            judgeLight(large, at);
        } finally {
            grey.release();
            large.release();
        }
    }

    /** The worst fault that lasts now. */
    public Optional<CameraTrouble> trouble() {
        for (CameraFault fault : CameraFault.values()) {
            Optional<Instant> since = lasting(fault).since();
            if (since.isPresent())
                return Optional.of(new CameraTrouble(fault, details.getOrDefault(fault, ""), since.get()));
        }
        return Optional.empty();
    }

    private Lasting lasting(CameraFault fault) {
        return java.util.Objects.requireNonNull(lasting.get(fault));
    }

    private void begin(Frame frame) {
        width = frame.width();
        height = frame.height();
        for (int band = 0; band < BANDS; band++) {
            outlooks[band].close();
            outlooks[band] = new Outlook();
            blurSeen[band] = 0;
        }
    }

    /** A sensor's noise is in every new picture: one that is the same to the last bit is no new one. */
    private void judgeStillness(Mat grey, Instant at) {
        Mat samples = new Mat();
        Imgproc.resize(grey, samples, LARGE, 0, 0, Imgproc.INTER_NEAREST);
        Mat last = lastSamples;
        lastSamples = samples;
        boolean same = last != null && Core.norm(samples, last, Core.NORM_INF) == 0;
        if (last != null) last.release();
        note(CameraFault.FROZEN, same, at, "the picture does not change");
    }

    private void judgeLight(Mat grey, Instant at) {
        MatOfDouble mean = new MatOfDouble();
        MatOfDouble deviation = new MatOfDouble();
        Core.meanStdDev(grey, mean, deviation);
        double light = mean.toArray()[0];
        double contrast = deviation.toArray()[0];
        mean.release();
        deviation.release();
        boolean nothing = contrast < UNIFORM_DEVIATION || light < DARK_MEAN && contrast < DARK_DEVIATION;
        note(CameraFault.BLACK, nothing, at, "brightness %.0f and contrast %.1f of 255", light, contrast);
        if (nothing) {
            note(CameraFault.BLURRED, false, at, "");
            return;
        }
        int band = Math.clamp((int) (light * BANDS / 256), 0, BANDS - 1);
        boolean blurred = judgeBlur(grey, band, at);
        judgeOutlook(grey, band, blurred, at);
    }

    private boolean judgeBlur(Mat grey, int band, Instant at) {
        double blur = Sharpness.blurOf(grey);
        boolean known = blurSeen[band] >= USUAL_KNOWN_AFTER;
        boolean blurred = blur > BLURRED || known && blur > usualBlur[band] + MORE_BLURRED;
        if (!blurred) {
            blurSeen[band]++;
            usualBlur[band] += (blur - usualBlur[band]) * Math.max(USUAL, 1.0 / blurSeen[band]);
        }
        note(CameraFault.BLURRED, blurred, at, "blur effect %.2f, usually %.2f", blur, usualBlur[band]);
        return blurred;
    }

    private void judgeOutlook(Mat grey, int band, boolean blurred, Instant at) {
        if (band != lastBand) outlooks[band].pause();
        lastBand = band;
        // Through a wet lens every place looks like another one.
        if (blurred) return;
        Mat small = new Mat();
        Imgproc.resize(grey, small, SMALL, 0, 0, Imgproc.INTER_AREA);
        boolean trusted = lasting(CameraFault.TURNED).since().isEmpty();
        Optional<Outlook.Likeness> seen = outlooks[band].see(small, trusted);
        small.release();
        // A band that is not known yet says neither that it was turned nor that it was turned back.
        if (seen.isEmpty() && !trusted) return;
        Outlook.Likeness like = seen.orElse(new Outlook.Likeness(1, 1, 0));
        boolean pushed = like.shift() > FITS_AWAY && like.best() > like.here() + FITS_BETTER;
        note(
                CameraFault.TURNED,
                like.here() < ANOTHER_PLACE || pushed,
                at,
                "likeness to what it showed before %.2f, %.2f where it is moved by %.0f %% of its width",
                like.here(),
                like.best(),
                like.shift() * 100);
    }

    private void note(CameraFault fault, boolean holds, Instant at, String detail, Object... figures) {
        lasting(fault).see(holds, at);
        if (holds) details.put(fault, String.format(Locale.ROOT, detail, figures));
    }

    @Override
    public void close() {
        for (Outlook each : outlooks) each.close();
        if (lastSamples != null) lastSamples.release();
        lastSamples = null;
    }
}
