package city.ioc.sim.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import city.ioc.contracts.time.CityClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityTimeTest {
    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");

    @Test
    void aNewCityStartsNow() {
        CityTime time = CityTime.starting(Instant.EPOCH, NOW, 10);
        assertThat(time.at(NOW)).isEqualTo(NOW);
        assertThat(time.at(NOW.plusSeconds(60))).isEqualTo(NOW.plusSeconds(600));
    }

    @Test
    void aCityThatRanAheadGoesOnFromWhereItWas() {
        Instant livedUntil = NOW.plus(Duration.ofDays(3));
        CityTime time = CityTime.starting(livedUntil, NOW, 20);
        assertThat(time.at(NOW)).isCloseTo(livedUntil, within(1, ChronoUnit.MILLIS));
        assertThat(time.at(NOW.plusSeconds(1))).isCloseTo(livedUntil.plusSeconds(20), within(1, ChronoUnit.MILLIS));
    }

    @Test
    void aCityThatRanAheadCannotStandStillUntilTheClockCatchesUp() {
        assertThatThrownBy(() -> CityTime.starting(NOW.plusSeconds(3600), NOW, 1))
                .hasMessageContaining("ran ahead of the clock, up to 2026-11-22T02:00:00Z");
    }

    @Test
    void aFasterCityMayBeginAtATimeAhead() {
        Instant morning = NOW.plus(Duration.ofDays(2));
        CityTime time = CityTime.beginning(morning, Instant.EPOCH, NOW, 10);
        assertThat(time.at(NOW)).isCloseTo(morning, within(1, ChronoUnit.MILLIS));
        assertThat(time.at(NOW.plusSeconds(60))).isCloseTo(morning.plusSeconds(600), within(1, ChronoUnit.MILLIS));
    }

    @Test
    void aCityCannotBeginInThePastNorBeforeWhatItLivedNorAheadWithoutBeingFaster() {
        assertThatThrownBy(() -> CityTime.beginning(NOW.minusSeconds(1), Instant.EPOCH, NOW, 10))
                .hasMessageContaining("must lie ahead of the clock");
        assertThatThrownBy(() -> CityTime.beginning(NOW.plusSeconds(60), NOW.plusSeconds(61), NOW, 10))
                .hasMessageContaining("has lived until 2026-11-22T01:01:01Z already");
        assertThatThrownBy(() -> CityTime.beginning(NOW.plusSeconds(60), Instant.EPOCH, NOW, 1))
                .hasMessageContaining("--speed above 1");
    }

    @Test
    void agreesWithTheClockThatTheProcessesRead() {
        CityTime time = CityTime.starting(Instant.EPOCH, Instant.now().minusSeconds(100), 5);
        CityClock clock = CityClock.accelerated(time.origin(), time.speed());
        assertThat(time.at(Instant.now())).isCloseTo(clock.instant(), within(5, ChronoUnit.SECONDS));
    }

    @Test
    void anUnreadableNoteIsSaidAndNotTakenForNone(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("clock");
        assertThat(CityTime.readLivedUntil(file)).isEqualTo(Instant.EPOCH);
        java.nio.file.Files.writeString(file, "yesterday");
        assertThatThrownBy(() -> CityTime.readLivedUntil(file))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("clock");
    }
}
