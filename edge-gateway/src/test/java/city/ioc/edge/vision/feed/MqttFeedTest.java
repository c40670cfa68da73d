package city.ioc.edge.vision.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.edge.vision.frame.CaptureStamp;
import city.ioc.edge.vision.frame.Frame;
import city.ioc.local.Broker;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.mqtt.MqttPublish;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("slow")
@Timeout(60)
class MqttFeedTest {
    private static final String TOPIC = "field/x/k1/frame";
    private final Broker broker = Broker.forTests();
    private MqttLink camera;

    @BeforeEach
    void start() {
        broker.start();
        camera = MqttLink.open(
                MqttLinkOptions.to(URI.create(broker.url()), "camera").build(), inbound -> {});
    }

    @AfterEach
    void stop() {
        camera.close();
        broker.stop();
    }

    @Test
    void framesComeWithTheirTime() throws Exception {
        try (Feed feed = open(Duration.ofSeconds(20))) {
            awaitHeard(feed);
            Instant now = Instant.now().plusSeconds(1);
            publish(CaptureStamp.write(TestVideo.jpeg(3), now));
            Shot shot = feed.next().orElseThrow();
            while (CaptureStamp.find(shot.encoded().orElseThrow()).isEmpty())
                shot = feed.next().orElseThrow();
            assertThat(shot.capturedAt().toEpochMilli()).isEqualTo(now.toEpochMilli());
            try (Frame frame = shot.open()) {
                assertThat(TestVideo.number(frame.picture())).isEqualTo(3);
            }
            assertThat(feed.skew()).isPresent();
        }
    }

    @Test
    void noFrameForTooLongIsSaid() throws Exception {
        try (Feed feed = open(Duration.ofMillis(200))) {
            assertThatThrownBy(feed::next)
                    .isInstanceOfSatisfying(
                            FeedException.class, e -> assertThat(e.fault()).isEqualTo(FeedFault.TIMED_OUT));
        }
    }

    @Test
    void closingEndsTheWait() throws Exception {
        Feed feed = open(Duration.ofSeconds(50));
        Thread.ofVirtual().start(feed::close);
        assertThat(feed.next()).isEqualTo(Optional.empty());
    }

    private Feed open(Duration patience) throws FeedException {
        String url = broker.url().replace("tcp://", "mqtt://") + "/" + TOPIC;
        return Feeds.open(FeedSource.parse(url), FeedOptions.of("k1").patience(patience), FrameTopics.none());
    }

    /** The subscription is on its way: frames are sent until one arrives. */
    private void awaitHeard(Feed feed) throws Exception {
        Thread sender = Thread.ofVirtual().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                camera.publish(TOPIC, TestVideo.jpeg(1), MqttPublish.AT_MOST_ONCE);
                try {
                    TimeUnit.MILLISECONDS.sleep(20);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        feed.next();
        sender.interrupt();
        sender.join();
    }

    private void publish(byte[] frame) throws Exception {
        camera.publish(TOPIC, frame, MqttPublish.AT_LEAST_ONCE).get(10, TimeUnit.SECONDS);
    }
}
