package city.ioc.edge.vision.command;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.CityJson;
import city.ioc.edge.vision.detect.DrawnStreet;
import city.ioc.edge.vision.frame.Pictures;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Mat;

class VisionMainTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void detectSaysOneObjectPerPictureWithItsBoxes() throws IOException {
        Pictures.load();
        Files.write(folder.resolve("street.jpg"), jpeg(new DrawnStreet(640, 480).car(120, 220, 1)));
        assertThat(run("detect", "--images", folder.toString(), "--json")).isEqualTo(VisionMain.FINE);
        JsonNode line = CityJson.mapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(line.get("image").asText()).isEqualTo("street.jpg");
        JsonNode box = line.get("boxes").get(0);
        assertThat(box.get("class").asText()).isEqualTo("car");
        assertThat(box.get("score").asDouble()).isBetween(0.35, 1.0);
        assertThat(box.get("x").asDouble()).isBetween(110.0, 130.0);
        assertThat(box.get("w").asDouble()).isBetween(220.0, 250.0);
        assertThat(box.has("y") && box.has("h")).isTrue();
    }

    @Test
    void countSaysEachCrossingAndThenTheTotal() throws IOException {
        Pictures.load();
        for (int i = 0; i < 22; i++) {
            DrawnStreet street = new DrawnStreet(320, 240).car(i < 12 ? 10 + 10 * i : 250 - 6 * i, 100, 0.4);
            Files.write(folder.resolve("%02d.jpg".formatted(i)), jpeg(street));
        }
        String source = folder.toString();
        assertThat(run("count", "--source", source, "--line", "110,20,110,220", "--json"))
                .isEqualTo(VisionMain.FINE);
        assertThat(lines(out)).hasSize(2);
        JsonNode crossing = CityJson.mapper().readTree(lines(out).getFirst());
        assertThat(crossing.get("class").asText()).isEqualTo("car");
        assertThat(crossing.get("direction").asText()).isEqualTo("backward");
        assertThat(crossing.get("frame").asInt()).isBetween(5, 12);
        JsonNode total = CityJson.mapper().readTree(lines(out).getLast());
        assertThat(total.get("count").asInt()).isEqualTo(1);
        assertThat(total.get("frames").asInt()).isEqualTo(22);
        assertThat(total.get("byClass").get("car").asInt()).isEqualTo(1);
    }

    @Test
    void watchWritesAVideoThatCanBeWatchedInTurn() throws IOException {
        Pictures.load();
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        for (int i = 0; i < 6; i++) {
            Files.write(pictures.resolve(i + ".jpg"), jpeg(new DrawnStreet(320, 240).car(40 + 10 * i, 100, 0.4)));
        }
        String video = folder.resolve("seen.mp4").toString();
        assertThat(run("watch", pictures.toString(), "--out", video, "--json")).isEqualTo(VisionMain.FINE);
        JsonNode last = CityJson.mapper().readTree(lines(out).getLast());
        assertThat(last.get("frame").asInt()).isEqualTo(5);
        assertThat(last.get("tracks").get(0).get("class").asText()).isEqualTo("car");
        Path again = folder.resolve("again");
        assertThat(run("watch", video, "--out", again.toString())).isEqualTo(VisionMain.FINE);
        try (var files = Files.list(again)) {
            assertThat(files).hasSize(6);
        }
    }

    @Test
    void aSourceThatCannotBeReadIsRefusedAndALineThatIsNoneIsAWrongCall() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        assertThat(run("count", "--source", empty.toString(), "--line", "0,1,9,1"))
                .isEqualTo(VisionMain.REFUSED);
        assertThat(lines(err)).anyMatch(line -> line.contains("is empty"));
        Pictures.load();
        Files.write(folder.resolve("a.jpg"), jpeg(new DrawnStreet(320, 240)));
        String source = folder.toString();
        assertThat(run("count", "--source", source, "--line", "5,5,5,5")).isEqualTo(VisionMain.USAGE);
        assertThat(run("count", "--source", source, "--line", "5,5,5")).isEqualTo(VisionMain.USAGE);
        assertThat(run("count", "--source", source, "--line", "500,5,900,5")).isEqualTo(VisionMain.USAGE);
        assertThat(run("count", "--source", "gopher://x", "--line", "0,1,9,1")).isEqualTo(VisionMain.USAGE);
    }

    @Test
    void whatIsNoPictureIsRefusedByNameAndTheRestGoesOn() throws IOException {
        Pictures.load();
        byte[] whole = jpeg(new DrawnStreet(320, 240));
        Files.write(folder.resolve("good.jpg"), whole);
        Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(whole, whole.length / 2));
        Files.write(folder.resolve("empty.jpg"), new byte[0]);
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        Files.write(folder.resolve("huge.png"), pngHeader(10_000, 10_000));
        assertThat(run("detect", "--images", folder.toString(), "--json")).isEqualTo(VisionMain.REFUSED);
        assertThat(lines(out)).hasSize(1).first().asString().contains("good.jpg");
        assertThat(lines(err))
                .anyMatch(line -> line.contains("cut.jpg refused: is corrupt"))
                .anyMatch(line -> line.contains("empty.jpg refused: is empty"))
                .anyMatch(line -> line.contains("notes.txt refused: is no picture"))
                .anyMatch(line -> line.contains("huge.png refused: is too large"))
                .contains("ioc: refused: 4");
    }

    @Test
    void aCallThatIsWrongSaysHowItIsRight() {
        assertThat(run()).isEqualTo(VisionMain.USAGE);
        assertThat(run("stare")).isEqualTo(VisionMain.USAGE);
        assertThat(run("detect")).isEqualTo(VisionMain.USAGE);
        assertThat(run("detect", "--images", folder.resolve("nowhere").toString()))
                .isEqualTo(VisionMain.USAGE);
        assertThat(run("detect", "--images", folder.toString(), "--shiny", "yes"))
                .isEqualTo(VisionMain.USAGE);
        assertThat(lines(err))
                .contains("ioc: which command?", "ioc: there is no command \"stare\"", "ioc: --images is missing")
                .contains("ioc: unknown option --shiny")
                .anyMatch(line -> line.startsWith("ioc: there is no file or folder"))
                .anyMatch(line -> line.startsWith("usage: ./ioc vision detect --images DIR"));
        assertThat(out.size()).isZero();
    }

    private int run(String... arguments) {
        return VisionMain.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static List<String> lines(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] jpeg(DrawnStreet street) {
        Mat picture = street.picture();
        try {
            return Pictures.encodeJpeg(picture, 90);
        } finally {
            picture.release();
        }
    }

    private static byte[] pngHeader(int width, int height) {
        return ByteBuffer.allocate(33)
                .putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
    }
}
