package city.ioc.signal.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Vehicles and parts of vehicles by when they are due at the stop line, as {@code due:pcu}, seconds. */
class LaneQueueTest {
    private final LaneQueue queue = new LaneQueue();

    @Test
    void whoIsDueFirstStandsFirstWhicheverLaneHeCameFrom() {
        enter(4, 1);
        enter(2, 0.25);
        enter(3, 1);
        assertThat(text()).isEqualTo("2:0.25 3:1.0 4:1.0");
    }

    @Test
    void whoLeavesIsOneVehicleThoughItsPartsWereSeveral() {
        enter(2, 0.25);
        enter(3, 0.5);
        enter(4, 1);
        queue.leave(9_000);
        assertThat(text()).isEqualTo("4:0.75");
    }

    @Test
    void whoCannotHaveReachedTheLineYetIsNotTheOneWhoLeft() {
        enter(2, 0.25);
        enter(8, 1);
        queue.leave(5_000);
        assertThat(text()).isEqualTo("8:1.0");
    }

    @Test
    void whoWasDueLongAgoIsDropped() {
        enter(2, 1);
        enter(3, 1);
        enter(4, 1);
        queue.dropDueBefore(4_000);
        assertThat(text()).isEqualTo("4:1.0");
    }

    @Property(seed = "43")
    void aQueueStaysInOrderAndLosesOneVehicleForEachThatLeaves(
            @ForAll @Size(max = 60) List<@LongRange(min = 0, max = 60_000) Long> dues,
            @ForAll @DoubleRange(min = 0.05, max = 1) double share,
            @ForAll @IntRange(max = 80) int leaving) {
        LaneQueue any = new LaneQueue();
        for (long due : dues) any.enter(due, share);
        for (int i = 0; i < leaving; i++) any.leave(Long.MAX_VALUE);
        double sum = 0;
        for (int v = 0; v < any.count(); v++) {
            assertThat(any.pcu(v)).isBetween(0.0, share);
            if (v > 0) assertThat(any.dueMs(v)).isGreaterThanOrEqualTo(any.dueMs(v - 1));
            sum += any.pcu(v);
        }
        assertThat(sum).isEqualTo(Math.max(0, dues.size() * share - leaving), within(1e-6));
    }

    @Property(seed = "43")
    void aLongQueueForgetsTheFirstRatherThanTheLast(@ForAll @IntRange(min = 1, max = 400) int entered) {
        LaneQueue any = new LaneQueue();
        for (int i = 1; i <= entered; i++) any.enter(i, 1);
        assertThat(any.dueMs(any.count() - 1)).isEqualTo(entered);
    }

    private void enter(int due, double pcu) {
        queue.enter(due * 1000L, pcu);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int v = 0; v < queue.count(); v++)
            text.append(v > 0 ? " " : "")
                    .append(queue.dueMs(v) / 1000)
                    .append(":")
                    .append(queue.pcu(v));
        return text.toString();
    }
}
