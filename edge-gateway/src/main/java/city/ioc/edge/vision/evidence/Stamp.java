package city.ioc.edge.vision.evidence;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** Writes below a picture what it is, so that nothing in the picture is covered. */
final class Stamp {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS xxx", Locale.ROOT);
    private static final int FONT = Imgproc.FONT_HERSHEY_SIMPLEX;
    /** Height of a line for each pixel of width: readable where the whole picture is. */
    private static final double LINE = 1.0 / 32;

    private static final Scalar WHITE = new Scalar(255, 255, 255);
    private static final Scalar BLACK = new Scalar(0, 0, 0);

    private final ZoneId zone;

    Stamp(ZoneId zone) {
        this.zone = zone;
    }

    String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    /**
     * A picture of its own, for the caller to release. Letters that the camera font lacks become '?'; what is wider than the picture
     * goes on below. Only digits differ between the pictures of a clip, and they are equally wide: all get the same size.
     */
    Mat below(Mat picture, String... lines) {
        int line = Math.max(12, (int) Math.round(picture.cols() * LINE));
        double scale = line / 32.0;
        List<String> words = Stream.of(lines)
                .map(each -> each.replaceAll("[^\\x20-\\x7e]", "?"))
                .flatMap(each -> broken(each, picture.cols() - 2 * line / 3, scale).stream())
                .toList();
        int bar = words.size() * line + line / 2;
        Mat stamped = new Mat();
        Core.copyMakeBorder(picture, stamped, 0, bar + (picture.rows() + bar) % 2, 0, 0, Core.BORDER_CONSTANT, BLACK);
        for (int n = 0; n < words.size(); n++) {
            Point at = new Point(line / 3.0, picture.rows() + (n + 1) * line);
            Imgproc.putText(stamped, words.get(n), at, FONT, scale, WHITE, 1, Imgproc.LINE_AA);
        }
        return stamped;
    }

    /** A line in pieces that are not wider than {@code width}, where its words allow that. */
    private static List<String> broken(String line, int width, double scale) {
        List<String> pieces = new ArrayList<>();
        String piece = "";
        for (String word : line.split("(?<=\\s)(?=\\S)")) {
            if (!piece.isEmpty() && widthOf(piece + word, scale) > width) {
                pieces.add(piece);
                piece = "";
            }
            piece += word;
        }
        pieces.add(piece);
        return pieces;
    }

    private static double widthOf(String text, double scale) {
        return Imgproc.getTextSize(text.stripTrailing().replaceAll("\\d", "0"), FONT, scale, 1, null).width;
    }
}
