package city.ioc.edge.vision.plate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EmissionsTest {
    private static final LineShapes CARS = LineShapes.first(Layout.ONE_LINE);
    private static final LineShapes SECOND_LINES = LineShapes.second(Layout.TWO_LINE);

    /** One step per character, none ('-') or unsure between several, each as likely as another. */
    private static Emissions steps(String... steps) {
        double[][] probabilities = new double[steps.length][Alphabet.SIZE + 1];
        for (int t = 0; t < steps.length; t++)
            for (char c : steps[t].toCharArray())
                probabilities[t][c == '-' ? 0 : Alphabet.index(c) + 1] += 1.0 / steps[t].length();
        return Emissions.of(probabilities);
    }

    private static String best(Emissions emissions, LineShapes shapes) {
        return emissions.read(shapes, 24).getFirst().text();
    }

    @Test
    void readsWhatEveryStepIsSureOf() {
        assertThat(best(steps("9", "5", "A", "1", "2", "3", "4", "5"), CARS)).isEqualTo("95A12345");
    }

    @Test
    void placeDecidesBetweenLookalikes() {
        assertThat(best(steps("9", "5", "8B", "1", "2", "3", "B8", "S5"), CARS)).isEqualTo("95B12385");
    }

    @Test
    void equalNeighboursAreOneCharacterUnlessNoneLiesBetween() {
        Emissions emissions = steps("9", "9", "-", "9", "9", "-", "1", "0", "5");
        assertThat(best(emissions, SECOND_LINES)).isEqualTo("99105");
        assertThat(best(steps("7", "7", "1", "0", "5", "3"), SECOND_LINES)).isEqualTo("71053");
    }

    @Test
    void nothingLawfulIsNothing() {
        assertThat(steps("A", "A", "A").read(SECOND_LINES, 8)).isEmpty();
        assertThat(Emissions.of(new double[0][]).read(SECOND_LINES, 8)).isEmpty();
    }

    @Test
    void scoreIsTheSumOverEveryWayToSayTheText() {
        // "5" in two steps of 5 or none, half each: 55, 5-, -5.
        assertThat(steps("5-", "5-").score("5")).isCloseTo(Math.log(0.75), within(1e-9));
        assertThat(steps("5-", "5-").score("55")).isLessThan(-20);
    }

    @Property(tries = 60)
    void searchAndScoreAgree(@ForAll @IntRange(min = 0, max = 100_000) int seed) {
        Random random = new Random(seed);
        double[][] probabilities = new double[8][Alphabet.SIZE + 1];
        for (double[] step : probabilities) {
            double sum = 0;
            for (int c = 0; c <= 4; c++) sum += step[c] = Math.pow(random.nextDouble(), 4) + 1e-4;
            for (int c = 0; c <= 4; c++) step[c] /= sum;
        }
        Emissions emissions = Emissions.of(probabilities);
        List<LineReading> readings = emissions.read(SECOND_LINES, 4000);
        LineReading best = readings.getFirst();
        // None and four digits make fewer beginnings of five characters than the beam is wide: nothing is dropped.
        assertThat(best.logLikelihood()).isCloseTo(emissions.score(best.text()), within(1e-6));
    }
}
