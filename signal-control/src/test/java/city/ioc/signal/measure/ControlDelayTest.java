package city.ioc.signal.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.ioc.signal.measure.ControlDelay.LaneGroup;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** The lane group of the classroom: v = 800, c = 775 veh/h, g/C = 0.40, C = 90 s, T = 15 min (Roess and Prassas, ch. 24). */
class ControlDelayTest {
    private static final LaneGroup OVERLOADED = LaneGroup.fixedTime(800, 775, 0.4, 90, 0.25);

    @Test
    void theFirstQuarterHasUniformAndIncrementalDelay() {
        ControlDelay.Parts delay = ControlDelay.of(OVERLOADED);
        assertThat(delay.uniformS()).isCloseTo(27.0, within(0.01)); // 0.5 · 90 · 0.6² / (1 − 0.4)
        assertThat(delay.incrementalS())
                .isCloseTo(40.90, within(0.01)); // 225 (0.0323 + √(0.0323² + 4 · 1.0323 / 193.75))
        assertThat(delay.initialQueueS()).isZero();
        assertThat(delay.totalS()).isCloseTo(67.90, within(0.02));
    }

    @Test
    void theQueueItLeavesDelaysTheSecondQuarter() {
        double left = 0.25 * (800 - 775);
        assertThat(ControlDelay.of(OVERLOADED.withInitialQueue(left)).initialQueueS())
                .isCloseTo(29.03, within(0.01)); // 18 (0.25 · 12.5 / 2 + (12.5² − 6.25²) / 1550 − 6.25² / 1550)
    }

    @Test
    void aQueueThatClearsDelaysUntilItIsGone() {
        ControlDelay.Parts delay =
                ControlDelay.of(LaneGroup.fixedTime(600, 800, 0.4, 90, 0.25).withInitialQueue(20));
        assertThat(delay.initialQueueS()).isCloseTo(18.0, within(0.001)); // gone after 20 / 200 h
        assertThat(delay.uniformS()).isCloseTo(0.4 * 27.0 + 0.6 * 16.2 / 0.7, within(0.001));
    }

    @Property(seed = "43")
    void noPartIsNegativeAndMoreQueueNeverHelps(
            @ForAll @DoubleRange(min = 1, max = 2000) double flow,
            @ForAll @DoubleRange(min = 100, max = 2000) double capacity,
            @ForAll @DoubleRange(min = 0.05, max = 1) double share,
            @ForAll @DoubleRange(min = 0, max = 60) double queue) {
        LaneGroup group = LaneGroup.fixedTime(flow, capacity, share, 90, 0.25);
        ControlDelay.Parts parts = ControlDelay.of(group.withInitialQueue(queue));
        assertThat(parts.uniformS()).isNotNegative();
        assertThat(parts.incrementalS()).isNotNegative();
        assertThat(parts.initialQueueS()).isNotNegative();
        assertThat(parts.totalS()).isGreaterThanOrEqualTo(ControlDelay.of(group).totalS() - 1e-9);
    }
}
