package city.ioc.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DayFiguresTest {
    private static final List<String> BOTH = List.of("fixed-time", "adaptive");

    @Test
    void hoursInBetweenLieOnTheLineBetweenTheirNeighboursAlsoOverMidnight() {
        SortedMap<Integer, Double> known = new TreeMap<>(Map.of(6, 10.0, 18, 40.0));
        assertThat(DayFigures.at(6, known)).isEqualTo(10);
        assertThat(DayFigures.at(12, known)).isEqualTo(25);
        assertThat(DayFigures.at(0, known)).isEqualTo(25);
        assertThat(DayFigures.at(21, known)).isEqualTo(32.5);
        assertThat(DayFigures.at(3, new TreeMap<>(Map.of(7, 9.0)))).isEqualTo(9);
    }

    @Test
    void theDayCountsEachHourByTheVehiclesThatCome() {
        SortedMap<Integer, Double> known = new TreeMap<>(Map.of(0, 10.0, 12, 30.0));
        assertThat(DayFigures.overTheDay(known, hour -> hour == 0 ? 300 : hour == 12 ? 100 : 0))
                .isCloseTo(15, within(1e-9));
    }

    @Test
    void saysHowMuchLessDelayThereIsThanUnderThePlans() {
        Map<String, Object> figures = DayFigures.of(
                BOTH,
                hour -> 100,
                List.of(
                        sample(7, "fixed-time", 20, 0),
                        sample(7, "adaptive", 10, 0),
                        sample(17, "fixed-time", 30, 0),
                        sample(17, "adaptive", 28, 1)));
        assertThat(day(figures))
                .containsEntry("vehicles", 2400L)
                .containsEntry("delayS", Map.of("fixed-time", 25.0, "adaptive", 19.0))
                .containsEntry("lessDelayPercent", Map.of("adaptive", 24.0))
                .containsEntry("adaptiveAtLeast20PercentLess", true)
                .containsEntry("shownFaults", 1)
                .containsEntry("keptUp", true);
    }

    @Test
    void anHourThatOneStrategyLacksIsShownButDoesNotCount() {
        Map<String, Object> figures = DayFigures.of(
                BOTH,
                hour -> 100,
                List.of(
                        sample(7, "fixed-time", 20, 0),
                        sample(7, "adaptive", 15, 0),
                        sample(17, "fixed-time", 900, 0)));
        assertThat(day(figures))
                .containsEntry("hoursLookedAt", List.of(7))
                .containsEntry("delayS", Map.of("fixed-time", 20.0, "adaptive", 15.0));
        assertThat(map(figures, "hours")).containsKeys("07", "17");
    }

    @Test
    void noDayIsMadeUpWhereNoHourIsWhole() {
        assertThat(DayFigures.of(BOTH, hour -> 100, List.of(sample(7, "adaptive", 15, 0))))
                .doesNotContainKey("day")
                .containsKey("hours");
    }

    @Test
    void saysWhereTheVehiclesWereNotTheSame() {
        List<HourSample> samples = new ArrayList<>(List.of(sample(7, "fixed-time", 20, 0)));
        samples.add(new HourSample(7, "adaptive", delay(101, 10), 0, true, Map.of()));
        Map<String, Object> hours = map(DayFigures.of(BOTH, hour -> 100, samples), "hours");
        assertThat(map(hours, "07")).containsEntry("sameVehicles", false);
    }

    private static HourSample sample(int hour, String strategy, double delayS, int shownFaults) {
        return new HourSample(hour, strategy, delay(100, delayS), shownFaults, true, Map.of());
    }

    private static TrueDelay delay(int came, double delayS) {
        DayWindow window = new DayWindow(Instant.parse("2026-12-01T00:20:00Z"), Instant.parse("2026-12-01T00:25:00Z"));
        return TrueDelay.of(Stream.of(TrueDelayTest.trips("00:20", "00:25", came, came * delayS, 0)), window);
    }

    private static Map<String, Object> day(Map<String, Object> figures) {
        return map(figures, "day");
    }

    @SuppressWarnings("unchecked") // figures are maps of names
    private static Map<String, Object> map(Map<String, Object> figures, String name) {
        return (Map<String, Object>) Objects.requireNonNull(figures.get(name));
    }
}
