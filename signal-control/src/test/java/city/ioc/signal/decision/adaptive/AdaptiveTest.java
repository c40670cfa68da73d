package city.ioc.signal.decision.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.signal.Crossing;
import city.ioc.signal.Scene;
import city.ioc.signal.decision.DecisionReason;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.traffic.LaneTraffic;
import org.junit.jupiter.api.Test;

/** Lanes 0 (A, main), 1 (L, left) and 2 (B, side) of 200 m; a camera sees them. Vehicles as metres from the line, "!" stands. */
class AdaptiveTest {
    @Test
    void aQueueThatFlowsIsNotCutForOneWhoWaits() {
        assertThat(decide("main 0", 12, "0! 7! 14! 21! 28! 35! 42!", "", "0!")).isEqualTo("hold QUEUE_DISCHARGING");
    }

    @Test
    void greenGoesWhereSomebodyWaitsWhenNobodyUsesIt() {
        assertThat(decide("main 0", 12, "", "", "0!")).isEqualTo("to side SERVES_MOST");
        assertThat(decide("main 0", 12, "", "0!", "")).isEqualTo("to left SERVES_MOST");
    }

    @Test
    void whoeverIsMoreGoesFirst() {
        assertThat(decide("main 0", 12, "", "0!", "0! 7! 14! 21! 28! 35! 42!")).isEqualTo("to side SERVES_MOST");
    }

    @Test
    void aPlatoonThatIsAboutToArriveIsWaitedFor() {
        assertThat(decide("main 0", 12, "40 50 60 70 80 90 100 110 120", "", "0!"))
                .isEqualTo("hold PLATOON_COMING");
    }

    @Test
    void aVehicleFarAwayDoesNotHoldUpAQueue() {
        assertThat(decide("main 0", 12, "190", "", "0! 7! 14! 21!")).isEqualTo("to side SERVES_MOST");
    }

    @Test
    void aPlatoonThatSetOutUpstreamIsWaitedForUnlessControlIsIsolated() {
        SignalState state = look("main 0", 12, Crossing.layoutWithNeighbours(), "190", "", "0! 7!");
        assertThat(text(decide(state, 12))).isEqualTo("to side SERVES_MOST");
        for (int second = 5; second < 12; second++)
            state.traffic().expect("in-A", 3, Crossing.t(second).toEpochMilli());
        assertThat(text(decide(state, 12))).isEqualTo("hold PLATOON_COMING");
        assertThat(text(AdaptiveStrategy.isolated(state.layout(), Crossing.ZONE).decide(state, Crossing.t(12))))
                .isEqualTo("to side SERVES_MOST");
    }

    @Test
    void greenRestsWhileNobodyWaitsElsewhere() {
        assertThat(decide("main 0", 12, "60", "", "")).isEqualTo("hold NO_RIVAL_DEMAND");
    }

    @Test
    void minimumGreenOutranksEveryDemand() {
        assertThat(decide("main 0", 3, "", "", "0! 7! 14!")).isEqualTo("hold MIN_GREEN");
    }

    @Test
    void aPedestrianWhoPressesTheButtonIsServed() {
        assertThat(decide("main 0; call 12 3", 12, "", "", "")).isEqualTo("to side SERVES_MOST");
    }

    @Test
    void nobodyWaitsLongerThanTheLongestRed() {
        assertThat(decide("main 0", 114, "0! 7 14 21 28 35 42 49 56 63 70", "", "0!"))
                .endsWith("MAX_RED");
    }

    @Test
    void aLaneWhoseExitIsFullGetsNoGreenForNothing() {
        SignalState state = look("main 0", 12, Crossing.layoutWithLanes(), "0! 7! 14! 21! 28! 35!", "", "0!");
        state.traffic().exitRoom(0, 0);
        assertThat(text(decide(state, 12))).isEqualTo("to side SERVES_MOST");
    }

