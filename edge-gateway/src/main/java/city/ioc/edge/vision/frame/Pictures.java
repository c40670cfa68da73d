package city.ioc.edge.vision.frame;

import static city.ioc.edge.vision.frame.PictureFault.CORRUPT;
import static city.ioc.edge.vision.frame.PictureFault.TOO_LARGE;

import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/** Bytes to pixels and back. Loads OpenCV when it is first used; anyone may call it from any thread. */
public final class Pictures {
    /** Twice what the largest traffic camera on sale has; at three bytes a pixel 120 MB. */
    public static final long MOST_PIXELS = 40_000_000;

    private Pictures() {}

    private static final class Native {
        static {
            nu.pattern.OpenCV.loadLocally();
            // A camera is one of many on few cores: the pool of workers is the parallelism, not each call's own
            // threads.
            org.opencv.core.Core.setNumThreads(1);
        }

        static void load() {}
    }

    /** Call it before the first {@code Mat}. */
    public static void load() {
        Native.load();
    }

    /** How large the picture is, by its header alone. */
    public static PictureSize measure(byte[] bytes) throws PictureException {
        PictureSize size = PictureHeader.read(bytes);
        if (size.pixels() > MOST_PIXELS)
            throw new PictureException(TOO_LARGE, size + " is more than " + MOST_PIXELS / 1_000_000 + " megapixels");
        return size;
    }

    /** The caller releases the picture. Turned as its EXIF data say, colours only. */
    public static Mat decode(byte[] bytes) throws PictureException {
        measure(bytes);
        load();
        MatOfByte encoded = new MatOfByte(bytes);
        try {
            Mat picture = Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_COLOR);
            if (picture.empty()) throw new PictureException(CORRUPT, "the decoder finds no picture in it");
            return picture;
        } catch (CvException e) {
            throw new PictureException(CORRUPT, "the decoder gave up, " + e.getMessage());
        } finally {
            encoded.release();
        }
    }

    /** @param quality 1 to 100 */
    public static byte[] encodeJpeg(Mat picture, int quality) {
        MatOfByte encoded = new MatOfByte();
        MatOfInt settings = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, quality);
        try {
            if (!Imgcodecs.imencode(".jpg", picture, encoded, settings))
                throw new IllegalStateException("OpenCV encodes no JPEG of " + picture);
            return encoded.toArray();
        } finally {
            encoded.release();
            settings.release();
        }
    }
}
