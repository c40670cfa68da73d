package city.ioc.edge.vision.evidence;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
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

    /** A picture of its own, for the caller to release. Letters that the camera font lacks become '?'. */
    Mat below(Mat picture, String... lines) {
        int line = Math.max(12, (int) Math.round(picture.cols() * LINE));
        int bar = lines.length * line + line / 2;
        Mat stamped = new Mat();
        Core.copyMakeBorder(picture, stamped, 0, bar + (picture.rows() + bar) % 2, 0, 0, Core.BORDER_CONSTANT, BLACK);
        for (int n = 0; n < lines.length; n++) {
            Point at = new Point(line / 3.0, picture.rows() + (n + 1) * line);
            String words = lines[n].replaceAll("[^\\x20-\\x7e]", "?");
            Imgproc.putText(stamped, words, at, FONT, line / 32.0, WHITE, 1, Imgproc.LINE_AA);
        }
        return stamped;
    }
}
