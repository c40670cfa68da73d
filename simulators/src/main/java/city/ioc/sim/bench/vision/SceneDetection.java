package city.ioc.sim.bench.vision;

import city.ioc.edge.vision.detect.Detection;
import city.ioc.edge.vision.detect.Thresholds;
import city.ioc.edge.vision.detect.VehicleDetector;
import city.ioc.edge.vision.frame.Frame;
import city.ioc.sim.camera.FrameTruth;
import city.ioc.sim.camera.FrameTruth.Seen;
import city.ioc.sim.camera.body.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many of those on single rendered pictures the detector finds, and how many of its finds are somebody, by the renderer's own
 * boxes. Who is mostly hidden, cut by the picture's edge or tiny is asked of nobody: found or not, he counts neither way.
 */
public final class SceneDetection {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final double IOU = 0.3;
    private static final double LEAST_VISIBLE = 0.4;
    private static final double LEAST_HEIGHT_PX = 22;

    private final Tally riders = new Tally();
    private final Tally all = new Tally();
    private int classRight;
    private int pictures;

    /** Found, missed and made up. */
    private static final class Tally {
        int asked;
        int found;
        int detections;
        int falseOnes;

        Map<String, Object> figures() {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("present", asked);
            figures.put("recall", Figures.share(found, asked));
            figures.put("detections", detections);
            figures.put("precision", Figures.share(detections - falseOnes, detections));
            return figures;
        }
    }

    /** A find and whom it may mean. */
    private record Pair(int detection, int seen, double iou) {}

    SceneDetection() {}

    /** @param count pictures, five seconds apart */
    public static Map<String, Object> measure(Path city, Weather weather, int count, Budget budget) {
        SceneDetection result = new SceneDetection();
        try (StreetFilm film = new StreetFilm(city, weather, StreetFilm.DENSE, EVERY);
                VehicleDetector detector = new VehicleDetector(Thresholds.STILL)) {
            for (; result.pictures < count && !budget.isSpent(); result.pictures++) {
                StreetFilm.Shot shot = film.next();
                try (Frame frame = film.decode(shot.jpeg(), shot.at())) {
                    result.judge(shot.truth(), detector.detect(frame.picture()));
                }
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("pictures", result.pictures);
        figures.put("cutShort", result.pictures < count);
        figures.putAll(result.figures());
        return figures;
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("riders", riders.figures());
        figures.put("everybody", all.figures());
        figures.put("classRightShare", Figures.share(classRight, all.found));
        return figures;
    }

    void judge(FrameTruth truth, List<Detection> detections) {
        List<Seen> seen = truth.users();
        int[] foundBy = match(seen, detections, all);
        for (int i = 0; i < seen.size(); i++)
            if (isAsked(seen.get(i))
                    && foundBy[i] >= 0
                    && detections
                            .get(foundBy[i])
                            .kind()
                            .name()
                            .equals(seen.get(i).kind().name())) classRight++;
        match(
                seen.stream().filter(each -> isRider(each.kind())).toList(),
                detections.stream().filter(each -> each.kind().isTwoWheeler()).toList(),
                riders);
    }

    /** The detection of each, or -1; the surest pairs first, each detection once. */
    private static int[] match(List<Seen> seen, List<Detection> detections, Tally tally) {
        List<Pair> pairs = new ArrayList<>();
        for (int d = 0; d < detections.size(); d++)
            for (int s = 0; s < seen.size(); s++) {
                double iou = iou(seen.get(s).whole(), detections.get(d));
                if (iou >= IOU) pairs.add(new Pair(d, s, iou));
            }
        // Those who are asked for come first, so that nobody hidden takes the find of who hides him.
        pairs.sort(Comparator.comparing((Pair pair) -> !isAsked(seen.get(pair.seen())))
                .thenComparing(Comparator.comparingDouble(Pair::iou).reversed()));
        int[] foundBy = new int[seen.size()];
        java.util.Arrays.fill(foundBy, -1);
        boolean[] used = new boolean[detections.size()];
        for (Pair pair : pairs) {
            if (used[pair.detection()] || foundBy[pair.seen()] >= 0) continue;
            used[pair.detection()] = true;
            foundBy[pair.seen()] = pair.detection();
        }
        int idle = 0;
        for (int s = 0; s < seen.size(); s++) {
            boolean found = foundBy[s] >= 0;
            if (isAsked(seen.get(s))) {
                tally.asked++;
                if (found) tally.found++;
            } else if (found) {
                idle++;
            }
        }
        int unused = 0;
        for (boolean each : used) if (!each) unused++;
        tally.detections += detections.size() - idle;
        tally.falseOnes += unused;
        return foundBy;
    }

    private static boolean isAsked(Seen each) {
        return each.visible() >= LEAST_VISIBLE && !each.cut() && each.whole().height() >= LEAST_HEIGHT_PX;
    }

    private static boolean isRider(Kind kind) {
        return kind == Kind.MOTORCYCLE || kind == Kind.BICYCLE;
    }

    private static double iou(FrameTruth.Box box, Detection found) {
        double w = Math.min(box.x() + box.width(), found.right()) - Math.max(box.x(), found.x());
        double h = Math.min(box.y() + box.height(), found.bottom()) - Math.max(box.y(), found.y());
        if (w <= 0 || h <= 0) return 0;
        return w * h / (box.area() + found.area() - w * h);
    }
}
