package city.ioc.core.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Looks five times a second, times in seconds. */
class ShadowAgreementTest {
    private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

    private final ShadowAgreement agreement = new ShadowAgreement();

    private static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    private void look(double from, double to, boolean agrees) {
        for (double second = from; second < to; second += 0.2) agreement.look(agrees, at(second));
    }

    @Test
    void beforeAnythingWasComparedThereIsNoShare() {
        assertThat(agreement.share(at(0))).isEmpty();
        assertThat(agreement.compared(at(0))).isZero();
    }

    @Test
    void theShareIsThatOfTheTime() {
        look(0, 30, true);
        look(30, 40, false);
        assertThat(agreement.share(at(40)).orElseThrow()).isCloseTo(0.75, within(0.01));
        assertThat(agreement.compared(at(40))).isBetween(Duration.ofMillis(39_500), Duration.ofSeconds(40));
    }

    @Test
    void timeInWhichThereIsNothingToChooseDoesNotCount() {
        look(0, 10, false);
        for (double second = 10; second < 100; second += 0.2) agreement.pause(at(second));
        look(100, 110, true);
        assertThat(agreement.share(at(110)).orElseThrow()).isCloseTo(0.5, within(0.02));
    }

    @Test
    void whatIsOlderThanAnHourIsForgotten() {
        look(0, 120, false);
        look(120, 240, true);
        assertThat(agreement.share(at(240)).orElseThrow()).isCloseTo(0.5, within(0.01));
        assertThat(agreement.share(at(3600 + 119)).orElseThrow()).isCloseTo(1, within(0.01));
        assertThat(agreement.share(at(3600 + 300))).isEmpty();
    }

    @Test
    void whatNobodyLookedAtIsNotGuessed() {
        agreement.look(true, at(0));
        agreement.look(false, at(600));
        assertThat(agreement.compared(at(600))).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
}
