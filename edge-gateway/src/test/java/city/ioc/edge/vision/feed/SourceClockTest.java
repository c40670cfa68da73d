package city.ioc.edge.vision.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SourceClockTest {
    private static final Instant NOON = Instant.parse("2026-03-02T05:00:00Z");
    private final SourceClock clock = new SourceClock();

    @Test
    void aCameraOnNetworkTimeIsBelieved() {
        assertThat(clock.byWallClock(at(0), at(150))).isEqualTo(at(0));
        assertThat(clock.byWallClock(at(200), at(900))).isEqualTo(at(200));
        assertThat(clock.skew()).contains(Duration.ofMillis(150));
    }

    @Test
    void aCameraWhoseClockIsAnHourWrongKeepsOnlyItsDistances() {
        Instant wrong = NOON.minusSeconds(3600);
        assertThat(clock.byWallClock(wrong, at(100))).isEqualTo(at(100));
        assertThat(clock.byWallClock(wrong.plusMillis(200), at(700))).isEqualTo(at(300));
        assertThat(clock.skew()).contains(Duration.ofSeconds(3600).plusMillis(100));
    }

    @Test
    void whatOnlyCountsIsTiedToItsQuickestPicture() {
        assertThat(clock.byMediaTime(0, at(80))).isEqualTo(at(80));
        assertThat(clock.byMediaTime(100_000, at(500))).isEqualTo(at(180));
        assertThat(clock.byMediaTime(200_000, at(230))).isEqualTo(at(230));
        assertThat(clock.byMediaTime(300_000, at(600))).isEqualTo(at(330));
        assertThat(clock.skew()).isEmpty();
    }

    @Test
    void aStreamThatStartsAnewIsTiedAnew() {
        clock.byMediaTime(3_600_000_000L, at(0));
        assertThat(clock.byMediaTime(0, at(1000))).isEqualTo(at(1000));
        assertThat(clock.byMediaTime(100_000, at(1200))).isEqualTo(at(1100));
    }

    @Test
    void noPictureIsOlderThanTheOneBeforeIt() {
        clock.byWallClock(at(500), at(600));
        assertThat(clock.byWallClock(at(400), at(700))).isEqualTo(at(500));
    }

    private static Instant at(int ms) {
        return NOON.plusMillis(ms);
    }
}
