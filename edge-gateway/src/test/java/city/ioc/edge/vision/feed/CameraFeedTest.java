package city.ioc.edge.vision.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CameraFeedTest {
    private static final BackOff QUICK =
            new BackOff(Duration.ofMillis(10), Duration.ofMillis(20), new SplittableRandom(1));
    private final BlockingQueue<Shot> shots = new LinkedBlockingQueue<>();

    @Test
    void aCameraThatGoesAwayIsAskedAgainUntilItIsBack() throws Exception {
        try (HttpCamera camera = new HttpCamera((request, out) -> {
                    if (request == 1 || request == 2) return;
                    HttpCamera.begin(out);
                    HttpCamera.part(out, TestVideo.jpeg(request));
                });
                CameraFeed feed = feed(camera.url(), Duration.ofSeconds(10))) {
            feed.start();
            next();
            next();
            FeedStatus status = feed.status();
            assertThat(status.shots()).isGreaterThanOrEqualTo(2);
            assertThat(status.failures().get(FeedFault.ENDED)).isPositive();
            assertThat(status.failures().get(FeedFault.NOT_FOUND)).isPositive();
            assertThat(status.lastShotAt()).isPresent();
        }
    }

    @Test
    void oneThatHangsTroublesNoOther() throws Exception {
        try (HttpCamera hanging = new HttpCamera((request, out) -> Thread.sleep(Duration.ofMinutes(5)));
                HttpCamera sound = new HttpCamera((request, out) -> {
                    HttpCamera.begin(out);
                    for (int i = 0; i < 20; i++) HttpCamera.part(out, TestVideo.jpeg(i));
                });
                CameraFeed first = feed(hanging.url(), Duration.ofMillis(200));
                CameraFeed second = feed(sound.url(), Duration.ofSeconds(10))) {
            first.start();
            second.start();
            for (int i = 0; i < 20; i++) next();
            while (first.status().trouble().isEmpty()) Thread.onSpinWait();
            FeedStatus.Trouble trouble = first.status().trouble().orElseThrow();
            assertThat(trouble.fault()).isEqualTo(FeedFault.TIMED_OUT);
            assertThat(trouble.detail()).isEqualTo(hanging.url() + " gives no answer");
        }
    }

    private Shot next() throws InterruptedException {
        Shot shot = shots.poll(30, TimeUnit.SECONDS);
        assertThat(shot).isNotNull();
        return java.util.Objects.requireNonNull(shot);
    }

    private CameraFeed feed(String url, Duration patience) {
        FeedSource source = FeedSource.parse(url);
        FeedOptions options = FeedOptions.of("k1").patience(patience);
        return new CameraFeed(
                source.label(), options, () -> Feeds.open(source, options, FrameTopics.none()), shots::add, QUICK);
    }
}
