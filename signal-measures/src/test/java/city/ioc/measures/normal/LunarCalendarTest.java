package city.ioc.measures.normal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against days as Vietnamese calendars have them. */
class LunarCalendarTest {
    @ParameterizedTest
    @CsvSource({
        "1985-01-21", "2000-02-05", "2007-02-17", "2010-02-14", "2015-02-19", "2017-01-28", "2018-02-16", "2019-02-05",
        "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06",
        "2028-01-26", "2029-02-13", "2030-02-02"
    })
    void tetIsOnTheDayThatItWasOn(LocalDate day) {
        assertThat(LunarCalendar.newYear(day.getYear())).isEqualTo(day);
    }

    /** In 1985 and 2007 the Chinese calendar, which is of UTC+8, has another day. */
    @Test
    void theCalendarIsThatOfUtcPlus7() {
        assertThat(LunarCalendar.newYear(2007)).isNotEqualTo(LocalDate.of(2007, 2, 18));
        assertThat(LunarCalendar.newYear(1985)).isNotEqualTo(LocalDate.of(1985, 2, 20));
    }

    /** The tenth of the third month; 2023 has its second month twice before it, 2025 its sixth after it. */
    @ParameterizedTest
    @CsvSource({"2022-04-10", "2023-04-29", "2024-04-18", "2025-04-07", "2026-04-26"})
    void theHungKingsAreRememberedOnTheTenthOfTheThirdMonth(LocalDate day) {
        assertThat(LunarCalendar.dayOf(day.getYear(), 3, 10)).isEqualTo(day);
    }

    /** Mid-autumn, the fifteenth of the eighth month, and the eve of Tết's last month. */
    @ParameterizedTest
    @CsvSource({
        "2023, 8, 15, 2023-09-29",
        "2024, 8, 15, 2024-09-17",
        "2025, 8, 15, 2025-10-06",
        "2025, 12, 1, 2026-01-19"
    })
    void laterMonthsComeWhereTheyCame(int year, int month, int day, LocalDate expected) {
        assertThat(LunarCalendar.dayOf(year, month, day)).isEqualTo(expected);
    }

    @Test
    void whatTheAlgorithmDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> LunarCalendar.newYear(1899)).hasMessageContaining("1900 to 2199");
        assertThatThrownBy(() -> LunarCalendar.dayOf(2026, 13, 1)).hasMessageContaining("months 1 to 12");
    }
}
