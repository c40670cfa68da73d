package city.ioc.sim.camera;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * Makes JPEGs of pictures, with the moment of capture as a comment in them: {@code captured-at-ms=…}, what the gateway reads. Holds
 * native memory until closed. Confined to one thread.
 */
public final class JpegWriter implements AutoCloseable {
    private static final int COMMENT = 0xFE;

    private final MatOfInt settings;
    private final MatOfByte encoded;

    static {
        nu.pattern.OpenCV.loadLocally();
    }

    /** @param quality 1..100 */
    public JpegWriter(int quality) {
        if (quality < 1 || quality > 100)
            throw new IllegalArgumentException("a JPEG's quality is 1..100, not " + quality);
        settings = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, quality);
        encoded = new MatOfByte();
    }

    public byte[] write(Picture picture) {
        Mat pixels = new Mat(picture.height(), picture.width(), CvType.CV_8UC3);
        try {
            pixels.put(0, 0, picture.bgr());
            if (!Imgcodecs.imencode(".jpg", pixels, encoded, settings))
                throw new IllegalStateException("no JPEG could be made of a picture of " + picture.camera());
            return stamped(encoded.toArray(), picture.at());
        } finally {
            pixels.release();
        }
    }

    /** The comment goes right behind the start of the image. */
    private static byte[] stamped(byte[] jpeg, Instant at) {
        byte[] text = ("captured-at-ms=" + at.toEpochMilli()).getBytes(StandardCharsets.US_ASCII);
        int length = text.length + 2;
        byte[] stamped = new byte[jpeg.length + 2 + length];
        System.arraycopy(jpeg, 0, stamped, 0, 2);
        stamped[2] = (byte) 0xFF;
        stamped[3] = (byte) COMMENT;
        stamped[4] = (byte) (length >>> 8);
        stamped[5] = (byte) length;
        System.arraycopy(text, 0, stamped, 6, text.length);
        System.arraycopy(jpeg, 2, stamped, 6 + text.length, jpeg.length - 2);
        return stamped;
    }

    @Override
    public void close() {
        settings.release();
        encoded.release();
    }
}