    @Test
    void aVehicleBetweenTheStopLinesIsLetOutThroughAllRed() {
        SignalState state = look("main 0", 12, Crossing.layoutWithAllRed(), "", "", "0! 7!");
        state.traffic().boxStanding(0, true, Crossing.t(11).toEpochMilli());
        assertThat(text(decide(state, 12))).isEqualTo("to all-red SERVES_MOST");
        SignalState cleared = look("all-red 0; red 2 0", 4, Crossing.layoutWithAllRed(), "", "", "0! 7!");
        cleared.traffic().boxStanding(0, true, Crossing.t(3).toEpochMilli());
        assertThat(text(decide(cleared, 4))).isEqualTo("hold BOX_CLEARING");
        cleared.traffic().boxStanding(0, false, Crossing.t(4).toEpochMilli());
        assertThat(text(decide(cleared, 4))).isEqualTo("to side SERVES_MOST");
    }

    @Test
    void vehiclesGoOnWhilePedestriansClearTheCrossing() {
        SignalState both = look("side 0", 20, Crossing.layoutWithVehiclesAlone(), "0! 7! 14! 21!", "", "");
        assertThat(text(decide(both, 20))).isEqualTo("to side-vehicles SERVES_MOST");
        SignalState alone =
                look("side 0; side-vehicles 20", 22, Crossing.layoutWithVehiclesAlone(), "0! 7! 14! 21!", "", "");
        assertThat(text(decide(alone, 22))).isEqualTo("to main SERVES_MOST");
    }

    @Test
    void aLaneThatNobodyWatchesIsServedAllTheSame() {
        SignalState state = Scene.heardAt(60, Scene.of("main 0", Crossing.layoutWithLanes()));
        assertThat(text(decide(state, 60))).startsWith("to ");
    }

    @Test
    void everyStageIsWeighedAndTheLeastCostComesFirst() {
        StageDecision decision = decide(look("main 0", 12, Crossing.layoutWithLanes(), "190", "0!", "0! 7! 14!"), 12);
        assertThat(decision.candidates())
                .extracting(each -> each.stage().value())
                .containsExactlyInAnyOrder("main", "left", "side");
        assertThat(decision.candidates().getFirst().stage()).isEqualTo(((StageDecision.ChangeTo) decision).stage());
        assertThat(decision.candidates())
                .extracting(StageDecision.Candidate::costPcuS)
                .isSorted();
        assertThat(decision.candidates().getFirst().values()).containsEntry("queuePcu", "3.0");
        assertThat(decision.values()).containsEntry("detection", "camera").containsEntry("lanesSeen", "3");
    }

    @Test
    void atNightTheControllerFlashesByItself() {
        SignalState state = look("main 0", 12, Crossing.layoutWithLanes(), "", "", "0!");
        StageDecision decision = new AdaptiveStrategy(Crossing.layoutWithLanes(), Crossing.ZONE)
                .decide(state, Crossing.T0.plusSeconds(16 * 3600));
        assertThat(decision.reason()).isEqualTo(DecisionReason.NIGHT_FLASH);
    }

    private static String decide(String scene, double at, String... lanes) {
        return text(decide(look(scene, at, Crossing.layoutWithLanes(), lanes), at));
    }

    private static StageDecision decide(SignalState state, double at) {
        return new AdaptiveStrategy(state.layout(), Crossing.ZONE).decide(state, Crossing.t(at));
    }

    private static SignalState look(String scene, double at, SignalLayout layout, String... lanes) {
        SignalState state = Scene.heardAt(at, Scene.of(scene, layout));
        for (int l = 0; l < lanes.length; l++) {
            LaneTraffic traffic = state.traffic().look(l, Crossing.t(at).toEpochMilli());
            for (String vehicle : lanes[l].split(" ")) {
                if (vehicle.isBlank()) continue;
                boolean stands = vehicle.endsWith("!");
                traffic.add(Double.parseDouble(vehicle.replace("!", "")), stands ? 0 : 12, 1, 0);
            }
        }
        return state;
    }

    private static String text(StageDecision decision) {
        return switch (decision) {
            case StageDecision.Hold hold -> "hold " + hold.reason();
            case StageDecision.ChangeTo change -> "to " + change.stage() + " " + change.reason();
            case StageDecision.LeaveLocal leave -> "leave " + leave.reason();
        };
    }
}
