package city.ioc.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrueDelayTest {
    private static final DayWindow WINDOW =
            new DayWindow(Instant.parse("2026-12-01T00:20:00Z"), Instant.parse("2026-12-01T00:30:00Z"));

    @Test
    void isWhatAllLostOverThoseWhoCame() {
        TrueDelay delay = read(
                trips("00:20", "00:25", 100, 1500, 0),
                trips("00:25", "00:30", 300, 5500, 1000),
                flow("vt-01", "00:20", "00:25", 90, 10),
                flow("vt-02", "00:25", "00:30", 270, 20));
        assertThat(delay.isComplete()).isTrue();
        assertThat(delay.came()).isEqualTo(400);
        assertThat(delay.meanS()).isEqualTo(20);
        assertThat(delay.stopLineS()).isEqualTo(17.5);
        assertThat(delay.figures())
                .containsEntry("ofItOutsideS", 2.5)
                .containsEntry("stopLineDelaySByIntersection", Map.of("vt-01", 10.0, "vt-02", 20.0));
    }

    @Test
    void whatLiesOutsideTheWindowDoesNotCount() {
        TrueDelay delay = read(
                trips("00:17", "00:20", 900, 90_000, 0),
                flow("vt-01", "00:17", "00:20", 900, 99),
                trips("00:20", "00:25", 100, 1500, 0),
                trips("00:30", "00:35", 900, 90_000, 0));
        assertThat(delay.meanS()).isEqualTo(15);
        assertThat(delay.stopLineS()).isZero();
    }

    @Test
    void isNotCompleteWhileAnIntervalIsMissing() {
        assertThat(read(trips("00:20", "00:25", 100, 1500, 0)).isComplete()).isFalse();
        // A simulator that was started again begins an interval of its own.
        assertThat(read(trips("00:20", "00:25", 100, 1500, 0), trips("00:27", "00:30", 100, 1500, 0))
                        .isComplete())
                .isFalse();
    }

    @Test
    void otherLinesAreLeftAlone() {
        assertThat(read("{\"at\":\"2026-12-01T00:21:00Z\",\"kind\":\"RED_RUNNING\"}")
                        .came())
                .isZero();
    }

    private static TrueDelay read(String... lines) {
        return TrueDelay.of(Stream.of(lines), WINDOW);
    }

    static String trips(String from, String to, int came, double ridingS, double outsideS) {
        return "{\"kind\":\"TRIPS\",%s,\"came\":%d,\"lostRidingS\":%s,\"lostOutsideS\":%s}"
                .formatted(span(from, to), came, ridingS, outsideS);
    }

    private static String flow(String intersection, String from, String to, int vehicles, double meanDelayS) {
        return "{\"kind\":\"FLOW\",\"intersection\":\"%s\",%s,\"vehicles\":%d,\"meanDelayS\":%s}"
                .formatted(intersection, span(from, to), vehicles, meanDelayS);
    }

    private static String span(String from, String to) {
        return "\"from\":\"2026-12-01T%s:00Z\",\"to\":\"2026-12-01T%s:00Z\"".formatted(from, to);
    }
}
