package city.ioc.measures.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.measures.log.DetectorTable;
import city.ioc.measures.log.LogEvent;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasuresTest {
    /** Three events in each of so many five minutes from 07:00. */
    private static String minutes(int... intervals) {
        return IntStream.of(intervals)
                .mapToObj(i -> String.format("07:%02d:01 1 2; 07:%02d:02 8 2; 07:%02d:03 10 2", 5 * i, 5 * i, 5 * i))
                .collect(Collectors.joining(";"));
    }

    @Test
    void aBinHasDataWhenEachOfItsFiveMinutesHasThreeEvents() {
        assertThat(TextLog.of(minutes(0, 1, 2, 3, 5)).show("has_data")).containsExactly("07:00,7");
        assertThat(TextLog.of(minutes(0, 1) + ";07:10:00 1 2; 07:14:59.9 8 2").show("has_data"))
                .isEmpty();
        assertThat(TextLog.of(minutes(0, 1) + ";07:10:00 1 2; 07:11:00 8 2; 07:12:00 400 0; 07:13:00 1 -1")
                        .show("has_data"))
                .as("vendors' events and those without a parameter do not count")
                .isEmpty();
    }

    @Test
    void otherMeasuresLeaveOutBinsWithoutData() {
        TextLog log = TextLog.of(minutes(0, 1, 2, 3, 4) + ";07:00:30 4 2; 07:16:00 4 2");
        assertThat(log.show("terminations")).containsExactly("07:00,2,GapOut,1", "07:15,2,GapOut,1");
        assertThat(log.onlyWholeBins().show("terminations")).containsExactly("07:00,2,GapOut,1");
        assertThat(log.onlyWholeBins().with(Bins.parse("5m")).show("terminations"))
                .containsExactly("07:00,2,GapOut,1", "07:15,2,GapOut,1");
    }

    @Test
    void whereAMeasureHasNoRowsItSaysWhy() {
        TextLog log = TextLog.of(minutes(0)).detectors("2 Presence 5");
        assertThat(TextLog.of("").take("ped").obstacle()).contains(Obstacle.NO_EVENTS);
        assertThat(log.take("arrival_on_green").obstacle()).contains(Obstacle.NO_SUCH_DETECTORS);
        assertThat(log.take("split_failures").obstacle()).contains(Obstacle.NO_SUCH_EVENTS);
        assertThat(log.take("splits").obstacle()).contains(Obstacle.NO_SUCH_EVENTS);
        assertThat(log.take("has_data").obstacle()).contains(Obstacle.NO_WHOLE_BIN);
        assertThat(TextLog.of("07:00:00 82 5")
                        .onlyWholeBins()
                        .take("actuations")
                        .obstacle())
                .contains(Obstacle.NO_WHOLE_BIN);
        assertThat(TextLog.of("07:00:00 43 5").take("phase_wait").obstacle()).contains(Obstacle.NOTHING_TO_COUNT);
        assertThat(TextLog.of("07:00:00 82 5").take("actuations").obstacle()).isEmpty();
    }

    @Test
    void aLogOutOfOrderIsRefused() {
        List<LogEvent> log = List.of(TextLog.event("07:00:01", 82, 5), TextLog.event("07:00:00", 81, 5));
        assertThatThrownBy(() ->
                        Measures.take(Actuations.MEASURE, "7", DetectorTable.NONE, MeasureParameters.DEFAULT, log))
                .hasMessageContaining("in order");
    }

    @Test
    void binsAreEqualPartsOfADay() {
        assertThat(Bins.parse("1h").start(TextLog.event("07:59:59.9", 1, 1).atMs()))
                .isEqualTo(TextLog.event("07:00", 1, 1).atMs());
        for (String text : List.of("7m", "30s", "2d", "0m", "15", "m", "-5m"))
            assertThatThrownBy(() -> Bins.parse(text)).as(text).hasMessageContaining("a bin must");
    }

    @Test
    void parametersHaveBounds() {
        assertThatThrownBy(() -> MeasureParameters.DEFAULT.with(MeasureParameter.GREEN_OCCUPANCY, 80))
                .hasMessage("green-occupancy must be 0..1, but is 80.0");
        assertThatThrownBy(() -> MeasureParameter.ASSUMED_CYCLE_S.parse("long"))
                .hasMessage("cycle must be a number, but is \"long\"");
        assertThatThrownBy(() -> TextLog.of("")
                        .with(MeasureParameter.DATA_INTERVAL_MIN, 4)
                        .take("has_data"))
                .hasMessageContaining("a multiple of 4 minutes");
    }
}
