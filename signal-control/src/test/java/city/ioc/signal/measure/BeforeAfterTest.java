package city.ioc.signal.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BeforeAfterTest {
    @Test
    void tIsThatOfTheTables() {
        assertThat(StudentT.twoSided(0.95, 1)).isCloseTo(12.706, within(0.001));
        assertThat(StudentT.twoSided(0.95, 4)).isCloseTo(2.776, within(0.001));
        assertThat(StudentT.twoSided(0.95, 10)).isCloseTo(2.228, within(0.001));
        assertThat(StudentT.twoSided(0.99, 30)).isCloseTo(2.750, within(0.001));
        assertThat(StudentT.twoSided(0.90, 120)).isCloseTo(1.658, within(0.001));
        assertThat(StudentT.twoSided(0.95, 1e6)).isCloseTo(1.960, within(0.001));
        assertThat(StudentT.probabilityBelow(-1, 1)).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void binsOfTheSameTimeOfDayArePaired() {
        // differences −10, −8, −12, −10, −10: mean −10, s = 1.4142, half width 2.776 · 1.4142 / √5 = 1.756
        BeforeAfter.Comparison result = BeforeAfter.compare(
                        Map.of("7:00", 40.0, "7:15", 60.0, "7:30", 80.0, "7:45", 50.0, "8:00", 30.0),
                        Map.of("7:00", 30.0, "7:15", 52.0, "7:30", 68.0, "7:45", 40.0, "8:00", 20.0),
                        0.95)
                .orElseThrow();
        assertThat(result.method()).isEqualTo(BeforeAfter.Method.PAIRED_T);
        assertThat(result.difference()).isCloseTo(-10, within(1e-9));
        assertThat(result.low()).isCloseTo(-11.756, within(0.001));
        assertThat(result.high()).isCloseTo(-8.244, within(0.001));
        assertThat(result.isSignificant()).isTrue();
        assertThat(result.changePercent().orElseThrow()).isCloseTo(100 * -10 / 52.0, within(1e-9));
    }

    @Test
    void theHourHidesTheSameDifferenceFromWelch() {
        BeforeAfter.Comparison welch = BeforeAfter.welch(
                        new double[] {40, 60, 80, 50, 30}, new double[] {30, 52, 68, 40, 20}, 0.95)
                .orElseThrow();
        assertThat(welch.isSignificant()).isFalse();
    }

    @Test
    void welchsDegreesOfFreedom() {
        // a: mean 20, s² 10; b: mean 25, s² 40, five each: ν = (2 + 8)² / (2²/4 + 8²/4) = 5.882, half width t · √10
        BeforeAfter.Comparison result = BeforeAfter.welch(
                        new double[] {16, 18, 20, 22, 24}, new double[] {17, 21, 25, 29, 33}, 0.95)
                .orElseThrow();
        assertThat(result.degreesOfFreedom()).isCloseTo(100 / 17.0, within(1e-9));
        assertThat(result.difference()).isCloseTo(5, within(1e-9));
        assertThat(result.high() - result.difference())
                .isCloseTo(StudentT.twoSided(0.95, 100 / 17.0) * Math.sqrt(10), within(1e-9));
    }

    @Test
    void oneValueOnASideIsNoComparison() {
        assertThat(BeforeAfter.compare(Map.of("7:00", 1.0), Map.of("9:00", 2.0), 0.95))
                .isEmpty();
        assertThat(BeforeAfter.paired(List.of(new double[] {1, 1}, new double[] {2, 2}), 0.95)
                        .isSignificant())
                .isFalse();
    }
}
