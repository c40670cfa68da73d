package city.ioc.edge.vision.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void aCameraOfTwentyFiveGivesFive() {
        assertThat(passed(40, 0, 200)).isEqualTo(50);
    }

    @Test
    void aCameraOfFiveThatJittersKeepsNearlyAll() {
        assertThat(passed(200, 20, 200)).isGreaterThan(45);
    }

    @Test
    void withoutAPaceEverythingPasses() {
        assertThat(passed(40, 0, 0)).isEqualTo(250);
    }

    /** Of ten seconds. */
    private static int passed(int everyMs, int jitterMs, int apartMs) {
        SplittableRandom chance = new SplittableRandom(1);
        Pace pace = new Pace(Duration.ofMillis(apartMs));
        int passed = 0;
        for (int ms = 0; ms < 10_000; ms += everyMs) {
            int jitter = jitterMs == 0 ? 0 : chance.nextInt(-jitterMs, jitterMs + 1);
            if (pace.isDue(Instant.EPOCH.plusMillis(1000 + ms + jitter))) passed++;
        }
        return passed;
    }
}
