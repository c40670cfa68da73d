package city.ioc.edge.vision.analysis;

import city.ioc.edge.vision.detect.Detection;
import city.ioc.edge.vision.detect.MotionGate;
import city.ioc.edge.vision.detect.MovingBlob;
import city.ioc.edge.vision.detect.Scale;
import city.ioc.edge.vision.detect.Thresholds;
import city.ioc.edge.vision.detect.VehicleDetector;
import city.ioc.edge.vision.frame.Frame;
import city.ioc.edge.vision.track.Appearance;
import city.ioc.edge.vision.track.Track;
import city.ioc.edge.vision.track.Tracker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/** Watches one camera: turns its pictures, in their order, into tracks of road users. One thread. */
public final class TrafficEye implements AutoCloseable {
    /** After a gap this long nothing seen before is expected where it was. */
    private static final Duration GAP = Duration.ofSeconds(5);

    private final Supplier<VehicleDetector> detector;
    private final Effort effort;
    private @Nullable Scene scene;
    private long runs;
    private long looks;
    private long lookedPixels;

    /** @param detector lent: several eyes on one thread may share it, and who made it closes it */
    public TrafficEye(VehicleDetector detector, Effort effort) {
        this(() -> detector, effort);
    }

    /** @param detector asked for at each look, so that it may be made at the first; lent, too */
    public TrafficEye(Supplier<VehicleDetector> detector, Effort effort) {
        this.detector = detector;
        this.effort = effort;
    }

    /** What belongs to one size of picture and one unbroken run of them. */
    private record Scene(int width, int height, Instant begin, MotionGate gate, Tracker tracker, Attention attention) {}

    /** The road users in the next picture; those of a picture that is not later than the last are empty. */
    public Sight see(Frame frame) {
        Mat picture = frame.picture();
        Scene now = sceneFor(frame);
        double nowS = seconds(now.begin, frame.capturedAt());
        double lastS = now.tracker.lastS();
        if (nowS <= lastS) return new Sight(frame.capturedAt(), runs, nowS, now.tracker.confirmed(), List.of(), false);
        double sinceS = Double.isNaN(lastS) ? 0 : nowS - lastS;
        List<MovingBlob> blobs = now.gate.see(picture, sinceS, standing(now.tracker));
        List<Scale> views = now.attention.next(nowS, blobs, now.tracker.all());
        Optional<List<Detection>> found =
                views.isEmpty() ? Optional.empty() : Optional.of(detector.get().detect(picture, views));
        if (!views.isEmpty()) looks++;
        for (Scale view : views) lookedPixels += view.pixels();
        List<Track> tracks = now.tracker.update(nowS, found, blobs, box -> Appearance.of(picture, box));
        return new Sight(frame.capturedAt(), runs, nowS, tracks, blobs, found.isPresent());
    }

    private Scene sceneFor(Frame frame) {
        Scene old = scene;
        if (old != null && old.width == frame.width() && old.height == frame.height()) {
            double silence = seconds(old.begin, frame.capturedAt()) - old.tracker.lastS();
            if (!(Math.abs(silence) > GAP.toMillis() / 1000.0)) return old;
        }
        if (old != null) old.gate.close();
        Scene fresh = new Scene(
                frame.width(),
                frame.height(),
                frame.capturedAt(),
                new MotionGate(),
                new Tracker(frame.width(), frame.height()),
                new Attention(effort, frame.width(), frame.height()));
        scene = fresh;
        runs++;
        return fresh;
    }

    private static List<Rect> standing(Tracker tracker) {
        return tracker.confirmed().stream()
                .filter(track -> track.kind().isPresent())
                .map(track -> new Rect(
                        (int) track.box().left(),
                        (int) track.box().top(),
                        (int) track.box().w(),
                        (int) track.box().h()))
                .toList();
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    /** How often the network looked. */
    public long looks() {
        return looks;
    }

    /** Network pixels it looked at, what its work is measured in. */
    public long lookedPixels() {
        return lookedPixels;
    }

    @Override
    public void close() {
        Scene old = scene;
        if (old != null) old.gate.close();
    }

    /** The thresholds a detector for eyes works with. */
    public static VehicleDetector detector() {
        return new VehicleDetector(Thresholds.TRACKED);
    }
}
