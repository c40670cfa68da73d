package city.ioc.signal.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The lanes left and right of one road, each with a stop-line and an advance loop, 50 m before; all is green. Vehicles that pass the
 * advance loop of the right lane and turn left have changed lanes by the stop line.
 */
class RoadOfTwoLanesTest {
    private static final int LEFT = 0;
    private static final int RIGHT = 1;
    private static final int LEFT_STOP_LINE = 0;

    private final LaneLayout layout = new LaneLayout(List.of(lane("left", 0), lane("right", 2)), List.of("out"));
    private final TrafficPicture picture = new TrafficPicture(layout);
    private final LoopEstimator estimator = new LoopEstimator(layout, 1.9);
    private final Street street = new Street();
    private long nowMs = 1_000_000;

    @Test
    void whoComesIsExpectedOnTheLanesThatOthersBeforeLeftBy() {
        for (int i = 0; i < 40; i++) pass(RIGHT, i % 4 == 0 ? LEFT : RIGHT);
        come(RIGHT);
        assertThat(pcu(LEFT)).isEqualTo(0.25, within(0.02));
        assertThat(pcu(RIGHT)).isEqualTo(0.75, within(0.02));
    }

    @Test
    void whileALoopIsBrokenEverybodyIsExpectedOnHisLane() {
        for (int i = 0; i < 40; i++) pass(RIGHT, i % 4 == 0 ? LEFT : RIGHT);
        street.broken[LEFT_STOP_LINE] = true;
        come(RIGHT);
        assertThat(pcu(RIGHT)).isEqualTo(1, within(0.02));
    }

    @Test
    void whatIsCountedWhileALoopIsBrokenDoesNotMeanThatSomebodyChangedLanes() {
        for (int i = 0; i < 20; i++) pass(i % 2, i % 2);
        street.broken[LEFT_STOP_LINE] = true;
        for (int i = 0; i < 40; i++) pass(i % 2, i % 2);
        street.broken[LEFT_STOP_LINE] = false;
        come(LEFT);
        assertThat(pcu(LEFT)).isEqualTo(1, within(0.1));
        assertThat(pcu(RIGHT)).isEqualTo(0, within(0.1));
    }

    /** One comes on a lane, leaves by a lane 4 s later, and is gone. */
    private void pass(int from, int by) {
        come(from);
        nowMs += 4_000;
        change(2 * by, true);
        nowMs += 400;
        change(2 * by, false);
        nowMs += 6_000;
        estimator.look(picture, street, nowMs);
    }

    private void come(int lane) {
        change(2 * lane + 1, true);
        nowMs += 300;
        change(2 * lane + 1, false);
        estimator.look(picture, street, nowMs);
    }

    private void change(int loop, boolean on) {
        street.occupied[loop] = on;
        street.sinceMs[loop] = nowMs;
        estimator.changed(loop, on, nowMs, street, picture);
    }

    private double pcu(int lane) {
        LaneTraffic traffic = picture.lane(lane);
        double sum = 0;
        for (int v = 0; v < traffic.count(); v++) sum += traffic.pcu(v);
        return sum;
    }

    private static ApproachLane lane(String id, int stopLine) {
        return new ApproachLane(
                id,
                "south",
                "road",
                List.of(new ApproachLane.Way(0, 0, 1, 0)),
                "",
                0,
                200,
                3.2,
                13.9,
                stopLine,
                stopLine + 1,
                50);
    }

    /** The loops as they are, and one group that is green all the time. */
    private static final class Street implements LoopEstimator.Loops {
        final boolean[] broken = new boolean[4];
        final boolean[] occupied = new boolean[4];
        final long[] sinceMs = new long[4];

        @Override
        public boolean isTrusted(int detector) {
            return !broken[detector];
        }

        @Override
        public boolean isOccupied(int detector) {
            return occupied[detector];
        }

        @Override
        public long sinceMs(int detector) {
            return sinceMs[detector];
        }

        @Override
        public boolean isGreen(long groups) {
            return true;
        }

        @Override
        public long greenSinceMs(long groups) {
            return 0;
        }
    }
}
