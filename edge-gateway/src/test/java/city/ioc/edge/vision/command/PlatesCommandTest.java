package city.ioc.edge.vision.command;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatesCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private void put(String name, String plate) throws IOException {
        try (InputStream in =
                PlatesCommandTest.class.getResourceAsStream("/city/ioc/edge/vision/plate/" + plate + ".jpg")) {
            if (in == null) throw new IOException("there is no picture of " + plate);
            Files.write(folder.resolve(name), in.readAllBytes());
        }
    }

    private int run(String... arguments) {
        return VisionMain.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private List<JsonNode> found() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(PlatesCommandTest::json)
                .toList();
    }

    private static JsonNode json(String line) {
        try {
            return CityJson.mapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void onePictureOneLineWithWhatStandsOnThePlate() throws IOException {
        put("a.jpg", "83F67345");
        put("b.jpg", "65F59533");
        assertThat(run("plates", "--images", folder.toString(), "--json")).isEqualTo(VisionMain.FINE);
        assertThat(found()).extracting(line -> line.get("image").asText()).containsExactly("a.jpg", "b.jpg");
        assertThat(found()).extracting(line -> line.get("text").asText()).containsExactly("83F67345", "65F59533");
        assertThat(found()).extracting(line -> line.get("layout").asText()).containsExactly("one-line", "two-line");
        assertThat(found()).allSatisfy(line -> {
            assertThat(line.get("confidence").asDouble()).isBetween(0.5, 1.0);
            assertThat(line.get("autoAccept").isBoolean()).isTrue();
            assertThat(line.get("plates").get(0).get("corners")).hasSize(4);
            assertThat(line.get("alternatives").isArray()).isTrue();
        });
    }

    @Test
    void whatIsNoPictureIsRefusedByNameAndTheRestIsRead() throws IOException {
        put("good.jpg", "83F67345");
        Files.write(folder.resolve("empty.jpg"), new byte[0]);
        Files.writeString(folder.resolve("notes.txt"), "95A-123.45");
        assertThat(run("plates", "--images", folder.toString(), "--json")).isEqualTo(VisionMain.REFUSED);
        assertThat(found()).hasSize(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("empty.jpg refused", "notes.txt refused", "ioc: refused: 2");
    }

    @Test
    void forPeopleTheSameInWords() throws IOException {
        put("a.jpg", "83F67345");
        assertThat(run("plates", "--images", folder.toString())).isEqualTo(VisionMain.FINE);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("a.jpg: 83F67345 (one-line, ");
    }
}
