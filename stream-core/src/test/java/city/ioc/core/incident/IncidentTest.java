package city.ioc.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LiveIncident;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class IncidentTest {
    private static final Instant T0 = Instant.parse("2026-03-02T01:00:00Z");
    private final ApproachWatch watch = new ApproachWatch();

    @Test
    void aRedLightIsNoCongestion() {
        for (int s = 0; s <= 900; s += 10) {
            observe(s, s % 90 < 60 ? 0.9 : 0.1, s % 90 < 60 ? 5 : 35, 30);
            assertThat(watch.isCongested()).isFalse();
        }
    }

    @Test
    void standingTrafficForThreeMinutesIsCongestion() {
        for (int s = 0; s < 180; s += 10) observe(s, 0.8, 5, 60);
        assertThat(watch.isCongested()).isFalse();
        observe(180, 0.8, 5, 60);
        assertThat(watch.isCongested()).isTrue();
        assertThat(watch.congestionValues()).containsEntry("queueM", "60").containsEntry("occupancy", "0.8");
    }

    @Test
    void congestionEndsOnceTrafficHasBeenFreeForTwoMinutes() {
        for (int s = 0; s <= 180; s += 10) observe(s, 0.8, 5, 60);
        for (int s = 190; s < 310; s += 10) observe(s, 0.2, 30, 10);
        assertThat(watch.isCongested()).isTrue();
        observe(310, 0.2, 30, 10);
        assertThat(watch.isCongested()).isFalse();
    }

    @Test
    void oneSignAloneIsNoCongestion() {
        for (int s = 0; s <= 600; s += 10) observe(s, 0.9, 40, 20);
        assertThat(watch.isCongested()).isFalse();
    }

    @Test
    void greensInWhichNobodyLeavesAStopLineThatIsOccupiedAreStoppedFlow() {
        green(0, 30, true, 0);
        assertThat(watch.isStopped()).isFalse();
        green(90, 120, true, 0);
        assertThat(watch.isStopped()).isTrue();
        green(180, 210, true, 3);
        assertThat(watch.isStopped()).isFalse();
    }

    @Test
    void anEmptyApproachIsNoStoppedFlow() {
        green(0, 30, false, 0);
        green(90, 120, false, 0);
        assertThat(watch.isStopped()).isFalse();
    }

    @Test
    void anIncidentIsNewsWhenItBeginsAndWhenItEnds() {
        IncidentBook book = new IncidentBook();
        LiveIncident begun = set(book, true, 0).orElseThrow();
        assertThat(begun.endedAt()).isEmpty();
        assertThat(set(book, true, 10)).isEmpty();
        IncidentBook next = new IncidentBook();
        next.restore(book.list());
        assertThat(set(next, true, 20)).isEmpty();
        LiveIncident ended = set(next, false, 30).orElseThrow();
        assertThat(ended.id()).isEqualTo(begun.id());
        assertThat(ended.endedAt()).contains(T0.plusSeconds(30));
        assertThat(set(next, false, 40)).isEmpty();
    }

    private static Optional<LiveIncident> set(IncidentBook book, boolean on, int second) {
        return book.set(
                IncidentKind.CONGESTION,
                on,
                new IntersectionId("vt-01"),
                Optional.of(new ApproachId("n")),
                Optional.empty(),
                Map.of("queueM", "60"),
                T0.plusSeconds(second));
    }

    private void observe(int second, double occupancy, double speed, double queue) {
        watch.observe(
                OptionalDouble.of(occupancy),
                OptionalDouble.of(speed),
                OptionalDouble.of(queue),
                T0.plusSeconds(second));
    }

    private void green(int from, int to, boolean waiting, int departures) {
        watch.greenBegins(waiting, T0.plusSeconds(from));
        for (int i = 1; i <= departures; i++) watch.departure(T0.plusSeconds(from + i));
        watch.greenEnds(waiting, T0.plusSeconds(to));
    }
}
