package city.ioc.contracts.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlateTextTest {
    private static final String TEXT = "95B112347";

    @Test
    void maskedItShowsProvinceAndLastDigitOnly() {
        assertThat(new PlateText(TEXT).masked()).isEqualTo("95******7");
        assertThat(new PlateText("AB1234").masked()).as("without a province").isEqualTo("*****4");
    }

    @Test
    void nothingThatIsPrintedTellsThePlate() {
        PlateText plate = new PlateText(TEXT);
        PlateSighting sighting = new PlateSighting(
                Instant.EPOCH,
                1,
                Optional.empty(),
                plate,
                PlateSighting.Layout.TWO_LINE,
                0.9,
                false,
                2,
                List.of(new PlateSighting.Alternative(new PlateText("95B112341"), 0.1)),
                Optional.empty(),
                PlateSighting.Motion.AWAY);
        assertThat(new PlateSightings(List.of(sighting)).toString())
                .contains("95******7")
                .doesNotContain("1234");
        assertThatThrownBy(() -> new PlateText("95-B1 123.47"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("123");
    }
}
