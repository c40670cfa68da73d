package city.ioc.signal.decision.priority;

import static city.ioc.signal.Crossing.t;
import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.id.SignalGroupId;
import city.ioc.signal.Crossing;
import city.ioc.signal.Scene;
import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.DecisionReason;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.priority.PriorityRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who gets the way, when, and what the others get for it. Times in seconds from {@link Crossing#T0}. */
class PriorityTest {
    private static final StageDecision STAY =
            new StageDecision.Hold(DecisionReason.EXTENDING, Map.of(), Optional.empty(), Optional.of(t(40)));
    private static final StageDecision GO_LEFT =
            new StageDecision.ChangeTo(Crossing.stage("left"), DecisionReason.GAP_OUT, Map.of());

    private static String decide(StageDecision usual, SignalState state, double now) {
        return line(control(usual, state).decide(Scene.heardAt(now, state), t(now)));
    }

    private static PriorityControl control(StageDecision usual, SignalState state) {
        return new PriorityControl(
                new ControlStrategy() {
                    @Override
                    public String name() {
                        return "usual";
                    }

                    @Override
                    public StageDecision decide(SignalState at, Instant now) {
                        return usual;
                    }
                },
                state.layout());
    }

    private static String line(StageDecision decision) {
        return switch (decision) {
            case StageDecision.Hold hold ->
                "hold " + hold.reason()
                        + hold.plannedEnd()
                                .map(end -> " by "
                                        + Duration.between(Crossing.T0, end).toMillis() / 1000.0)
                                .orElse("");
            case StageDecision.ChangeTo change -> "to " + change.stage() + " " + change.reason();
            case StageDecision.LeaveLocal leave -> "local " + leave.reason();
        };
    }

    private static void ask(SignalState state, PriorityRequest.Kind kind, String group, double at, double arrives) {
        state.priority()
                .ask(new PriorityRequest(
                        "r-" + group, kind, new SignalGroupId(group), t(at), t(arrives), t(arrives + 30), "xe 114"));
    }

    @Test
    void withoutRequestsTheStrategyDecides() {
        assertThat(decide(STAY, Scene.of("main 0"), 20)).isEqualTo("hold EXTENDING by 40.0");
        assertThat(decide(GO_LEFT, Scene.of("main 0"), 20)).isEqualTo("to left GAP_OUT");
    }

    @Test
    void anEmergencyEntersWhenTheQueueBeforeItCanStillClear() {
        SignalState state = Scene.of("main 0");
        ask(state, PriorityRequest.Kind.EMERGENCY, "B", 10, 60);
        assertThat(decide(STAY, state, 44)).isEqualTo("hold EXTENDING by 40.0");
        assertThat(decide(STAY, state, 45)).isEqualTo("to side EMERGENCY_ENTRY");
    }

    @Test
    void theStrategyMustNotBeginWhatWouldMakeItLate() {
        SignalState state = Scene.of("main 0");
        ask(state, PriorityRequest.Kind.EMERGENCY, "B", 10, 60);
        assertThat(decide(GO_LEFT, state, 20)).isEqualTo("to left GAP_OUT");
        assertThat(decide(GO_LEFT, state, 34)).isEqualTo("to side EMERGENCY_ENTRY");
    }

    @Test
    void theRungOfControlIsToldOfWhoeverDecides() {
        SignalState state = Scene.of("main 0");
        ask(state, PriorityRequest.Kind.EMERGENCY, "B", 10, 30);
        StageDecision usual =
                STAY.with(Map.of("rung", "ADAPTIVE", "cause", "NEIGHBOUR_SILENT", "neighbour", "x-0", "queuePcu", "3"));
        StageDecision served = control(usual, state).decide(Scene.heardAt(20, state), t(20));
        assertThat(served.reason()).isEqualTo(DecisionReason.EMERGENCY_ENTRY);
        assertThat(served.values())
                .containsEntry("rung", "ADAPTIVE")
                .containsEntry("cause", "NEIGHBOUR_SILENT")
                .containsEntry("neighbour", "x-0")
                .containsKey("request")
                .doesNotContainKey("queuePcu");
    }

    @Test
    void aYoungGreenHasItsMinimumFirst() {
        SignalState state = Scene.of("main 0");
        ask(state, PriorityRequest.Kind.EMERGENCY, "B", 1, 5);
        assertThat(decide(STAY, state, 2)).isEqualTo("hold MIN_GREEN by 7.0");
    }

    @Test
    void itKeepsItsGreenUntilItHasPassedWhateverTheStrategyWants() {
        SignalState state = Scene.of("main 0");
        ask(state, PriorityRequest.Kind.EMERGENCY, "A", 10, 20);
        assertThat(decide(GO_LEFT, state, 30)).isEqualTo("hold EMERGENCY_DWELL by 50.0");
        state.priority().cancel("r-A", t(31));
        assertThat(decide(GO_LEFT, state, 31)).isEqualTo("to left GAP_OUT");
    }

    @Test
    void anEmergencyGoesBeforeABusAndTheEarlierOneFirst() {
        SignalState state = Scene.of("main 0");
        ask(state, PriorityRequest.Kind.BUS, "A", 10, 20);
        ask(state, PriorityRequest.Kind.EMERGENCY, "L", 10, 22);
        assertThat(decide(STAY, state, 20)).isEqualTo("to left EMERGENCY_ENTRY");
        ask(state, PriorityRequest.Kind.EMERGENCY, "B", 10, 21);
        assertThat(decide(STAY, state, 20)).isEqualTo("to side EMERGENCY_ENTRY");
    }

    @Test
    void whoseLampsAreNotKnownIsNotTakenToHaveWaitedForEver() {
        SignalState state = Scene.of("main 0; on 4 5; on 3 6");
        ask(state, PriorityRequest.Kind.EMERGENCY, "A", 10, 20);
        state.priority().cancel("r-A", t(50));
        state.forgetLamps();
        assertThat(decide(STAY, state, 51)).isEqualTo("hold EXTENDING by 40.0");
    }

    @Test
    void whoWaitedForItComesFirstAfterwards() {
        SignalState state = Scene.of("main 0; on 4 5; on 3 6");
        ask(state, PriorityRequest.Kind.EMERGENCY, "A", 10, 20);
        state.priority().cancel("r-A", t(50));
        assertThat(decide(STAY, state, 51)).startsWith("to ").endsWith("EMERGENCY_RECOVERY");
        assertThat(decide(STAY, state, 200)).isEqualTo("hold EXTENDING by 40.0");
    }

    @Test
    void aRequestEndsByItself() {
        SignalState state = Scene.of("main 0");
        ask(state, PriorityRequest.Kind.EMERGENCY, "A", 10, 20);
        state.priority().sweep(t(50));
        assertThat(state.priority().list()).isEmpty();
        assertThat(decide(GO_LEFT, state, 50)).isEqualTo("to left GAP_OUT");
    }

    @Test
    void aGreenIsKeptForABusThatIsNear() {
        SignalState state = Scene.of("main 0");
        ask(state, PriorityRequest.Kind.BUS, "A", 10, 40);
        assertThat(decide(GO_LEFT, state, 20)).as("too far away").isEqualTo("to left GAP_OUT");
        assertThat(decide(GO_LEFT, state, 30)).isEqualTo("hold BUS_EXTENSION by 43.0");
        assertThat(decide(GO_LEFT, state, 43)).as("missed").isEqualTo("to left GAP_OUT");
    }

    @Test
    void aGreenBeginsEarlierForABusAndTheTimeIsGivenBack() {
        SignalState state = Scene.of("main 0");
        ask(state, PriorityRequest.Kind.BUS, "B", 10, 38);
        assertThat(decide(STAY, state, 29)).isEqualTo("hold EXTENDING by 40.0");
        StageDecision early = control(STAY, state).decide(Scene.heardAt(30, state), t(30));
        assertThat(line(early)).isEqualTo("to side BUS_EARLY_GREEN");
        assertThat(early.values()).containsEntry("cutS", "10.0").containsEntry("owedS", "50.0");
        PriorityControl.account(state, early, t(30));
        assertThat(state.priority().findDebt(0).orElseThrow().greenMs()).isEqualTo(50_000);
        state.priority().cancel("r-B", t(45));

        SignalState later = Scene.of("main 100");
        later.priority().owe(0, 50_000, t(30));
        assertThat(decide(GO_LEFT, later, 120)).isEqualTo("hold COMPENSATION by 150.0");
        assertThat(decide(GO_LEFT, later, 150)).isEqualTo("to left GAP_OUT");
        PriorityControl.account(later, GO_LEFT, t(150));
        assertThat(later.priority().findDebt(0)).isEmpty();
    }

    @Test
    void nobodyIsCutTwiceBeforeHeWasPaid() {
        SignalState state = Scene.of("main 100");
        state.priority().owe(0, 50_000, t(30));
        ask(state, PriorityRequest.Kind.BUS, "B", 110, 120);
        assertThat(decide(STAY, state, 118)).isEqualTo("hold EXTENDING by 40.0");
    }

    @Test
    void aBusWaitsForWhoeverHasBeenRedForLong() {
        SignalState state = Scene.of("main 0; red 4 0");
        ask(state, PriorityRequest.Kind.BUS, "A", 110, 125);
        assertThat(decide(GO_LEFT, state, 116)).isEqualTo("to left GAP_OUT");
    }

    @Test
    void nothingIsAskedOfAControllerThatCannotBeCommanded() {
        SignalState state = Scene.of("main 0; mode FLASH 10");
        ask(state, PriorityRequest.Kind.EMERGENCY, "B", 10, 12);
        assertThat(decide(new StageDecision.LeaveLocal(DecisionReason.FLASHING, Map.of()), state, 12))
                .isEqualTo("local FLASHING");
    }
}
