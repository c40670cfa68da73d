package city.ioc.edge.vision.plate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpotRowsTest {
    private static final double HEIGHT = 20;

    /** Characters in a row from a place, 12 pixels apart, on a slope. */
    private static List<Spot> row(String text, double x, double y, double slope) {
        List<Spot> spots = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            double[] characters = new double[Alphabet.SIZE];
            characters[Alphabet.index(text.charAt(i))] = 1;
            spots.add(new Spot(x + 12 * i, y + slope * 12 * i, 10, HEIGHT, 0.9, characters));
        }
        return spots;
    }

    @SafeVarargs
    private static List<Spot> all(List<Spot>... rows) {
        List<Spot> spots = new ArrayList<>();
        for (List<Spot> row : rows) spots.addAll(row);
        return spots;
    }

    private static String text(SpotRow row) {
        StringBuilder text = new StringBuilder();
        for (Spot spot : row.spots())
            for (int c = 0; c < Alphabet.SIZE; c++) if (spot.characters()[c] == 1) text.append(Alphabet.at(c));
        return text.toString();
    }

    private static List<String> rows(SpotRows.Plate plate) {
        return plate.rows().stream().map(SpotRowsTest::text).toList();
    }

    @Test
    void aLongPlate() {
        List<SpotRows.Plate> plates = SpotRows.plates(row("95A12345", 10, 30, 0.05));
        assertThat(plates).hasSize(1);
        assertThat(plates.getFirst().layout()).isEqualTo(Layout.ONE_LINE);
        assertThat(rows(plates.getFirst())).containsExactly("95A12345");
    }

    @Test
    void twoLinesWhateverTheTilt() {
        for (double slope : new double[] {-0.3, -0.1, 0, 0.1, 0.3}) {
            List<SpotRows.Plate> plates =
                    SpotRows.plates(all(row("95B1", 16, 40, slope), row("12345", 10 - 26 * slope, 66, slope)));
            assertThat(plates).as("slope %s", slope).hasSize(1);
            assertThat(rows(plates.getFirst())).containsExactly("95B1", "12345");
        }
    }

    @Test
    void theArmysTwoLetters() {
        List<SpotRows.Plate> plates = SpotRows.plates(all(row("TM", 22, 40, 0), row("1234", 10, 66, 0)));
        assertThat(rows(plates.getFirst())).containsExactly("TM", "1234");
    }

    @Test
    void twoCarsBesideEachOtherAreTwoPlates() {
        List<SpotRows.Plate> plates = SpotRows.plates(all(row("95A12345", 10, 30, 0), row("65C54321", 300, 34, 0)));
        assertThat(plates)
                .extracting(SpotRowsTest::rows)
                .containsExactlyInAnyOrder(List.of("95A12345"), List.of("65C54321"));
    }

    @Test
    void aWholeLineHasNoSecond() {
        List<SpotRows.Plate> plates = SpotRows.plates(all(row("95A12345", 10, 30, 0), row("65C54321", 10, 56, 0)));
        assertThat(plates)
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.layout()).isEqualTo(Layout.ONE_LINE));
    }

    @Test
    void fewStrayCharactersAreNoPlate() {
        assertThat(SpotRows.plates(row("A1", 10, 30, 0))).isEmpty();
        assertThat(SpotRows.plates(List.of())).isEmpty();
    }
}
