package city.ioc.contracts.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PlatePatternTest {
    private static double likeness(String pattern, String plate) {
        return PlatePattern.of(pattern).likeness(new PlateText(plate)).orElse(0);
    }

    @Test
    void aPlateIsWrittenInManyWays() {
        assertThat(PlatePattern.of("95-b1 123.47").value()).isEqualTo("95B112347");
        assertThat(PlatePattern.of("95đ112347").value()).isEqualTo("95D112347");
        assertThat(PlatePattern.of("95B1**47").value()).isEqualTo("95B1*47");
        assertThat(PlatePattern.of("95B112347").isWhole()).isTrue();
    }

    @Test
    void wildcardsStandForOneCharacterOrAnyNumber() {
        assertThat(likeness("95B1*", "95B112347")).isEqualTo(1);
        assertThat(likeness("*2347", "95B112347")).isEqualTo(1);
        assertThat(likeness("95?1*47", "95B112347")).isEqualTo(1);
        assertThat(likeness("*112*", "95B112347")).isEqualTo(1);
        assertThat(likeness("95B11234?", "95B112347")).isEqualTo(1);
        assertThat(likeness("95B112347?", "95B112347")).as("one character more").isZero();
        assertThat(likeness("95B11234", "95B112347")).as("one less").isZero();
        assertThat(likeness("95B112346", "95B112347")).as("another").isZero();
    }

    @Test
    void lookAlikesCountHalf() {
        assertThat(likeness("95B1", "958I")).isEqualTo(0.75);
        assertThat(likeness("95B112347", "958112347")).isEqualTo(8.5 / 9);
        assertThat(likeness("O5B112347", "05B112347")).isGreaterThan(0.9);
        assertThat(likeness("*B11*", "958B11BII"))
                .as("the likeliest place counts")
                .isEqualTo(1);
    }

    @Test
    void noCharacterIsInTwoGroups() {
        Set<Character> seen = new HashSet<>();
        for (String group : LookAlikes.groups())
            for (char each : group.toCharArray())
                assertThat(seen.add(each)).as("%s", each).isTrue();
    }

    @Property(tries = 300)
    void everyPlateIsLikeItself(
            @ForAll @StringLength(min = 4, max = 12) @CharRange(from = 'A', to = 'Z') @CharRange(from = '0', to = '9')
                    String plate) {
        assertThat(likeness(plate, plate)).isEqualTo(1);
        assertThat(likeness(LookAlikes.fold(plate), plate)).isBetween(0.5, 1.0);
    }

    @Test
    void whatWouldListTheTownIsRefusedWithoutSayingWhatWasAsked() {
        for (String wide : new String[] {"95*", "*", "", "9?5", "95B1_%'"})
            assertThatThrownBy(() -> PlatePattern.of(wide))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("pattern");
        assertThat(PlatePattern.of("95B1*47")).hasToString("95xx*xx");
    }
}
