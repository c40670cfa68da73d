package city.ioc.edge.vision.plate;

import static city.ioc.edge.vision.plate.Layout.ONE_LINE;
import static city.ioc.edge.vision.plate.Layout.TWO_LINE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlateGrammarTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "95A12345",
                "65C1234",
                "83LD12345",
                "80NG12345",
                "30K55555",
                "51R01234",
                "29KT1234",
                "80011NG01",
                "TM1234"
            })
    void plateOfACarOnOneLine(String text) {
        assertThat(PlateGrammar.allows(text, ONE_LINE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"95B112345", "65F11234", "83AA12345", "29MD112345", "95A12345", "51D1234", "QA6852"})
    void plateOnTwoLines(String text) {
        assertThat(PlateGrammar.allows(text, TWO_LINE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"95B112345", "29MD112345"})
    void motorcyclesHaveTwoLines(String text) {
        assertThat(PlateGrammar.allows(text, ONE_LINE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "95I12345",
                "95O12345",
                "95W12345",
                "95J12345",
                "95R112345",
                "13A12345",
                "05A12345",
                "60I11234",
                "95A123",
                ""
            })
    void noPlate(String text) {
        assertThat(PlateGrammar.allows(text, ONE_LINE)).isFalse();
        assertThat(PlateGrammar.allows(text, TWO_LINE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"95B012345", "65F012345"})
    void theDigitOfAMotorcyclesSeriesIsNeverNought(String text) {
        assertThat(PlateGrammar.allows(text, TWO_LINE)).isFalse();
    }
}
