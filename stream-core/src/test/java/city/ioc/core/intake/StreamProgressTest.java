package city.ioc.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StreamProgressTest {
    private static final Instant NOW = Instant.parse("2026-11-21T01:00:00Z");
    private final StreamProgress stream = new StreamProgress(NOW);

    @Test
    void aDenseStreamMissesNothing() {
        for (long seq = 1; seq <= 5; seq++)
            assertThat(stream.received(seq, 1, NOW)).isTrue();
        assertThat(stream.missing()).isZero();
    }

    @Test
    void whatComesAgainIsNotFresh() {
        stream.received(1, 1, NOW);
        assertThat(stream.received(1, 1, NOW)).isFalse();
    }

    @Test
    void aBatchThatWasPassedOverIsMissingUntilItComes() {
        stream.received(1, 1, NOW);
        stream.received(4, 1, NOW.plusSeconds(1));
        assertThat(stream.missing()).isEqualTo(2);
        assertThat(stream.wholeAt()).isEqualTo(NOW);
        stream.received(2, 1, NOW.plusSeconds(2));
        stream.received(3, 1, NOW.plusSeconds(3));
        assertThat(stream.missing()).isZero();
        assertThat(stream.wholeAt()).isEqualTo(NOW.plusSeconds(3));
    }

    @Test
    void theFirstBatchesOfAStreamMayBeMissingToo() {
        stream.received(3, 1, NOW);
        assertThat(stream.missing()).isEqualTo(2);
    }

    @Test
    void whatAnEarlierOwnerAcknowledgedIsNotMissing() {
        stream.received(503, 501, NOW);
        assertThat(stream.missing()).isEqualTo(2);
        stream.received(504, 503, NOW);
        assertThat(stream.missing()).isZero();
    }
}
