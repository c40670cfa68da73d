package city.ioc.edge.vision.frame;

import java.time.Instant;
import java.util.Objects;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * One picture of a camera. It owns its pixels, which lie outside the Java heap: whoever has the frame closes it, and nobody looks
 * at the picture after that.
 *
 * @param camera code of the camera, or the name of the source where there is no camera
 * @param number how many frames the source had shown before this one; grows, with gaps where frames were dropped
 * @param capturedAt by the camera's clock as far as it has one, else when the frame came in
 * @param picture blue, green, red, one byte each
 */
public record Frame(String camera, long number, Instant capturedAt, Mat picture) implements AutoCloseable {
    public Frame {
        Objects.requireNonNull(camera);
        Objects.requireNonNull(capturedAt);
        if (number < 0) throw new IllegalArgumentException("a frame's number is not negative, but is " + number);
        if (picture.empty()) throw new IllegalArgumentException("a frame has pixels; that of " + camera + " has none");
        if (picture.type() != CvType.CV_8UC3)
            throw new IllegalArgumentException("a frame is CV_8UC3, but is " + CvType.typeToString(picture.type()));
    }

    public int width() {
        return picture.cols();
    }

    public int height() {
        return picture.rows();
    }

    /** Gives the pixels back at once; the collector does not see how much memory hangs on a small object. */
    @Override
    public void close() {
        picture.release();
    }
}
