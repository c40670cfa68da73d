package city.ioc.signal.decision;

import static city.ioc.signal.decision.Decisions.actuated;
import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.street.Intersection;
import city.ioc.signal.Crossing;
import city.ioc.signal.Scene;
import city.ioc.signal.model.SignalLayout;
import org.junit.jupiter.api.Test;

/** The main street's split leaves 30 s of green after its interstage of 10 s from the side street's pedestrians. */
class VehicleActuationTest {
    @Test
    void greenRestsWhileNobodyWaitsElsewhere() {
        assertThat(actuated("main 0; on 1 20; off 1 20.4", 25)).isEqualTo("hold NO_RIVAL_DEMAND");
    }

    @Test
    void minimumGreenOutranksEveryDemand() {
        assertThat(actuated("main 0; on 3 1", 6.9)).isEqualTo("hold MIN_GREEN, side by 31.0");
    }

    @Test
    void aVehicleWithinTheGapExtendsTheGreen() {
        assertThat(actuated("main 0; on 3 1; on 2 9; off 2 9.3", 12)).isEqualTo("hold EXTENDING, side by 31.0");
    }

    @Test
    void aVehicleThatStandsOnADetectorExtendsTheGreen() {
        assertThat(actuated("main 0; on 3 1; on 1 2", 20)).isEqualTo("hold EXTENDING, side by 31.0");
    }

    @Test
    void aGapEndsTheGreen() {
        assertThat(actuated("main 0; on 3 1; on 1 9; off 1 9.3", 12.3)).isEqualTo("to side GAP_OUT");
    }

    @Test
    void theGapIsThatOfTheLastVehicleOnAnyLane() {
        assertThat(actuated("main 0; on 3 1; on 1 5; off 1 5.2; on 2 11; off 2 11.2", 12.3))
                .isEqualTo("hold EXTENDING, side by 31.0");
    }

    @Test
    void theLongestGreenEndsAnUnbrokenStream() {
        assertThat(actuated("main 0; on 3 1; on 1 2", 31)).isEqualTo("to side MAX_OUT");
    }

    @Test
    void theLongestGreenCountsFromTheFirstWhoWaits() {
        assertThat(actuated("main 0; on 1 2; on 3 50", 60)).isEqualTo("hold EXTENDING, side by 80.0");
    }

    @Test
    void stagesNobodyWaitsForArePassedOver() {
        assertThat(actuated("main 0; on 3 1", 10)).isEqualTo("to side GAP_OUT");
        assertThat(actuated("main 0; on 4 1", 10)).isEqualTo("to left GAP_OUT");
        assertThat(actuated("main 0; on 3 1; on 4 8", 12)).isEqualTo("to left GAP_OUT");
    }

    @Test
    void aPedestrianWhoPressesTheButtonWaitsLikeAVehicle() {
        assertThat(actuated("main 0; call 12 3", 10)).isEqualTo("to side GAP_OUT");
        assertThat(actuated("main 0; on 9 3; off 9 3.2", 10)).isEqualTo("to side GAP_OUT");
    }

    @Test
    void aVehicleThatDroveOffOnRedHasStillCalled() {
        assertThat(actuated("main 0; on 4 3; off 4 3.5", 10)).isEqualTo("to left GAP_OUT");
    }

    @Test
    void aVehicleLeftBehindAtTheEndOfGreenCallsAgain() {
        assertThat(actuated("left 0; on 4 2; amber 5 9; main 14; green 2 14", 25))
                .isEqualTo("to left GAP_OUT");
    }

    @Test
    void aDetectorThatCannotBeBelievedCountsAsAConstantCall() {
        assertThat(actuated("main 0; broken 4", 10)).isEqualTo("to left GAP_OUT");
    }

    @Test
    void aGreenWhoseDetectorCannotBeBelievedRunsAsLongAsItsSplit() {
        assertThat(actuated("main 0; broken 2; on 3 1", 20)).isEqualTo("hold DETECTORS_FAILED, side by 31.0");
        assertThat(actuated("main 0; broken 2; on 3 1", 31)).isEqualTo("to side MAX_OUT");
    }

    @Test
    void withoutAnyDetectorTheSplitsRun() {
        SignalLayout bare = SignalLayout.of(Crossing.intersection(Intersection.Control.COMMANDED));
        var strategy = new VehicleActuatedStrategy(bare, Crossing.ZONE, false);
        var state = Scene.heardAt(20, Scene.of("main 0", bare));
        assertThat(Decisions.line(strategy.decide(state, Crossing.t(20)))).isEqualTo("hold PLAN_SPLIT, left by 30.0");
        assertThat(Decisions.line(strategy.decide(Scene.heardAt(30, state), Crossing.t(30))))
                .isEqualTo("to left MAX_OUT");
    }

    @Test
    void nobodyIsLeftRedForLongerThanTheLongestRed() {
        assertThat(actuated("main 0; on 1 2", 112.9)).isEqualTo("hold NO_RIVAL_DEMAND");
        assertThat(actuated("main 0; on 1 2", 113)).isEqualTo("to left MAX_RED");
    }

    @Test
    void nothingIsDecidedWhileAmbersAndIntergreensRun() {
        assertThat(actuated("main 0; on 3 1; to side 10", 12)).isEqualTo("hold IN_TRANSITION, side");
    }

    @Test
    void anOrderIsNotRepeatedBeforeTheControllerHadTimeToAnswer() {
        assertThat(actuated("main 0; on 3 1; order side 10", 12.9)).isEqualTo("hold CHANGE_ORDERED, side");
        assertThat(actuated("main 0; on 3 1; order side 10", 13)).isEqualTo("to side GAP_OUT");
    }

    @Test
    void whatCannotBeCommandedIsLeftToTheController() {
        assertThat(actuated("mode FLASH 0", 1)).isEqualTo("local FLASHING");
        assertThat(actuated("mode STARTUP 0", 1)).isEqualTo("local STAGE_UNKNOWN");
        assertThat(actuated("", 1)).isEqualTo("local STAGE_UNKNOWN");
    }

    @Test
    void aControllerThatWasNotHeardIsLeftAlone() {
        var strategy = new VehicleActuatedStrategy(Crossing.layout(), Crossing.ZONE, false);
        assertThat(Decisions.line(strategy.decide(Scene.of("main 0; on 3 1"), Crossing.t(10))))
                .isEqualTo("local CONTROLLER_SILENT");
    }

    @Test
    void flashingAmberByScheduleIsTheControllersOwn() {
        assertThat(actuated("main 54000", 15 * 3600 + 1)).isEqualTo("local NIGHT_FLASH");
    }
}
