package city.ioc.edge.vision.command;

import city.ioc.edge.vision.analysis.Sight;
import city.ioc.edge.vision.count.CountLine;
import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.edge.vision.track.Track;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** Draws into a picture what an eye makes of it. */
final class Annotator {
    private static final Scalar WHITE = new Scalar(255, 255, 255);
    private static final Scalar BLACK = new Scalar(0, 0, 0);
    private static final int FONT = Imgproc.FONT_HERSHEY_SIMPLEX;

    private Annotator() {}

    static void draw(Mat picture, Sight sight, Optional<CountLine> line, int count) {
        for (Track track : sight.tracks()) {
            Scalar colour = track.kind().map(Annotator::colour).orElse(WHITE);
            Point corner = new Point(track.box().left(), track.box().top());
            Imgproc.rectangle(
                    picture, corner, new Point(track.box().right(), track.box().bottom()), colour, 1);
            String name = track.kind().map(RoadUser::code).orElse("unknown");
            text(picture, track.id() + " " + name, corner.x, Math.max(10, corner.y - 3), colour);
        }
        if (line.isEmpty()) return;
        CountLine drawn = line.get();
        Imgproc.line(picture, new Point(drawn.x1(), drawn.y1()), new Point(drawn.x2(), drawn.y2()), WHITE, 2);
        text(picture, "count " + count, 6, 16, WHITE);
    }

    /** Light on a dark edge, to be read on any street. */
    private static void text(Mat picture, String words, double x, double y, Scalar colour) {
        Imgproc.putText(picture, words, new Point(x, y), FONT, 0.4, BLACK, 3, Imgproc.LINE_AA);
        Imgproc.putText(picture, words, new Point(x, y), FONT, 0.4, colour, 1, Imgproc.LINE_AA);
    }

    /** Blue, green, red; far apart for those who tell red and green badly, too. */
    private static Scalar colour(RoadUser kind) {
        return switch (kind) {
            case MOTORCYCLE -> new Scalar(0, 200, 255);
            case BICYCLE -> new Scalar(180, 255, 255);
            case CAR -> new Scalar(255, 160, 60);
            case VAN -> new Scalar(255, 220, 120);
            case BUS -> new Scalar(200, 80, 255);
            case TRUCK -> new Scalar(120, 60, 255);
            case PEDESTRIAN -> new Scalar(80, 255, 80);
        };
    }
}
