package city.ioc.edge.vision.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedSourceTest {
    @TempDir
    Path folder;

    @Test
    void aSourceIsKnownByHowItIsWritten() throws IOException {
        Path video = Files.createFile(folder.resolve("a.mp4"));
        assertThat(FeedSource.parse("rtsp://cam/1")).isEqualTo(new FeedSource.Rtsp(URI.create("rtsp://cam/1")));
        assertThat(FeedSource.parse("HTTP://cam/mjpg")).isEqualTo(new FeedSource.Http(URI.create("HTTP://cam/mjpg")));
        assertThat(FeedSource.parse(video.toString())).isEqualTo(new FeedSource.VideoFile(video));
        assertThat(FeedSource.parse(folder.toString())).isEqualTo(new FeedSource.Folder(folder));
        assertThat(FeedSource.parse("mqtt:field/x/k1/frame"))
                .isEqualTo(new FeedSource.MqttTopic(Optional.empty(), "field/x/k1/frame"));
        assertThat(FeedSource.parse("mqtt://u:p@broker:1884/field/x/k1/frame"))
                .isEqualTo(new FeedSource.MqttTopic(
                        Optional.of(URI.create("mqtt://u:p@broker:1884")), "field/x/k1/frame"));
    }

    @Test
    void whatIsNoSourceIsSaidWithTheReason() {
        assertWrong("", "empty");
        assertWrong("nowhere.mp4", "no file or folder nowhere.mp4");
        assertWrong("ftp://cam/1", "no pictures come by ftp://");
        assertWrong("rtsp:///1", "names no host");
        assertWrong("mqtt://broker", "topic is missing");
        assertWrong("mqtt:field/+/k1/frame", "one topic");
    }

    @Test
    void noPasswordGetsIntoALog() {
        assertThat(FeedSource.parse("rtsp://admin:secret@cam/1").label()).isEqualTo("rtsp://cam/1");
        assertThat(FeedSource.parse("mqtt://u:secret@broker/t").label()).isEqualTo("mqtt://broker/t");
        assertThatThrownBy(() -> FeedSource.parse("rtsp://admin:se cret@cam/1"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("cret"));
    }

    private static void assertWrong(String text, String reason) {
        assertThatThrownBy(() -> FeedSource.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
