package city.ioc.sim.sumo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClearanceTimesTest {
    private static final Duration NONE = Duration.ZERO;

    @TempDir
    Path folder;

    @Test
    void amberIsThreeSecondsUntilWhoCannotStopNeedsLonger() {
        assertThat(ClearanceTimes.amber(kmh(30))).isEqualTo(Duration.ofSeconds(3));
        assertThat(ClearanceTimes.amber(kmh(50))).isEqualTo(Duration.ofSeconds(3));
        // 1 s + 27.8 m/s / (2 · 4.5 m/s²) = 4.09 s
        assertThat(ClearanceTimes.amber(kmh(100))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void theLastOneCrossesAfterReactionAndHalfHisBrakingTime() {
        assertThat(ClearanceTimes.crossingS(9)).isEqualTo(2);
        assertThat(ClearanceTimes.crossingS(18)).isEqualTo(3);
    }

    @Test
    void whoWasReadyToStopReachesAPointLaterThanAtFullSpeedAndSoonerThanFromAStandstill() {
        double fullSpeed = 30 / kmh(50);
        double standstill = Math.sqrt(2 * 30 / 2.6);
        assertThat(ClearanceTimes.enteringS(30, kmh(50))).isBetween(fullSpeed, standstill);
        assertThat(ClearanceTimes.enteringS(40, kmh(50))).isGreaterThan(ClearanceTimes.enteringS(30, kmh(50)));
    }

    @Test
    void atTheLineSomebodyMayBeAtOnce() {
        assertThat(ClearanceTimes.enteringS(0, kmh(50))).isCloseTo(0, within(1e-9));
    }

    @Test
    void pedestriansClearAtTheirSpeed() {
        assertThat(ClearanceTimes.pedestrianClearance(12)).isEqualTo(Duration.ofSeconds(10));
        assertThat(ClearanceTimes.pedestrianClearance(12.6)).isEqualTo(Duration.ofSeconds(11));
    }

    @Test
    void pedestriansWhoClearAreWaitedForAndOneSecondMore() {
        LinkGroups groups = groups();
        // 12 m / 1.2 m/s + 1 s
        assertThat(ClearanceTimes.intergreen(group(groups, 5), group(groups, 0), NONE))
                .isEqualTo(Duration.ofSeconds(11));
    }

    @Test
    void anIntergreenIsNeverShorterThanTheEndOfGreen() {
        LinkGroups groups = groups();
        Duration byGeometry = ClearanceTimes.intergreen(group(groups, 0), group(groups, 2), NONE);
        assertThat(byGeometry).isLessThan(Duration.ofSeconds(5));
        assertThat(ClearanceTimes.intergreen(group(groups, 0), group(groups, 2), Duration.ofSeconds(5)))
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void waysThatNeverMeetNeedNoTime() {
        LinkGroups groups = groups();
        assertThat(ClearanceTimes.intergreen(group(groups, 5), group(groups, 3), NONE))
                .isEqualTo(NONE);
    }

    /** The slow left turn of the south takes longer out of the east's way than the east out of its. */
    @Test
    void theSlowerWayTakesLongerToClear() {
        LinkGroups groups = groups();
        LinkGroups.Group south = group(groups, 4);
        LinkGroups.Group east = group(groups, 2);
        assertThat(ClearanceTimes.intergreen(south, east, NONE))
                .isGreaterThan(ClearanceTimes.intergreen(east, south, NONE));
    }

    private LinkGroups groups() {
        return CrossingNet.groups(
                CrossingNet.read(folder, "30 GgrGrr", "3 yyryrr", "10 rrrrGr", "3 rrrryr", "20 rrGrrG", "3 rryrrr"));
    }

    private static LinkGroups.Group group(LinkGroups groups, int link) {
        return groups.groups().get(groups.ballOf(link));
    }

    private static double kmh(double speed) {
        return speed / 3.6;
    }
}
