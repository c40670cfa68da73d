package city.ioc.signal.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.signal.Crossing;
import city.ioc.signal.Scene;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import org.junit.jupiter.api.Test;

/** Lane A: stop-line loop on channel 1, advance loop on channel 2, 50 m before; 13.9 m/s. */
class LoopEstimatorTest {
    @Test
    void aVehicleMovesFromTheAdvanceLoopToTheStopLineAndStandsThere() {
        assertThat(seen("side 0; on 2 10; off 2 10.3", 11.3)).isEqualTo("32");
        assertThat(seen("side 0; on 2 10; off 2 10.3; on 1 14", 16)).isEqualTo("0!");
    }

    @Test
    void aQueueBuildsUpBehindTheFirst() {
        String three = "side 0; on 2 10; off 2 10.3; on 2 12; off 2 12.3; on 1 14; on 2 14; off 2 14.3";
        assertThat(seen(three, 20)).isEqualTo("0! 8! 15!");
    }

    @Test
    void whoeverLeavesTheStopLineIsGone() {
        assertThat(seen("main 0; on 2 10; off 2 10.3; on 2 12; off 2 12.3; on 1 13.6; off 1 14", 14.5))
                .isEqualTo("15");
    }

    @Test
    void whoIsLeftOverWhenGreenEndsIsNotForgotten() {
        String four =
                "side 0; on 2 10; off 2 10.3; on 2 12; off 2 12.3; on 2 14; off 2 14.3; on 2 16; off 2 16.3; on 1 14";
        assertThat(seen(four + "; green 2 30; off 1 33; on 1 35; off 1 36; amber 2 36.5; red 2 39.5", 40))
                .isEqualTo("0! 8!");
    }

    @Test
    void whoStaysAtTheStopLineAlthoughItIsGreenIsHeldUp() {
        String waiting = "side 0; on 2 10; off 2 10.3; on 1 14; green 2 20";
        assertThat(isHeldUp(waiting, 24.5)).isFalse();
        assertThat(isHeldUp(waiting, 25.5)).isTrue();
        assertThat(isHeldUp(waiting + "; off 1 26", 27)).isFalse();
        assertThat(isHeldUp("side 0; on 2 10; off 2 10.3; on 1 14", 40)).isFalse();
    }

    @Test
    void anEmptyStopLineMeansThatTheyTurnedOff() {
        assertThat(seen("side 0; on 2 10; off 2 10.3", 18)).isEmpty();
    }

    @Test
    void somebodyWhoCameUnseenIsSeenAtTheStopLine() {
        assertThat(seen("side 0; on 1 10", 14)).isEqualTo("0!");
    }

    @Test
    void anAdvanceLoopThatStaysOccupiedHasAQueueOnIt() {
        assertThat(seen("side 0; on 1 5; on 2 10", 20)).isEqualTo("0! 8! 15! 23! 30! 38! 45!");
    }

    @Test
    void whoeverStaysOnTheAdvanceLoopWhileNobodyComesOverTheGreenLineIsNoQueue() {
        String parked = "side 0; on 2 5; green 2 20; look 24";
        assertThat(seen("side 0; on 2 5; green 2 20", 22)).isNotEmpty();
        assertThat(seen(parked, 24)).isEmpty();
        assertThat(seen(parked + "; amber 2 30; red 2 33", 60)).isEmpty();
        assertThat(seen(parked + "; amber 2 30; red 2 33; off 2 40; on 1 44; on 2 50", 60))
                .startsWith("0! 8! 15!");
    }

    @Test
    void withoutTheStopLineLoopAQueueIsTakenToDischargeWhileItIsGreen() {
        assertThat(seen("side 0; broken 1; on 2 10; off 2 10.3", 20)).isEqualTo("0!");
        assertThat(seen("main 0; broken 1; on 2 10; off 2 10.3", 20)).isEmpty();
    }

    @Test
    void withoutEitherLoopNothingIsSaid() {
        SignalState state = state("main 0; broken 1; broken 2; on 2 10", 11);
        assertThat(state.traffic().isSeen(0, Crossing.t(11).toEpochMilli())).isFalse();
    }

    @Test
    void aCameraOutranksTheLoops() {
        SignalState state = Scene.of("side 0; on 1 5", Crossing.layoutWithLanes());
        state.traffic().look(0, Crossing.t(10).toEpochMilli()).add(80, 10, 1, 0);
        state.estimateTraffic(Crossing.t(10.5));
        assertThat(text(state)).isEqualTo("80");
    }

    @Test
    void arrivalsAreCountedAtTheAdvanceLoop() {
        StringBuilder scene = new StringBuilder("side 0");
        for (int i = 1; i <= 100; i++)
            scene.append("; on 2 ").append(i * 6).append("; off 2 ").append(i * 6 + 0.5);
        SignalState state = state(scene.toString(), 600);
        assertThat(state.traffic().arrivalPcuPerS(0, Crossing.t(600).toEpochMilli()))
                .isBetween(1 / 6.6, 1 / 5.4);
    }

    @Test
    void whereMotorcyclesPassAbreastALoopDoesNotTellWhoStands() {
        SignalLayout shared = Crossing.layoutWithLanesAbreast();
        SignalState state = Scene.of("side 0; on 2 10; off 2 10.3; on 1 14; green 2 20", shared);
        state.estimateTraffic(Crossing.t(25.5));
        assertThat(state.traffic().isHeldUp(0)).isFalse();
    }

    private static String seen(String scene, double at) {
        return text(state(scene, at));
    }

    private static boolean isHeldUp(String scene, double at) {
        return state(scene, at).traffic().isHeldUp(0);
    }

    private static SignalState state(String scene, double at) {
        SignalState state = Scene.of(scene, Crossing.layoutWithLanes());
        state.estimateTraffic(Crossing.t(at));
        return state;
    }

    private static String text(SignalState state) {
        LaneTraffic lane = state.traffic().lane(0);
        StringBuilder text = new StringBuilder();
        for (int v = 0; v < lane.count(); v++)
            text.append(v > 0 ? " " : "")
                    .append(Math.round(lane.distanceM(v)))
                    .append(lane.speedMps(v) < LaneTraffic.STANDING_MPS ? "!" : "");
        return text.toString();
    }
}
