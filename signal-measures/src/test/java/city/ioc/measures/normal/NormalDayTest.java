package city.ioc.measures.normal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import city.ioc.measures.normal.Holiday.LunarDay;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class NormalDayTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final HolidayCalendar CALENDAR = new HolidayCalendar(List.of(
            new Holiday("tet", Holiday.Kind.TET, Optional.empty(), Optional.of(new LunarDay(1, 1)), 2, 5),
            new Holiday("new-year", Holiday.Kind.PUBLIC, Optional.of(MonthDay.of(1, 1)), Optional.empty(), 1, 0)));

    private static DayFlows day(IntToDoubleFunction flow) {
        List<OptionalDouble> flows = new ArrayList<>();
        for (int slot = 0; slot < DayFlows.SLOTS; slot++) {
            double value = flow.applyAsDouble(slot);
            flows.add(value < 0 ? OptionalDouble.empty() : OptionalDouble.of(value));
        }
        return new DayFlows(MONDAY, flows);
    }

    private static NormalDay days(double... flows) {
        List<DayFlows> days = new ArrayList<>();
        for (double flow : flows) days.add(day(slot -> flow));
        return NormalDay.of(days);
    }

    @Test
    void aDayWithAnIncidentMovesWhatIsNormalLittle() {
        NormalDay.Normal normal = days(980, 1000, 1020, 990, 1010, 100).at(30).orElseThrow();
        assertThat(normal.flow()).isCloseTo(995, within(0.1));
        assertThat(normal.sigma()).isLessThan(70);
        assertThat(normal.days()).isEqualTo(6);
    }

    @Test
    void scatterIsNeverLessThanChance() {
        // 400 vehicles an hour are 100 in the quarter, and these scatter by 10
        assertThat(days(400, 400, 400, 400).at(0).orElseThrow().sigma()).isEqualTo(40);
    }

    @Test
    void deviationIsToldInTimesTheUsualScatter() {
        NormalDay.Normal normal = days(400, 400, 400).at(10).orElseThrow();
        assertThat(normal.deviation(520)).isEqualTo(3);
        assertThat(normal.deviation(360)).isEqualTo(-1);
        assertThat(normal.low()).isCloseTo(400 - 1.2816 * 40, within(0.001));
    }

    @Test
    void twoDaysAreNoNorm() {
        assertThat(days(400, 400).at(0)).isEmpty();
        NormalDay gaps = NormalDay.of(List.of(day(s -> 5), day(s -> 5), day(s -> s == 7 ? -1 : 5)));
        assertThat(gaps.at(7)).isEmpty();
        assertThat(gaps.at(8)).isPresent();
    }

    @Test
    void daysOfAKindAreThoseOfTheWeekThatAreNoHolidays() {
        // Tết of 2026 is on Tuesday the 17th of February
        assertThat(CALENDAR.kindOf(LocalDate.of(2026, 2, 15))).isEqualTo(DayKind.TET);
        assertThat(CALENDAR.kindOf(LocalDate.of(2026, 2, 22))).isEqualTo(DayKind.TET);
        assertThat(CALENDAR.kindOf(LocalDate.of(2026, 2, 23))).isEqualTo(DayKind.MONDAY);
        assertThat(CALENDAR.kindOf(LocalDate.of(2025, 12, 31))).isEqualTo(DayKind.HOLIDAY);
        assertThat(CALENDAR.listBefore(MONDAY, DayKind.MONDAY, 3, 8))
                .containsExactly(LocalDate.of(2026, 2, 23), LocalDate.of(2026, 2, 9), LocalDate.of(2026, 2, 2));
        assertThat(CALENDAR.listBefore(MONDAY, DayKind.TET, 20, 60)).hasSize(16).contains(LocalDate.of(2025, 1, 29));
    }

    @Test
    void aHolidayIsLikeHolidaysBeforeItOrElseLikeSundays() {
        var alike = CALENDAR.alike(LocalDate.of(2026, 1, 1));
        assertThat(alike).extracting(HolidayCalendar.LikeDays::kind).containsExactly(DayKind.HOLIDAY, DayKind.SUNDAY);
        assertThat(alike.getFirst().days())
                .containsExactly(LocalDate.of(2025, 12, 31), LocalDate.of(2025, 1, 1), LocalDate.of(2024, 12, 31));
        assertThat(CALENDAR.alike(MONDAY))
                .hasSize(1)
                .first()
                .satisfies(own -> assertThat(own.days()).hasSize(8).doesNotContain(LocalDate.of(2026, 2, 16)));
    }

    @Test
    void aHolidayIsOnOneDayOfOneCalendar() {
        assertThatThrownBy(() -> new Holiday("x", Holiday.Kind.PUBLIC, Optional.empty(), Optional.empty(), 0, 0))
                .hasMessageContaining("needs either a day or a lunar day");
    }

    @Test
    void aBusierDayStaysBusier() {
        NormalDay normal = days(1000, 1000, 1000);
        List<FlowForecast.Ahead> ahead = FlowForecast.of(day(slot -> 1200), 40, normal, normal);
        assertThat(ahead).extracting(FlowForecast.Ahead::slot).containsExactly(41, 42, 43, 44);
        assertThat(ahead.getFirst().flow()).isBetween(1180.0, 1200.0);
        assertThat(ahead.getLast().flow()).isBetween(1150.0, ahead.getFirst().flow());
        assertThat(ahead).allSatisfy(each -> assertThat(each.low()).isLessThan(each.flow()));
    }

    @Test
    void whatChanceCouldHaveMadeIsNotTakenForABusyDay() {
        NormalDay normal = days(40, 40, 40);
        // 44 instead of 40 vehicles in the hour
        List<FlowForecast.Ahead> ahead = FlowForecast.of(day(slot -> 44), 40, normal, normal);
        assertThat(ahead).allSatisfy(each -> assertThat(each.flow()).isEqualTo(40));
    }

    @Test
    void aDisturbanceFades() {
        NormalDay normal = days(1000, 1000, 1000);
        List<FlowForecast.Ahead> ahead = FlowForecast.of(day(slot -> slot == 40 ? 400 : 1000), 40, normal, normal);
        for (int i = 1; i < ahead.size(); i++)
            assertThat(ahead.get(i).flow()).isGreaterThan(ahead.get(i - 1).flow());
        assertThat(ahead.getFirst().flow()).isLessThan(700);
    }

    @Test
    void overMidnightTheNextDayIsNormal() {
        NormalDay today = days(1000, 1000, 1000);
        NormalDay next = days(200, 200, 200);
        List<FlowForecast.Ahead> ahead = FlowForecast.of(day(slot -> 1000), 94, today, next);
        assertThat(ahead.get(0).flow()).isCloseTo(1000, within(0.5));
        assertThat(ahead.get(1).slot()).isEqualTo(96);
        assertThat(ahead.get(1).flow()).isCloseTo(200, within(0.5));
    }

    @Test
    void withoutMeasurementsOfTheLastHourNothingIsForecast() {
        NormalDay normal = days(1000, 1000, 1000);
        assertThat(FlowForecast.of(DayFlows.unknown(MONDAY), 40, normal, normal))
                .isEmpty();
        assertThat(FlowForecast.of(day(slot -> 1000), 40, days(), days())).isEmpty();
    }
}
