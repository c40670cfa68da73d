package city.ioc.edge.vision.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrameRingTest {
    private static final Instant BEGIN = Instant.parse("2026-11-20T03:00:00Z");

    private final FrameRing ring = new FrameRing(Duration.ofSeconds(10), 1_000);

    @Test
    void theNearestPictureIsFoundAndNoneThatIsTooFarAway() {
        ring.add(BEGIN, new byte[1]);
        ring.add(BEGIN.plusMillis(400), new byte[2]);
        assertThat(ring.nearest(BEGIN.plusMillis(250), Duration.ofMillis(200))
                        .orElseThrow()
                        .at())
                .isEqualTo(BEGIN.plusMillis(400));
        assertThat(ring.nearest(BEGIN.plusSeconds(3), Duration.ofMillis(600))).isEmpty();
    }

    @Test
    void aPictureThatIsNotLaterIsLeftOut() {
        ring.add(BEGIN, new byte[1]);
        ring.add(BEGIN, new byte[7]);
        ring.add(BEGIN.minusSeconds(1), new byte[7]);
        assertThat(ring.between(BEGIN.minusSeconds(5), BEGIN.plusSeconds(5))).hasSize(1);
        assertThat(ring.bytes()).isEqualTo(1);
    }

    @Property
    void itNeverHoldsMoreThanItMayNorLongerThanItShould(
            @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 700) Integer> sizes,
            @ForAll @IntRange(min = 100, max = 3_000) int apartMs) {
        FrameRing held = new FrameRing(Duration.ofSeconds(10), 1_000);
        Instant at = BEGIN;
        for (int size : sizes) {
            at = at.plusMillis(apartMs);
            held.add(at, new byte[size]);
            assertThat(held.bytes()).isLessThanOrEqualTo(1_000);
            assertThat(held.between(
                            Instant.MIN, at.minus(Duration.ofSeconds(10)).minusMillis(1)))
                    .isEmpty();
            assertThat(held.newest()).contains(at);
        }
    }
}
