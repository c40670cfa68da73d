package city.ioc.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DayArgumentsTest {
    @Test
    void withoutArgumentsTheDayIsLookedAtThroughMqttFromMorningToEvening() {
        DayArguments arguments = parse("");
        assertThat(arguments.direct()).isFalse();
        assertThat(arguments.hours()).containsExactly(5, 7, 9, 12, 15, 17, 20);
        assertThat(arguments.minutes()).isEqualTo(15);
        assertThat(arguments.strategies()).containsExactly("fixed-time", "adaptive");
        assertThat(arguments.speed()).isEqualTo(10);
    }

    @Test
    void hoursAreNumbersAndRangesInAnyOrder() {
        assertThat(parse("--hours 17,6-8,7 --direct").hours()).containsExactly(6, 7, 8, 17);
        assertThat(parse("--hours 17,6-8,7 --direct").direct()).isTrue();
    }

    @Test
    void faultsAreNamedWithTheUsage() {
        assertThatThrownBy(() -> parse("--hours 7-24")).hasMessageContaining("from 0 to 23");
        assertThatThrownBy(() -> parse("--hours 9-7")).hasMessageContaining("from 9 down to 7");
        assertThatThrownBy(() -> parse("--hours noon")).hasMessageContaining("\"noon\"");
        assertThatThrownBy(() -> parse("--minutes 12")).hasMessageContaining("multiple of 5");
        assertThatThrownBy(() -> parse("--minutes 65")).hasMessageContaining("5 to 60");
        assertThatThrownBy(() -> parse("--speed 1")).hasMessageContaining("above 1");
        assertThatThrownBy(() -> parse("--strategies fixed-time,magic")).hasMessageContaining("\"magic\"");
        assertThatThrownBy(() -> parse("--seed")).hasMessageContaining("--seed needs a value");
        assertThatThrownBy(() -> parse("--minute 5"))
                .hasMessageContaining("unknown argument --minute")
                .hasMessageContaining(DayArguments.USAGE);
    }

    private static DayArguments parse(String text) {
        return DayArguments.parse(text.isEmpty() ? List.of() : List.of(text.split(" ")));
    }
}
