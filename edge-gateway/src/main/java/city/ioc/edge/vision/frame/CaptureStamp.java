package city.ioc.edge.vision.frame;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The moment of capture inside a JPEG, as a comment {@code captured-at-ms=1772413200012}: it travels with the picture by whatever
 * way, and every decoder steps over it.
 */
public final class CaptureStamp {
    private static final String KEY = "captured-at-ms=";
    private static final int COMMENT = 0xFE;

    private CaptureStamp() {}

    /** The same JPEG with the comment in front. */
    public static byte[] write(byte[] jpeg, Instant capturedAt) {
        if (jpeg.length < 2 || jpeg[0] != (byte) 0xFF || jpeg[1] != (byte) 0xD8)
            throw new IllegalArgumentException("only a JPEG takes a stamp");
        byte[] text = (KEY + capturedAt.toEpochMilli()).getBytes(StandardCharsets.US_ASCII);
        byte[] stamped = new byte[jpeg.length + 4 + text.length];
        stamped[0] = jpeg[0];
        stamped[1] = jpeg[1];
        stamped[2] = (byte) 0xFF;
        stamped[3] = (byte) COMMENT;
        stamped[4] = (byte) (text.length + 2 >>> 8);
        stamped[5] = (byte) (text.length + 2);
        System.arraycopy(text, 0, stamped, 6, text.length);
        System.arraycopy(jpeg, 2, stamped, 6 + text.length, jpeg.length - 2);
        return stamped;
    }

    /** Empty where there is none, or the bytes are no JPEG. */
    public static Optional<Instant> find(byte[] jpeg) {
        int at = 2;
        while (at + 4 <= jpeg.length && jpeg[at] == (byte) 0xFF) {
            int marker = jpeg[at + 1] & 0xFF;
            // Comments and application data come before the tables and the pixels.
            if (marker != COMMENT && (marker < 0xE0 || marker > 0xEF)) return Optional.empty();
            int length = (jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF;
            if (length < 2 || at + 2 + length > jpeg.length) return Optional.empty();
            if (marker == COMMENT) {
                Optional<Instant> found = parse(Arrays.copyOfRange(jpeg, at + 4, at + 2 + length));
                if (found.isPresent()) return found;
            }
            at += 2 + length;
        }
        return Optional.empty();
    }

    private static Optional<Instant> parse(byte[] comment) {
        String text = new String(comment, StandardCharsets.ISO_8859_1).strip();
        if (!text.startsWith(KEY)) return Optional.empty();
        try {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(text.substring(KEY.length()))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
