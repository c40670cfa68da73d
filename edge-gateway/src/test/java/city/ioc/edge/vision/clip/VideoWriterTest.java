package city.ioc.edge.vision.clip;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.edge.vision.detect.DrawnStreet;
import city.ioc.edge.vision.frame.Pictures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Mat;

class VideoWriterTest {
    private static final List<Double> TIMES = List.of(0.0, 0.2, 0.4, 1.4, 1.6);

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        Pictures.load();
    }

    @Test
    void aVideoIsOfTheKindThatBrowsersPlayAndItsPicturesKeepTheirTimes() throws Exception {
        Path file = folder.resolve("seen.mp4");
        try (VideoWriter writer = new VideoWriter(file, Map.of("title", "case 1"))) {
            for (double at : TIMES) {
                Mat picture = new DrawnStreet(640, 481)
                        .car(200 + 40 * (int) (5 * at), 250, 0.4)
                        .picture();
                writer.write(picture, at);
                picture.release();
            }
        }
        List<Double> times = new ArrayList<>();
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
            grabber.start();
            assertThat(grabber.getVideoCodec()).isEqualTo(avcodec.AV_CODEC_ID_VP9);
            assertThat(grabber.getMetadata()).containsEntry("title", "case 1");
            assertThat(grabber.getImageHeight()).as("even").isEqualTo(480);
            for (Frame each = grabber.grabImage(); each != null; each = grabber.grabImage())
                times.add(each.timestamp / 1e6);
        }
        assertThat(times).isEqualTo(TIMES);
    }
}
