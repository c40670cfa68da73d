package city.ioc.edge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockOffsetTest {
    private final ClockOffset clock = new ClockOffset();

    @Test
    void aSteadyDeviceShowsItsOffset() {
        for (int i = 0; i < 40; i++) clock.observe(i * 1000L + 3_000, i * 1000L + 20);
        assertThat(clock.medianMs()).isEqualTo(2_980);
    }

    @Test
    void oneDelayedMessageDoesNotMoveTheMedian() {
        for (int i = 0; i < 20; i++) clock.observe(i * 1000L, i * 1000L + 20);
        clock.observe(20_000, 25_000);
        assertThat(clock.medianMs()).isEqualTo(-20);
    }

    @Test
    void aBacklogThatIsCaughtUpSaysNothingOfTheClock() {
        long received = 1_000_000;
        for (int i = 0; i < 600; i++) clock.observe(received - 600_000 + i * 1000L, received + i);
        for (int i = 0; i < 10; i++) clock.observe(received + 600 + i * 1000L, received + 620 + i * 1000L);
        assertThat(clock.medianMs()).isBetween(-30L, 0L);
    }

    @Test
    void aClockThatIsSlowIsFoundAlthoughItsMessagesLookLate() {
        for (int i = 0; i < 40; i++) clock.observe(i * 1000L, i * 1000L + 3_600_000);
        assertThat(clock.medianMs()).isEqualTo(-3_600_000);
    }

    @Test
    void nothingKnownIsNoOffset() {
        clock.observe(5_000_000, 0);
        assertThat(clock.medianMs()).isZero();
    }
}
