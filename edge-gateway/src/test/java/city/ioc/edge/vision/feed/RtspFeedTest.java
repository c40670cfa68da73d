package city.ioc.edge.vision.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.edge.vision.frame.Frame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RtspFeedTest {
    @Test
    void picturesComeWithTheTimeOfTheCamera() throws Exception {
        Instant begin = Instant.now();
        List<Integer> numbers = new ArrayList<>();
        try (RtspCamera camera = new RtspCamera(20, false);
                Feed feed = open(camera.url(), Duration.ofSeconds(20))) {
            assertThatThrownBy(() -> {
                        while (true) {
                            Shot shot = feed.next().orElseThrow();
                            try (Frame frame = shot.open()) {
                                numbers.add(TestVideo.number(frame.picture()));
                                assertThat(frame.capturedAt())
                                        .isBetween(
                                                begin.minusSeconds(2),
                                                Instant.now().plusSeconds(2));
                            }
                        }
                    })
                    .isInstanceOfSatisfying(
                            FeedException.class, e -> assertThat(e.fault()).isEqualTo(FeedFault.ENDED));
            assertThat(feed.skew()).as("RTCP says what time the camera has").isPresent();
        }
        assertThat(numbers).hasSizeGreaterThanOrEqualTo(15).isSorted().doesNotContain(-1);
    }

    @Test
    void aCameraThatFallsSilentIsGivenUp() throws Exception {
        try (RtspCamera camera = new RtspCamera(0, true)) {
            assertFault(camera.url(), FeedFault.TIMED_OUT);
        }
    }

    @Test
    void aServerThatAcceptsAndSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket hanging = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertFault("rtsp://127.0.0.1:" + hanging.getLocalPort() + "/main", FeedFault.TIMED_OUT);
        }
    }

    @Test
    void nobodyThereIsSaid() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        assertFault("rtsp://127.0.0.1:" + port + "/main", FeedFault.NOT_FOUND);
    }

    private static void assertFault(String url, FeedFault fault) {
        assertThatThrownBy(() -> {
                    try (Feed feed = open(url, Duration.ofMillis(700))) {
                        feed.next();
                    }
                })
                .isInstanceOfSatisfying(
                        FeedException.class,
                        e -> assertThat(e.fault()).as(e.getMessage()).isEqualTo(fault));
    }

    private static Feed open(String url, Duration patience) throws FeedException {
        return Feeds.open(FeedSource.parse(url), FeedOptions.of("k1").patience(patience), FrameTopics.none());
    }
}
