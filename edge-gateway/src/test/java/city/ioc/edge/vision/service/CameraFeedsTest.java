package city.ioc.edge.vision.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.contracts.id.DeviceId;
import city.ioc.edge.TestCity;
import city.ioc.edge.vision.feed.FeedSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraFeedsTest {
    @TempDir
    Path folder;

    @Test
    void aLineSaysWhereACamerasPicturesComeFrom() throws IOException {
        assertThat(read("# gate cameras\n\nk1 = rtsp://user:secret@10.0.0.7/stream1\n"))
                .isEqualTo(Map.of(
                        new DeviceId("k1"), new FeedSource.Rtsp(URI.create("rtsp://user:secret@10.0.0.7/stream1"))));
    }

    @Test
    void everyWrongLineIsNamedAtOnceWithoutItsPassword() {
        assertThatThrownBy(() -> read("k1=rtsp://a/1\nk1=rtsp://a/2\nr1=rtsp://a/3\nk1\nk1=ftp://user:secret@a/4\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2: camera k1 stands there twice")
                .hasMessageContaining("line 3: the city has no camera r1")
                .hasMessageContaining("line 4: expected camera=source")
                .hasMessageContaining("line 5")
                .hasMessageNotContaining("secret");
    }

    private Map<DeviceId, FeedSource> read(String text) throws IOException {
        return CameraFeeds.read(Files.writeString(folder.resolve("feeds"), text), TestCity.city());
    }
}
