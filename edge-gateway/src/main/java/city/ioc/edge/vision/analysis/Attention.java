package city.ioc.edge.vision.analysis;

import city.ioc.edge.vision.detect.MovingBlob;
import city.ioc.edge.vision.detect.Scale;
import city.ioc.edge.vision.track.Track;
import city.ioc.edge.vision.track.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.opencv.core.Rect;

/** Decides whether the network looks at a picture, at which part of it, and how much magnified. One thread. */
final class Attention {
    /** Network pixels that something should be high to be seen well; the small ones of a scene decide. */
    private static final double GOOD_HEIGHT = 44;

    /** One in so many is smaller than the height that is made good. */
    private static final int SMALL_ONES = 4;
    /** Pixels of a moving area that may be a road user, and what part of its box it fills. */
    private static final double LEAST_BODY = 200;

    private static final double LEAST_FILL = 0.35;
    private static final double LEAST_MAGNIFICATION = 0.35;
    private static final double MOST_MAGNIFICATION = 2;
    /** Seconds after which what stands is looked at again, and a picture in which nothing happens. */
    private static final double REMEMBER_S = 2;

    private static final double SURVEY_S = 10;
    /** What a thing shows around it of the street, in parts of its size; the network knows things by their surroundings too. */
    private static final double MARGIN = 0.3;
    /** Network pixels of a view's side at least, for the same reason. */
    private static final double LEAST_SIDE = 288;

    private final Effort effort;
    private final int width;
    private final int height;
    private double lastLookS = Double.NEGATIVE_INFINITY;
    private double lastSurveyS = Double.NEGATIVE_INFINITY;

    Attention(Effort effort, int width, int height) {
        this.effort = effort;
        this.width = width;
        this.height = height;
    }

    /** Empty: the network need not look. */
    List<Scale> next(double nowS, List<MovingBlob> blobs, List<Track> tracks) {
        // A hundredth early is on time: the clock of pictures is not quite even.
        if (nowS - lastLookS < 1 / effort.looksPerSecond() - 0.01) return List.of();
        if (nowS - lastSurveyS >= SURVEY_S) {
            lastSurveyS = nowS;
            lastLookS = nowS;
            return survey(tracks, blobs);
        }
        boolean moving = !blobs.isEmpty() || tracks.stream().anyMatch(track -> !Tracker.isStanding(track));
        boolean forgetting = !tracks.isEmpty() && nowS - lastLookS >= REMEMBER_S;
        if (!moving && !forgetting) return List.of();
        lastLookS = nowS;
        double magnification = magnification(blobs, tracks);
        return List.of(view(around(blobs, tracks, LEAST_SIDE / magnification), magnification));
    }

    /** The whole picture, as closely as a look allows. */
    private List<Scale> survey(List<Track> tracks, List<MovingBlob> blobs) {
        return List.of(view(new Rect(0, 0, width, height), Math.max(1, magnification(blobs, tracks))));
    }

    private Scale view(Rect part, double magnification) {
        double most = Math.sqrt(effort.pixelsPerLook() / ((double) part.width * part.height));
        return Scale.of(part, Math.min(magnification, most));
    }

    private static double magnification(List<MovingBlob> blobs, List<Track> tracks) {
        double[] heights = Stream.concat(
                        tracks.stream()
                                .filter(each -> each.kind().isPresent())
                                .map(each -> each.box().h()),
                        blobs.stream().filter(Attention::isBody).map(MovingBlob::h))
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        if (heights.length == 0) return 1;
        return Math.clamp(GOOD_HEIGHT / heights[heights.length / SMALL_ONES], LEAST_MAGNIFICATION, MOST_MAGNIFICATION);
    }

    private static boolean isBody(MovingBlob blob) {
        return blob.area() >= LEAST_BODY && blob.fill() >= LEAST_FILL;
    }

    /** What moves and what is known, with a margin for what the blobs miss. */
    private Rect around(List<MovingBlob> blobs, List<Track> tracks, double leastSide) {
        List<double[]> boxes = new ArrayList<>();
        for (MovingBlob each : blobs)
            boxes.add(new double[] {each.x(), each.y(), each.x() + each.w(), each.y() + each.h()});
        for (Track each : tracks)
            boxes.add(new double[] {
                each.box().left(),
                each.box().top(),
                each.box().right(),
                each.box().bottom()
            });
        double left = width;
        double top = height;
        double right = 0;
        double bottom = 0;
        for (double[] box : boxes) {
            double marginX = Math.max(16, MARGIN * (box[2] - box[0]));
            double marginY = Math.max(16, MARGIN * (box[3] - box[1]));
            left = Math.min(left, box[0] - marginX);
            top = Math.min(top, box[1] - marginY);
            right = Math.max(right, box[2] + marginX);
            bottom = Math.max(bottom, box[3] + marginY);
        }
        int[] x = span(left, right, leastSide, width);
        int[] y = span(top, bottom, leastSide, height);
        return new Rect(x[0], y[0], x[1], y[1]);
    }

    /** Begin and length of a stretch that is at least so long, within the picture. */
    private static int[] span(double from, double to, double least, int whole) {
        double length = Math.min(whole, Math.max(to - from, least));
        double begin = Math.clamp((from + to - length) / 2, 0, whole - length);
        return new int[] {(int) begin, (int) Math.max(1, length)};
    }
}
