package city.ioc.edge.vision.command;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.CityJson;
import city.ioc.edge.vision.frame.Pictures;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

class LampCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void everyFrameIsALineWithItsState() throws IOException {
        Pictures.load();
        for (int t = 0; t < 60; t++) Files.write(folder.resolve(t + ".jpg"), head(t / 20));
        assertThat(run("--source", folder.toString(), "--roi", "20,20,22,62", "--json"))
                .isEqualTo(VisionMain.FINE);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(60);
        for (int t = 0; t < 60; t++) {
            JsonNode line = CityJson.mapper().readTree(lines.get(t));
            assertThat(line.get("frame").asInt()).isEqualTo(t);
            assertThat(line.get("state").asText())
                    .as("frame " + t)
                    .isEqualTo(List.of("green", "amber", "red").get(t / 20));
            assertThat(line.get("time").asDouble()).isEqualTo(t / 5.0);
        }
    }

    @Test
    void aPictureThatIsNoneIsNamedAndTheOthersKeepTheirNumbers() throws IOException {
        Pictures.load();
        for (int t = 0; t < 10; t++) Files.write(folder.resolve(t + ".jpg"), head(0));
        Files.writeString(folder.resolve("4.jpg"), "no picture");
        assertThat(run("--source", folder.toString(), "--roi", "20,20,22,62", "--json"))
                .isEqualTo(VisionMain.REFUSED);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(9)
                .noneMatch(line -> line.contains("\"frame\":4,"));
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("4.jpg is no picture");
    }

    @Test
    void wrongCallsAndEmptyVideosAreSaid() throws IOException {
        Pictures.load();
        Files.write(folder.resolve("0.jpg"), head(0));
        String source = folder.toString();
        assertThat(run("--source", source)).isEqualTo(VisionMain.USAGE);
        assertThat(run("--source", source, "--roi", "1,2,3")).isEqualTo(VisionMain.USAGE);
        assertThat(run("--source", source, "--roi", "90,90,20,60")).isEqualTo(VisionMain.USAGE);
        assertThat(run("--source", "nowhere.mp4", "--roi", "1,2,10,30")).isEqualTo(VisionMain.USAGE);
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        assertThat(run("--source", empty.toString(), "--roi", "1,2,10,30")).isEqualTo(VisionMain.REFUSED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("--roi is missing", "a region is x,y,w,h", "outside of the picture", "no file or folder")
                .contains("empty.mp4 is empty: 0 bytes");
    }

    private int run(String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of("lamp"));
        all.addAll(List.of(arguments));
        return VisionMain.run(
                all,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static byte[] head(int show) {
        Mat picture = new Mat(100, 100, CvType.CV_8UC3, new Scalar(150, 140, 130));
        Imgproc.rectangle(picture, new Point(20, 20), new Point(42, 82), new Scalar(30, 30, 30), -1);
        Scalar[] lit = {new Scalar(180, 250, 60), new Scalar(60, 190, 250), new Scalar(50, 40, 240)};
        for (int lamp = 0; lamp < 3; lamp++)
            Imgproc.circle(
                    picture, new Point(31, 71 - 20 * lamp), 8, lamp == show ? lit[lamp] : new Scalar(45, 45, 45), -1);
        byte[] jpeg = Pictures.encodeJpeg(picture, 85);
        picture.release();
        return jpeg;
    }
}
