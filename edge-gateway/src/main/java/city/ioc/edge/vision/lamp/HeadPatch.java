package city.ioc.edge.vision.lamp;

import java.time.Instant;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * The region of a signal head in one frame, brought to a common size: its longer side has {@link #LONG} pixels. Three bytes a
 * pixel, blue, green, red.
 */
record HeadPatch(long frame, Instant at, int width, int height, byte[] pixels) {
    /** Lamps of a head then have about ten pixels: enough for place and colour, little to keep for many minutes. */
    static final int LONG = 48;

    private static final int LEAST = 8;

    static HeadPatch of(Mat picture, HeadRegion region, long frame, Instant at) {
        Mat part = picture.submat(region.within(picture));
        Mat small = new Mat();
        try {
            double scale = (double) LONG / Math.max(region.width(), region.height());
            int width = Math.max(LEAST, (int) Math.round(region.width() * scale));
            int height = Math.max(LEAST, (int) Math.round(region.height() * scale));
            Imgproc.resize(
                    part, small, new Size(width, height), 0, 0, scale < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
            byte[] pixels = new byte[width * height * 3];
            small.get(0, 0, pixels);
            return new HeadPatch(frame, at, width, height, pixels);
        } finally {
            small.release();
            part.release();
        }
    }
}
