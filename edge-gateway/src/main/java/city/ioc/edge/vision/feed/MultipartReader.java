package city.ioc.edge.vision.feed;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The parts of a {@code multipart/x-mixed-replace} body, one after another: with a length where the camera states it, else up to
 * the next boundary. Cameras differ in where they put line ends and dashes; both are taken as they come. Not thread-safe.
 */
final class MultipartReader {
    /** A JPEG of 40 megapixels at the best quality stays below it. */
    static final int MOST_PART_BYTES = 32 * 1024 * 1024;

    private static final int MOST_LINE_BYTES = 8 * 1024;
    private static final int MOST_HEADER_LINES = 100;

    private final InputStream in;
    private final byte[] boundary;
    private boolean atHeaders;

    /** One part: its headers, with names in small letters, and its bytes. */
    record Part(Map<String, String> headers, byte[] body) {}

    /** @param boundary as the content type states it, with or without its leading dashes */
    MultipartReader(InputStream in, String boundary) {
        this.in = new BufferedInputStream(in, 64 * 1024);
        this.boundary = boundary.replaceFirst("^-+", "").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** @throws EOFException when the stream is over */
    Part next() throws IOException {
        if (!atHeaders) findBoundary();
        atHeaders = false;
        Map<String, String> headers = headers();
        OptionalInt length = length(headers);
        return new Part(headers, length.isPresent() ? exactly(length.getAsInt()) : upToBoundary());
    }

    private void findBoundary() throws IOException {
        long skipped = 0;
        while (true) {
            String line = line();
            if (isBoundary(line)) return;
            skipped += line.length();
            if (skipped > MOST_PART_BYTES) throw new IOException("no boundary in " + skipped + " bytes");
        }
    }

    private boolean isBoundary(String line) {
        String bare = line.replaceFirst("^-+", "");
        String name = new String(boundary, StandardCharsets.ISO_8859_1);
        if (bare.equals(name)) return true;
        return !name.isEmpty() && bare.equals(name + "--");
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (int lines = 0; lines < MOST_HEADER_LINES; lines++) {
            String line = line();
            if (line.isEmpty()) {
                // Some cameras leave an empty line between the boundary and the headers; others send no headers.
                if (lines == 0 && !isJpegNext()) continue;
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon > 0)
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
        }
        throw new IOException("more than " + MOST_HEADER_LINES + " header lines before a picture");
    }

    private boolean isJpegNext() throws IOException {
        in.mark(2);
        boolean jpeg = in.read() == 0xFF && in.read() == 0xD8;
        in.reset();
        return jpeg;
    }

    private static OptionalInt length(Map<String, String> headers) throws IOException {
        String text = headers.get("content-length");
        if (text == null) return OptionalInt.empty();
        try {
            int length = Integer.parseInt(text);
            if (length < 0 || length > MOST_PART_BYTES) throw new IOException("a picture of " + length + " bytes");
            return OptionalInt.of(length);
        } catch (NumberFormatException e) {
            throw new IOException("a picture of \"" + text + "\" bytes", e);
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] body = in.readNBytes(length);
        if (body.length < length) throw new EOFException("the stream ended within a picture");
        return body;
    }

    private byte[] upToBoundary() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(64 * 1024);
        byte[] end = ("\n--" + new String(boundary, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
        int matched = 0;
        while (matched < end.length) {
            int next = in.read();
            if (next < 0) throw new EOFException("the stream ended within a picture");
            body.write(next);
            // The first byte of the pattern, a line feed, stands nowhere else in it: no need to look back.
            if (next == end[matched]) matched++;
            else matched = next == end[0] ? 1 : 0;
            if (body.size() > MOST_PART_BYTES) throw new IOException("no boundary in " + body.size() + " bytes");
        }
        line();
        atHeaders = true;
        int length = body.size() - end.length;
        byte[] bytes = body.toByteArray();
        if (length > 0 && bytes[length - 1] == '\r') length--;
        return Arrays.copyOf(bytes, length);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        while (true) {
            int next = in.read();
            if (next < 0) throw new EOFException("the stream ended");
            if (next == '\n') break;
            line.write(next);
            // Binary data without line ends: cut, for no boundary is that long.
            if (line.size() >= MOST_LINE_BYTES) break;
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
