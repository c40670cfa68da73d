package city.ioc.edge.vision.feed;

import city.ioc.edge.vision.frame.Frame;
import city.ioc.edge.vision.frame.PictureException;
import city.ioc.edge.vision.frame.Pictures;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;

/**
 * One picture as it came in: still a JPEG where the source sends JPEG, so that what is dropped costs no decoding. Whoever has it
 * either opens it, and closes the frame, or closes it. Handed from thread to thread, used by one at a time.
 */
public final class Shot implements AutoCloseable {
    private final String camera;
    private final String name;
    private final long number;
    private final Instant capturedAt;
    private final Instant receivedAt;
    private final byte @Nullable [] encoded;
    private @Nullable Mat pixels;

    private Shot(
            String camera,
            String name,
            long number,
            Instant capturedAt,
            Instant receivedAt,
            byte @Nullable [] encoded,
            @Nullable Mat pixels) {
        this.camera = camera;
        this.name = name;
        this.number = number;
        this.capturedAt = capturedAt;
        this.receivedAt = receivedAt;
        this.encoded = encoded;
        this.pixels = pixels;
    }

    /** @param name what to call the picture in an error: of its file, or its number */
    static Shot encoded(String camera, String name, long number, Instant capturedAt, Instant receivedAt, byte[] bytes) {
        return new Shot(camera, name, number, capturedAt, receivedAt, bytes, null);
    }

    static Shot decoded(String camera, long number, Instant capturedAt, Instant receivedAt, Mat pixels) {
        return new Shot(camera, "frame " + number, number, capturedAt, receivedAt, null, pixels);
    }

    public String camera() {
        return camera;
    }

    public String name() {
        return name;
    }

    public long number() {
        return number;
    }

    public Instant capturedAt() {
        return capturedAt;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    /** The bytes as the source sent them, unchecked; empty where it sends video. Not a copy. */
    public Optional<byte[]> encoded() {
        return Optional.ofNullable(encoded);
    }

    /** Memory it holds. */
    public long bytes() {
        Mat mat = pixels;
        return (encoded == null ? 0 : encoded.length) + (mat == null ? 0 : mat.total() * mat.elemSize());
    }

    /** The picture; the shot gives it away, so once only. */
    public Frame open() throws PictureException {
        Mat mat = pixels;
        pixels = null;
        if (mat == null) {
            if (encoded == null) throw new IllegalStateException(camera + " " + name + " was opened before");
            mat = Pictures.decode(encoded);
        }
        return new Frame(camera, number, capturedAt, mat);
    }

    @Override
    public void close() {
        Mat mat = pixels;
        pixels = null;
        if (mat != null) mat.release();
    }
}
