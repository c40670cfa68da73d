package city.ioc.edge.vision.frame;

import static city.ioc.edge.vision.frame.PictureFault.CORRUPT;
import static city.ioc.edge.vision.frame.PictureFault.EMPTY;
import static city.ioc.edge.vision.frame.PictureFault.UNKNOWN_FORMAT;

import java.nio.charset.StandardCharsets;

/**
 * Reads from the first bytes of a picture how large it is, and sees whether a JPEG is whole. The decoder does neither: it takes
 * memory for whatever a header claims, and paints what is missing of a cut-off JPEG grey.
 */
final class PictureHeader {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int TEM = 0x01;

    private PictureHeader() {}

    static PictureSize read(byte[] bytes) throws PictureException {
        if (bytes.length == 0) throw new PictureException(EMPTY, "0 bytes");
        try {
            if (unsigned(bytes, 0) == 0xFF && unsigned(bytes, 1) == SOI) return jpeg(bytes);
            if (bigEndian(bytes, 0, 4) == 0x89504E47) return size(bigEndian(bytes, 16, 4), bigEndian(bytes, 20, 4));
            if (isText(bytes, 0, "BM")) return size(littleEndian(bytes, 18, 4), Math.abs(littleEndian(bytes, 22, 4)));
            if (isText(bytes, 0, "RIFF") && isText(bytes, 8, "WEBP")) return webp(bytes);
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new PictureException(CORRUPT, "ends within its header, after " + bytes.length + " bytes");
        }
        throw new PictureException(UNKNOWN_FORMAT, "neither JPEG, PNG, WebP nor BMP");
    }

    private static PictureSize jpeg(byte[] bytes) throws PictureException {
        PictureSize size = null;
        int at = 2;
        while (true) {
            int marker = marker(bytes, at);
            at += 2;
            if (marker == TEM || marker == 0xFF) {
                if (marker == 0xFF) at--; // filling before a marker
                continue;
            }
            if (marker == EOI) break;
            int length = bigEndian(bytes, at, 2);
            if (length < 2) throw new PictureException(CORRUPT, "segment of " + length + " bytes");
            if (isStartOfFrame(marker)) size = size(bigEndian(bytes, at + 5, 2), bigEndian(bytes, at + 3, 2));
            at += length;
            if (marker == SOS) {
                if (size == null) throw new PictureException(CORRUPT, "pixels before their size");
                at = endOfScan(bytes, at);
            }
        }
        if (size == null) throw new PictureException(CORRUPT, "no picture between its start and its end");
        return size;
    }

    private static int marker(byte[] bytes, int at) throws PictureException {
        if (at + 1 >= bytes.length) throw new PictureException(CORRUPT, "cut off after " + bytes.length + " bytes");
        if (unsigned(bytes, at) != 0xFF) throw new PictureException(CORRUPT, "no marker at byte " + at);
        return unsigned(bytes, at + 1);
    }

    /** Where the next marker stands that is neither a stuffed byte nor a restart. */
    private static int endOfScan(byte[] bytes, int from) throws PictureException {
        for (int at = from; at + 1 < bytes.length; at++) {
            if (bytes[at] != (byte) 0xFF) continue;
            int next = unsigned(bytes, at + 1);
            if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) return at;
        }
        throw new PictureException(CORRUPT, "cut off after " + bytes.length + " bytes");
    }

    private static boolean isStartOfFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static PictureSize webp(byte[] bytes) throws PictureException {
        if (isText(bytes, 12, "VP8 "))
            return size(littleEndian(bytes, 26, 2) & 0x3FFF, littleEndian(bytes, 28, 2) & 0x3FFF);
        if (isText(bytes, 12, "VP8L")) {
            int bits = littleEndian(bytes, 21, 4);
            return size((bits & 0x3FFF) + 1, (bits >>> 14 & 0x3FFF) + 1);
        }
        if (isText(bytes, 12, "VP8X")) return size(littleEndian(bytes, 24, 3) + 1, littleEndian(bytes, 27, 3) + 1);
        throw new PictureException(UNKNOWN_FORMAT, "WebP of an unknown kind");
    }

    private static PictureSize size(int width, int height) throws PictureException {
        if (width <= 0 || height <= 0)
            throw new PictureException(CORRUPT, "its header says " + width + "×" + height + " pixels");
        return new PictureSize(width, height);
    }

    private static boolean isText(byte[] bytes, int at, String text) {
        for (int i = 0; i < text.length(); i++)
            if (bytes.length <= at + i || bytes[at + i] != text.getBytes(StandardCharsets.US_ASCII)[i]) return false;
        return true;
    }

    private static int unsigned(byte[] bytes, int at) {
        return bytes[at] & 0xFF;
    }

    private static int bigEndian(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) value = value << 8 | unsigned(bytes, at + i);
        return value;
    }

    private static int littleEndian(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = count - 1; i >= 0; i--) value = value << 8 | unsigned(bytes, at + i);
        return value;
    }
}
