package city.ioc.edge.vision.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HandOverTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void theOldestGivesWayAndIsCounted() {
        HandOver handOver = new HandOver(3, 1_000_000, LONG, () -> {});
        for (int i = 0; i < 10; i++) handOver.accept(shot(i, 100));
        assertThat(numbers(handOver)).containsExactly(7L, 8L, 9L);
        assertThat(handOver.dropped()).isEqualTo(7);
    }

    @Test
    void memoryIsBoundedButTheNewestAlwaysHasRoom() {
        HandOver handOver = new HandOver(100, 1000, LONG, () -> {});
        for (int i = 0; i < 10; i++) handOver.accept(shot(i, 400));
        assertThat(numbers(handOver)).containsExactly(8L, 9L);
        handOver.accept(shot(10, 5000));
        assertThat(numbers(handOver)).containsExactly(10L);
        assertThat(handOver.dropped()).isEqualTo(8);
    }

    @Test
    void whatWaitedTooLongIsDropped() {
        HandOver handOver = new HandOver(3, 1000, Duration.ZERO, () -> {});
        handOver.accept(shot(0, 100));
        assertThat(handOver.poll()).isEmpty();
        assertThat(handOver.dropped()).isEqualTo(1);
    }

    @Test
    void aWaitingReaderIsWokenByThePicture() throws InterruptedException {
        HandOver handOver = new HandOver(3, 1000, LONG, () -> {});
        Thread.ofVirtual().start(() -> handOver.accept(shot(5, 100)));
        assertThat(handOver.poll(LONG)).map(Shot::number).contains(5L);
    }

    @Test
    void closingWakesTheReaderAndCountsNothing() throws InterruptedException {
        HandOver handOver = new HandOver(3, 1000, LONG, () -> {});
        handOver.accept(shot(0, 100));
        handOver.close();
        handOver.accept(shot(1, 100));
        assertThat(handOver.poll(LONG)).isEmpty();
        assertThat(handOver.dropped()).isZero();
    }

    private static List<Long> numbers(HandOver handOver) {
        List<Long> numbers = new ArrayList<>();
        for (Optional<Shot> shot = handOver.poll(); shot.isPresent(); shot = handOver.poll())
            numbers.add(shot.get().number());
        return numbers;
    }

    private static Shot shot(int number, int bytes) {
        return Shot.encoded("k1", "picture " + number, number, Instant.EPOCH, Instant.EPOCH, new byte[bytes]);
    }
}
