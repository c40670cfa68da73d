package city.ioc.edge.vision.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackOffTest {
    @Test
    void waitsDoubleUpToTheirBoundAndStayInTheirUpperHalf() {
        BackOff backOff = backOff(1);
        long whole = 1000;
        for (int i = 0; i < 12; i++) {
            assertThat(backOff.next()).isBetween(Duration.ofMillis(whole / 2), Duration.ofMillis(whole));
            whole = Math.min(60_000, whole * 2);
        }
    }

    @Test
    void afterSuccessTheyBeginAnew() {
        BackOff backOff = backOff(1);
        for (int i = 0; i < 5; i++) backOff.next();
        backOff.reset();
        assertThat(backOff.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void camerasThatFellOutTogetherComeBackApart() {
        Set<Duration> first = new HashSet<>();
        for (int camera = 0; camera < 20; camera++) first.add(backOff(camera).next());
        assertThat(first).hasSizeGreaterThan(15);
    }

    private static BackOff backOff(int seed) {
        return new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1), new SplittableRandom(seed));
    }
}
