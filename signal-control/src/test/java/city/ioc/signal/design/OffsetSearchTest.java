package city.ioc.signal.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.ioc.signal.design.Progression.Green;
import city.ioc.signal.design.Progression.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OffsetSearchTest {
    @Test
    void oneWayTheOffsetIsTheTravelTime() {
        Progression street = new Progression(90, List.of(signal(45, 0), signal(45, 25), signal(45, 40)));
        assertThat(street.bands(new int[] {0, 25, 65}).forwardS()).isCloseTo(45, within(1e-9));
        assertThat(street.bands(new int[] {0, 35, 65}).forwardS()).isCloseTo(35, within(1e-9));
    }

    @Test
    void atHalfACycleApartAlternatingSignalsServeBothDirections() {
        // 30 s of travel in a cycle of 60 s: each second signal half a cycle later, both bands as wide as the green
        Progression street = new Progression(
                60, backwardTravel(List.of(signal(30, 0), signal(30, 30), signal(30, 30), signal(30, 30))));
        OffsetSearch.Result result = OffsetSearch.search(street, OffsetSearch.Aim.BAND);
        assertThat(result.offsetsS()).containsExactly(0, 30, 0, 30);
        assertThat(result.bands().sumS()).isCloseTo(60, within(1e-9));
    }

    @Test
    void aBandForOneDirectionAloneIsNotTheAim() {
        // at odd distances both directions cannot be served as at half a cycle: the widest narrower band, by trying
        // everything
        Progression street = new Progression(
                60, backwardTravel(List.of(signal(24, 0), signal(24, 20), signal(24, 25), signal(24, 20))));
        double widest = 0;
        for (int a = 0; a < 60; a++)
            for (int b = 0; b < 60; b++)
                for (int c = 0; c < 60; c++) widest = Math.max(widest, narrower(street.bands(new int[] {0, a, b, c})));
        assertThat(widest).isGreaterThan(0);
        assertThat(narrower(OffsetSearch.search(street, OffsetSearch.Aim.BAND).bands()))
                .isCloseTo(widest, within(1e-9));
    }

    private static double narrower(Progression.Bands bands) {
        return Math.min(bands.forwardS(), bands.backwardS());
    }

    @Test
    void signalsACycleApartAreBestTogether() {
        Progression street = new Progression(60, backwardTravel(List.of(signal(25, 0), signal(30, 60))));
        OffsetSearch.Result result = OffsetSearch.search(street, OffsetSearch.Aim.BAND);
        assertThat(result.bands().forwardS()).isCloseTo(25, within(1e-9));
        assertThat(result.bands().backwardS()).isCloseTo(25, within(1e-9));
    }

    @Test
    void platoonsSpreadAsRobertsonSays() {
        // T = 30 s: lag 24 s, F = 1 / (1 + 0.35 · 24) = 0.1064
        double[] impulse = new double[600];
        impulse[0] = 1;
        double[] arrivals = Progression.dispersed(impulse, 30);
        assertThat(arrivals[24]).isCloseTo(0.10638, within(1e-4));
        assertThat(arrivals[25]).isCloseTo(0.10638 * 0.89362, within(1e-4));
        assertThat(Arrays.stream(arrivals).sum()).isCloseTo(1, within(1e-6));
    }

    @Test
    void evenArrivalsWaitAsTheUniformDelayFormulaSays() {
        // both directions 360 PCU/h on 30 of 90 s: 0.5 · 60² / (90 (1 − 0.2)) = 25 s each, at the first signal of each
        // direction
        Green green = new Green(0, 30, 10_000, 360, 1800); // so far away that platoons have dissolved
        Progression street = new Progression(90, List.of(new Signal("a", green, green), new Signal("b", green, green)));
        assertThat(street.waitingPcu(new int[] {0, 17})).isCloseTo(4 * 0.1 * 25, within(0.25));
    }

    @Test
    void climbingFindsWhatTryingEverythingFinds() {
        Random random = new Random(11);
        for (int street = 0; street < 6; street++) {
            List<Signal> signals = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                double green = 8 + random.nextInt(8);
                double travel = i == 0 ? 0 : 5 + random.nextInt(30);
                signals.add(new Signal(
                        "s" + i,
                        new Green(random.nextInt(24), green, travel, 500 + random.nextInt(300), 3600),
                        new Green(random.nextInt(24), green, travel, 200 + random.nextInt(300), 3600)));
            }
            Progression progression = new Progression(24, backwardTravel(signals));
            OffsetSearch.Result found = OffsetSearch.search(progression, OffsetSearch.Aim.DELAY);
            assertThat(found.waitingPcu()).isLessThanOrEqualTo(1.01 * least(progression));
            assertThat(OffsetSearch.search(progression, OffsetSearch.Aim.DELAY)).isEqualTo(found);
        }
    }

    private static double least(Progression street) {
        double least = Double.POSITIVE_INFINITY;
        for (int a = 0; a < 24; a++)
            for (int b = 0; b < 24; b++)
                for (int c = 0; c < 24; c++) least = Math.min(least, street.waitingPcu(new int[] {0, a, b, c}));
        return least;
    }

    /** Travel backward is given at the signal that is reached: the one before. */
    private static List<Signal> backwardTravel(List<Signal> signals) {
        List<Signal> street = new ArrayList<>();
        for (int i = 0; i < signals.size(); i++) {
            Green back = signals.get(i).backward();
            double travel =
                    i == signals.size() - 1 ? 0 : signals.get(i + 1).forward().travelS();
            street.add(new Signal(
                    signals.get(i).name(),
                    signals.get(i).forward(),
                    new Green(
                            back.greenStartS(),
                            back.greenS(),
                            travel,
                            back.flowPcuPerHour(),
                            back.saturationPcuPerHour())));
        }
        return street;
    }

    private static Signal signal(double greenS, double travelS) {
        Green green = new Green(0, greenS, travelS, 400, 1800);
        return new Signal("s", green, green);
    }
}
