package city.ioc.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DayWindowTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

    @Test
    void liesInTheMiddleOfTheHourOnFullFiveMinutes() {
        assertThat(DayWindow.of(DAY, 7, 20, ZONE)).isEqualTo(window("07:20", "07:40"));
        assertThat(DayWindow.of(DAY, 7, 15, ZONE)).isEqualTo(window("07:20", "07:35"));
        assertThat(DayWindow.of(DAY, 7, 60, ZONE)).isEqualTo(window("07:00", "08:00"));
    }

    @Test
    void theDayIsATuesdayAheadOfTheClock() {
        // 0:30 on that Tuesday in the city: its small hours have begun, so the next is taken.
        Instant now = Instant.parse("2026-11-30T17:30:00Z");
        assertThat(DayWindow.nextWeekday(now, ZONE)).isEqualTo(LocalDate.of(2026, 12, 8));
        assertThat(DayWindow.nextWeekday(now.minusSeconds(3600), ZONE)).isEqualTo(DAY);
    }

    @Test
    void theCityIsStartedAsLongBeforeAsItsProcessesAndTheWarmUpNeed() {
        DayWindow window = window("07:20", "07:35");
        assertThat(Duration.between(DayCity.launch(window, 10, 45), window.from()))
                .isEqualTo(Duration.ofMinutes(3).plusSeconds(450));
        assertThat(Duration.between(DayCity.launch(window, 5, 60), window.from()))
                .isEqualTo(Duration.ofMinutes(3).plusSeconds(300));
    }

    private static DayWindow window(String from, String to) {
        return new DayWindow(
                Instant.parse("2026-12-01T" + from + ":00+07:00"), Instant.parse("2026-12-01T" + to + ":00+07:00"));
    }
}
