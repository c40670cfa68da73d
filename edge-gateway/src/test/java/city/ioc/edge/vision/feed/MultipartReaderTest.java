package city.ioc.edge.vision.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Each text is what one family of cameras sends. */
class MultipartReaderTest {
    @Test
    void aCameraThatStatesTheLength() throws IOException {
        MultipartReader reader = reader(
                "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: 4\r\nX-Timestamp: 5.25\r\n\r\nab\ncd"
                                .replace("cd", "d")
                        + "\r\n--frame\r\nContent-Length: 2\r\n\r\nef\r\n",
                "frame");
        MultipartReader.Part first = reader.next();
        assertThat(text(first)).isEqualTo("ab\nd");
        assertThat(first.headers()).containsEntry("x-timestamp", "5.25").containsEntry("content-type", "image/jpeg");
        assertThat(text(reader.next())).isEqualTo("ef");
        assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
    }

    @Test
    void aCameraThatStatesNoLength() throws IOException {
        MultipartReader reader = reader(
                "--frame\r\nContent-Type: image/jpeg\r\n\r\nab\r\n-\r\n--fr\r\ncd\r\n--frame\r\nContent-Type: image/jpeg\r\n\r\nef\r\n--frame--\r\n",
                "frame");
        assertThat(text(reader.next())).isEqualTo("ab\r\n-\r\n--fr\r\ncd");
        assertThat(text(reader.next())).isEqualTo("ef");
    }

    @Test
    void aCameraThatCountsTheDashesToTheBoundary() throws IOException {
        MultipartReader reader = reader(
                "--myboundary\r\nContent-Length: 2\r\n\r\nab\r\n--myboundary\r\nContent-Length: 2\r\n\r\ncd",
                "--myboundary");
        assertThat(text(reader.next())).isEqualTo("ab");
        assertThat(text(reader.next())).isEqualTo("cd");
    }

    @Test
    void aCameraThatLeavesALineBeforeTheHeadersAndOneThatSendsNone() throws IOException {
        assertThat(text(reader("--b\r\n\r\nContent-Length: 2\r\n\r\nab\r\n--b\r\n", "b")
                        .next()))
                .isEqualTo("ab");
        assertThat(text(reader("--b\r\n\r\n\u00ff\u00d8ab\r\n--b\r\n", "b").next()))
                .isEqualTo("\u00ff\u00d8ab");
    }

    @Test
    void aCameraThatEndsLinesWithLineFeedsOnly() throws IOException {
        assertThat(text(reader("--b\nContent-Length: 2\n\nab\n--b\n", "b").next()))
                .isEqualTo("ab");
    }

    @Test
    void absurdLengthsAndEndlessHeadersAreRefused() {
        assertThatThrownBy(() ->
                        reader("--b\r\nContent-Length: 2000000000\r\n\r\n", "b").next())
                .hasMessageContaining("2000000000 bytes");
        assertThatThrownBy(
                        () -> reader("--b\r\nContent-Length: many\r\n\r\n", "b").next())
                .hasMessageContaining("many");
        assertThatThrownBy(() -> reader("--b\r\n" + "A: b\r\n".repeat(200), "b").next())
                .hasMessageContaining("header lines");
        assertThatThrownBy(
                        () -> reader("--b\r\nContent-Length: 20\r\n\r\nab", "b").next())
                .isInstanceOf(EOFException.class);
    }

    private static MultipartReader reader(String text, String boundary) {
        return new MultipartReader(new ByteArrayInputStream(text.getBytes(ISO_8859_1)), boundary);
    }

    private static String text(MultipartReader.Part part) {
        return new String(part.body(), ISO_8859_1);
    }
}
