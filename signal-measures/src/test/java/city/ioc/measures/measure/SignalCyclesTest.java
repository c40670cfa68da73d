package city.ioc.measures.measure;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.measures.log.EventLog;
import city.ioc.measures.log.LogTime;
import city.ioc.measures.measure.SignalCycles.Cycle;
import city.ioc.measures.measure.SignalCycles.Group;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignalCyclesTest {
    private static final long SEVEN = LogTime.parse("2030-01-15 07:00:00");

    private static Map<Integer, Group> take(String events, String... detectors) {
        TextLog log = TextLog.of(events).detectors(detectors);
        SignalCycles cycles = new SignalCycles(log.detectors());
        EventLog.of(log.events()).forEach(cycles::observe);
        return cycles.finish();
    }

    private static Group group(Map<Integer, Group> groups, int number) {
        return Optional.ofNullable(groups.get(number)).orElseThrow();
    }

    /** {@code red green amber end cleared ending}, in seconds after seven. */
    private static List<String> cycles(Map<Integer, Group> groups, int group) {
        return group(groups, group).cycles().stream()
                .map(SignalCyclesTest::text)
                .toList();
    }

    private static String text(Cycle cycle) {
        return "%s %s %s %s %s %s"
                .formatted(
                        seconds(cycle.redMs()),
                        seconds(cycle.greenMs()),
                        seconds(cycle.amberMs()),
                        seconds(cycle.endMs()),
                        cycle.clearedMs().isPresent()
                                ? seconds(cycle.clearedMs().getAsLong())
                                : "-",
                        cycle.ending().map(Enum::name).orElse("-"));
    }

    private static String seconds(long ms) {
        return String.valueOf((ms - SEVEN) / 1000);
    }

    @Test
    void aCycleRunsFromRedToRedAndKnowsWhyItsGreenEnded() {
        assertThat(cycles(take("""
                                07:00:00 10 2; 07:00:03 11 2; 07:00:40 1 2; 07:01:00 4 2; 07:01:00 8 2; 07:01:03 10 2; 07:01:05 11 2
                                07:01:30 1 2; 07:01:50 6 2; 07:01:50 8 2; 07:01:53 10 2
                                """), 2)).containsExactly("0 40 60 63 65 GAP_OUT", "63 90 110 113 - FORCE_OFF");
    }

    @Test
    void whatHasNoAmberOrTwoGreensIsNoCycleAndTheNextIsOneAgain() {
        assertThat(cycles(take("""
                                07:00:00 10 2; 07:00:40 1 2; 07:01:03 10 2
                                07:01:30 1 2; 07:01:40 1 2; 07:01:50 8 2; 07:01:53 10 2; 07:01:55 11 2
                                07:02:00 8 2; 07:02:03 10 2
                                07:02:30 1 2; 07:02:40 5 2; 07:02:40 8 2; 07:02:43 10 2
                                """), 2)).containsExactly("123 150 160 163 - MAX_OUT");
    }

    @Test
    void aNightOfFlashingIsNoCycle() {
        assertThat(cycles(
                        take(
                                "07:00:00 10 2; 07:10:01 1 2; 07:10:20 8 2; 07:10:23 10 2; 07:11:00 1 2; 07:11:20 8 2; 07:11:23 10 2"),
                        2))
                .containsExactly("623 660 680 683 - -");
    }

    @Test
    void arrivalsAreThoseOfAdvanceDetectorsAndOneChannelMayServeTwoGroups() {
        Map<Integer, Group> groups = take(
                "07:00:01 82 5; 07:00:02 81 5; 07:00:03 82 6; 07:00:04 82 7",
                "2 Advance 5",
                "4 Advance 5",
                "4 Advance 6",
                "2 Presence 7");
        assertThat(group(groups, 2).arrivalsMs()).containsExactly(SEVEN + 1000);
        assertThat(group(groups, 4).arrivalsMs()).containsExactly(SEVEN + 1000, SEVEN + 3000);
    }
}
