package city.ioc.signal.safety;

import static city.ioc.signal.Crossing.t;
import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.id.StageId;
import city.ioc.contracts.street.Intersection;
import city.ioc.signal.Crossing;
import city.ioc.signal.Scene;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SafetyGuardTest {
    @Test
    void aStageWhosePredecessorHadItsMinimumGreenIsAllowed() {
        assertThat(judge("main 0", "side", 7)).isEqualTo("allowed side");
    }

    @Test
    void aGreenIsNotEndedBeforeItsMinimum() {
        assertThat(judge("main 0", "side", 6.9)).isEqualTo("held main MIN_GREEN");
    }

    @Test
    void everyGroupThatEndsCountsForItself() {
        assertThat(judge("side 0; red 4 4; green 4 20", "main", 25)).isEqualTo("held side MIN_GREEN");
        assertThat(judge("side 0; red 4 4; green 4 20", "main", 27)).isEqualTo("allowed main");
    }

    @Test
    void theRunningStageMayAlwaysGoOn() {
        assertThat(judge("main 0", "main", 1)).isEqualTo("allowed main");
    }

    @Test
    void aChangeIsFinishedBeforeAnotherBegins() {
        assertThat(judge("main 0; to side 10", "left", 12)).isEqualTo("held side IN_TRANSITION");
        assertThat(judge("main 0; to side 10", "side", 12)).isEqualTo("allowed side");
    }

    @Test
    void anOrderThatIsOnItsWayCountsAsAChange() {
        assertThat(judge("main 0; order side 10", "left", 11)).isEqualTo("held side IN_TRANSITION");
        assertThat(judge("main 0; order side 10", "left", 13)).isEqualTo("allowed left");
    }

    @Test
    void aLampThatShowsTheEndOfGreenSaysSoBeforeTheReportDoes() {
        assertThat(judge("main 0; amber 2 10", "side", 11)).isEqualTo("held main IN_TRANSITION");
    }

    @Test
    void nobodyStaysRedForLongerThanTheLongestRed() {
        assertThat(judge("main 0; red 12 0", "main", 114.9)).isEqualTo("allowed main");
        assertThat(judge("main 0", "main", 115)).isEqualTo("forced left MAX_RED");
        assertThat(judge("main 0", "left", 115)).isEqualTo("allowed left");
        assertThat(judge("main 0", "side", 115)).isEqualTo("allowed side");
    }

    @Test
    void theLongestRedDoesNotCutAMinimumGreenShort() {
        assertThat(judge("main 0; to left 113; amber 2 113; red 2 116; green 5 118; left 118", "left", 120))
                .isEqualTo("allowed left");
        assertThat(judge("main 0; to left 113; amber 2 113; red 2 116; green 5 118; left 118", "left", 125))
                .isEqualTo("forced side MAX_RED");
    }

    @Test
    void unknownStagesAreRefused() {
        assertThat(judge("main 0", "none", 10)).isEqualTo("refused UNKNOWN_STAGE");
    }

    @Test
    void aStageWithConflictingGroupsIsRefused() {
        Intersection x = Crossing.intersection(Intersection.Control.COMMANDED);
        Intersection bad = Crossing.with(
                x,
                new city.ioc.contracts.street.Stage(
                        new StageId("bad"),
                        x.name(),
                        java.util.Set.of(
                                x.groups().get(0).id(), x.groups().get(2).id())));
        assertThat(judge(SignalLayout.of(bad), "main 0", "bad", 10)).isEqualTo("refused CONFLICT_IN_STAGE");
    }

    @Test
    void aChangeWithoutAnIntergreenIsRefused() {
        Map<String, Duration> times = Crossing.intergreens();
        times.remove("A>P");
        SignalLayout layout = Crossing.layout(Crossing.intersection(Intersection.Control.COMMANDED, times));
        assertThat(judge(layout, "main 0", "side", 10)).isEqualTo("refused INTERGREEN_UNKNOWN");
        assertThat(judge(layout, "main 0", "left", 10)).isEqualTo("allowed left");
    }

    @Test
    void anExpiredCommandIsRefused() {
        SignalState state = Scene.heardAt(10, Scene.of("main 0"));
        assertThat(line(new SafetyGuard(Crossing.layout()).judge(state, Crossing.stage("side"), t(10), t(10))))
                .isEqualTo("refused COMMAND_EXPIRED");
    }

    @Test
    void aControllerThatIsNotHeardOrFlashesOrStartsUpIsNotCommanded() {
        SafetyGuard guard = new SafetyGuard(Crossing.layout());
        assertThat(line(guard.judge(Scene.of("main 0"), Crossing.stage("side"), t(20), t(10))))
                .isEqualTo("refused CONTROLLER_SILENT");
        assertThat(judge("mode FLASH 0", "side", 1)).isEqualTo("refused FLASHING");
        assertThat(judge("mode STARTUP 0", "side", 1)).isEqualTo("refused STAGE_UNKNOWN");
    }

    @Test
    void conflictingGreensAreNoStateToCommandFrom() {
        assertThat(judge("main 0; green 4 5", "side", 20)).isEqualTo("refused CONFLICT_SHOWN");
    }

    @Test
    void anObservedIntersectionIsNeverCommanded() {
        SignalLayout layout = Crossing.layout(Crossing.intersection(Intersection.Control.OBSERVED));
        assertThat(judge(layout, "main 0", "side", 10)).isEqualTo("refused NOT_COMMANDED");
    }

    @Test
    void lampsThatMayHaveBeenMissedAreNotChangedFrom() {
        SignalState state = Scene.of("main 0");
        state.forgetLamps();
        assertThat(line(new SafetyGuard(Crossing.layout())
                        .judge(Scene.heardAt(10, state), Crossing.stage("side"), t(13), t(10))))
                .isEqualTo("held main LAMPS_UNKNOWN");
    }

    private static String judge(String scene, String wanted, double now) {
        return judge(Crossing.layout(), scene, wanted, now);
    }

    private static String judge(SignalLayout layout, String scene, String wanted, double now) {
        SignalState state = Scene.heardAt(now, Scene.of(scene, layout));
        return line(new SafetyGuard(layout).judge(state, new StageId(wanted), t(now + 3), t(now)));
    }

    private static String line(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allowed allowed -> "allowed " + allowed.stage();
            case Verdict.Held held -> "held " + held.stage() + " " + held.rule();
            case Verdict.Forced forced -> "forced " + forced.stage() + " " + forced.rule();
            case Verdict.Refused refused -> "refused " + refused.rule();
        };
    }
}
