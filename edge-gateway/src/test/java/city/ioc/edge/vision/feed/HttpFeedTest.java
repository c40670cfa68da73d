package city.ioc.edge.vision.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.edge.vision.frame.CaptureStamp;
import city.ioc.edge.vision.frame.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Core;

@Timeout(60)
class HttpFeedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void end() {
        over.countDown();
    }

    @Test
    void jpegsComeAsTheyWereSentWithTheCamerasTime() throws Exception {
        Instant now = Instant.now();
        byte[] stamped = CaptureStamp.write(TestVideo.jpeg(3), now.plusMillis(250));
        try (HttpCamera camera = new HttpCamera((request, out) -> {
                    HttpCamera.begin(out);
                    HttpCamera.part(out, TestVideo.jpeg(1));
                    HttpCamera.part(
                            out,
                            TestVideo.jpeg(2),
                            "X-Timestamp: " + now.plusMillis(100).toEpochMilli() / 1000.0);
                    HttpCamera.part(out, stamped);
                });
                Feed feed = open(camera, PATIENCE)) {
            assertThat(number(feed)).isEqualTo(1);
            Shot second = feed.next().orElseThrow();
            assertThat(second.capturedAt().toEpochMilli())
                    .isEqualTo(now.plusMillis(100).toEpochMilli());
            Shot third = feed.next().orElseThrow();
            assertThat(third.encoded()).contains(stamped);
            assertThat(third.capturedAt().toEpochMilli())
                    .isEqualTo(now.plusMillis(250).toEpochMilli());
            assertThat(feed.skew()).isPresent();
            assertFault(feed::next, FeedFault.ENDED);
        }
    }

    @Test
    void aCorruptPictureIsRefusedAndTheNextOneComes() throws Exception {
        try (HttpCamera camera = new HttpCamera((request, out) -> {
                    HttpCamera.begin(out);
                    HttpCamera.part(out, Arrays.copyOf(TestVideo.jpeg(1), 500));
                    HttpCamera.part(out, TestVideo.jpeg(2));
                });
                Feed feed = open(camera, PATIENCE)) {
            Shot first = feed.next().orElseThrow();
            assertThatThrownBy(first::open).hasMessage("is corrupt: cut off after 500 bytes");
            assertThat(number(feed)).isEqualTo(2);
        }
    }

    @Test
    void moreThanIsWantedIsLeftOutUndecoded() throws Exception {
        Instant now = Instant.now();
        try (HttpCamera camera = new HttpCamera((request, out) -> {
                    HttpCamera.begin(out);
                    for (int i = 0; i < 25; i++)
                        HttpCamera.part(out, CaptureStamp.write(TestVideo.jpeg(i), now.plusMillis(40L * i)));
                });
                Feed feed = Feeds.open(
                        FeedSource.parse(camera.url()),
                        FeedOptions.of("k1").apart(Duration.ofMillis(200)),
                        FrameTopics.none())) {
            for (int i = 0; i < 25; i += 5) assertThat(number(feed)).isEqualTo(i);
        }
    }

    @Test
    void aUrlThatHangsIsGivenUp() throws Exception {
        try (HttpCamera camera = new HttpCamera((request, out) -> over.await())) {
            assertFault(() -> open(camera, SHORT), FeedFault.TIMED_OUT);
        }
    }

    @Test
    void aStreamThatStopsIsGivenUp() throws Exception {
        try (HttpCamera camera = new HttpCamera((request, out) -> {
                    HttpCamera.begin(out);
                    HttpCamera.part(out, TestVideo.jpeg(1));
                    over.await();
                });
                Feed feed = open(camera, SHORT)) {
            assertThat(number(feed)).isEqualTo(1);
            assertFault(feed::next, FeedFault.TIMED_OUT);
        }
    }

    @Test
    void aStreamThatTricklesIsGivenUp() throws Exception {
        try (HttpCamera camera = new HttpCamera((request, out) -> {
                    HttpCamera.begin(out);
                    HttpCamera.text(out, "--frame\r\nContent-Length: 100000\r\n\r\n");
                    while (!over.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) HttpCamera.text(out, "x");
                });
                Feed feed = open(camera, SHORT)) {
            assertFault(feed::next, FeedFault.TIMED_OUT);
        }
    }

    @Test
    void aCameraThatWantsAPasswordGetsItAndSaysWhenItIsWrong() throws Exception {
        try (HttpCamera camera = new HttpCamera((request, out) -> {
            if (request == 0)
                HttpCamera.text(
                        out,
                        "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"cam\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            else {
                HttpCamera.begin(out);
                HttpCamera.part(out, TestVideo.jpeg(4));
            }
        })) {
            String url = camera.url().replace("http://", "http://admin:s3@");
            try (Feed feed = Feeds.open(FeedSource.parse(url), FeedOptions.of("k1"), FrameTopics.none())) {
                assertThat(number(feed)).isEqualTo(4);
            }
            assertThat(camera.requests().get(1)).contains("Authorization: Basic YWRtaW46czM=");
        }
        try (HttpCamera camera = new HttpCamera((request, out) ->
                HttpCamera.text(out, "HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))) {
            assertFault(() -> open(camera, PATIENCE), FeedFault.REFUSED);
        }
    }

    @Test
    void nobodyThereIsSaid() throws IOException {
        HttpCamera camera = new HttpCamera((request, out) -> {});
        camera.close();
        assertFault(() -> open(camera, PATIENCE), FeedFault.NOT_FOUND);
    }

    @Test
    void aVideoOverHttpIsReadByFfmpeg(@TempDir Path folder) throws Exception {
        byte[] video = Files.readAllBytes(TestVideo.file(folder.resolve("a.mp4"), 10));
        try (HttpCamera camera = new HttpCamera((request, out) -> {
                    HttpCamera.text(
                            out,
                            "HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: " + video.length
                                    + "\r\nConnection: close\r\n\r\n");
                    out.write(video);
                    out.flush();
                });
                Feed feed = open(camera, PATIENCE)) {
            for (int i = 0; i < 10; i++) assertThat(number(feed)).isEqualTo(i);
            assertFault(feed::next, FeedFault.ENDED);
        }
    }

    @Test
    void aVideoOverHttpThatHangsIsGivenUp() throws Exception {
        try (HttpCamera camera = new HttpCamera((request, out) -> {
            HttpCamera.text(out, "HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 1000000\r\n\r\n");
            if (request > 0)
                while (!over.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) HttpCamera.text(out, "x");
        })) {
            assertFault(() -> open(camera, SHORT), FeedFault.TIMED_OUT);
        }
    }

    private static Feed open(HttpCamera camera, Duration patience) throws FeedException {
        return Feeds.open(FeedSource.parse(camera.url()), FeedOptions.of("k1").patience(patience), FrameTopics.none());
    }

    private static int number(Feed feed) throws Exception {
        Optional<Shot> shot = feed.next();
        try (Frame frame = shot.orElseThrow().open()) {
            assertThat(Core.mean(frame.picture()).val[2]).isPositive();
            return TestVideo.number(frame.picture());
        }
    }

    private static void assertFault(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, FeedFault fault) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FeedException.class,
                        e -> assertThat(e.fault()).as(e.getMessage()).isEqualTo(fault));
    }
}
