package city.ioc.contracts.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CityClockTest {
    @Test
    void anAcceleratedClockAgreesWithTheSystemAtItsOriginAndRunsAhead() {
        Instant origin = Instant.now().minusSeconds(10);
        Instant before = Instant.now();
        Instant city = CityClock.accelerated(origin, 10).instant();
        Instant after = Instant.now();
        assertThat(city)
                .isBetween(
                        origin.plus(Duration.between(origin, before).multipliedBy(10))
                                .minusMillis(1),
                        origin.plus(Duration.between(origin, after).multipliedBy(10))
                                .plusMillis(1));
    }

    @Test
    void timersShrinkWithTheFactor() {
        assertThat(CityClock.accelerated(Instant.EPOCH, 10).realMillis(Duration.ofSeconds(3)))
                .isEqualTo(300);
        assertThat(CityClock.real().realMillis(Duration.ofSeconds(3))).isEqualTo(3000);
    }
}
