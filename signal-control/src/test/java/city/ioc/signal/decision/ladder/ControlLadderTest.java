package city.ioc.signal.decision.ladder;

import static city.ioc.signal.Crossing.t;
import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.signal.Crossing;
import city.ioc.signal.Scene;
import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.DecisionReason;
import city.ioc.signal.decision.PlanSource;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.decision.Strategies;
import city.ioc.signal.model.SignalState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which rung runs, by what is known and since when. Times in seconds from {@link Crossing#T0}. */
class ControlLadderTest {
    private final ControlLadder ladder = new ControlLadder(
            "adaptive",
            List.of(
                    new ControlLadder.Step(Rung.ADAPTIVE, rung("adaptive"), Fitness.lanesSeen()),
                    new ControlLadder.Step(Rung.ACTUATED, rung("actuated"), Fitness.detectorsBelieved()),
                    new ControlLadder.Step(
                            Rung.TIME_OF_DAY,
                            rung("fixed"),
                            Fitness.planInForce(PlanSource.ofSchedule(Crossing.layout(), Crossing.ZONE)))));
    private final SignalState state = Scene.of("main 0", Crossing.layout());

    private static ControlStrategy rung(String name) {
        return new ControlStrategy() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public StageDecision decide(SignalState state, Instant now) {
                return new StageDecision.Hold(
                        DecisionReason.PLAN_SPLIT, Map.of("by", name), Optional.empty(), Optional.empty());
            }
        };
    }

    private String at(double seconds) {
        Map<String, String> values = ladder.decide(state, t(seconds)).values();
        return values.get("by") + " on " + values.get("rung")
                + Optional.ofNullable(values.get("cause"))
                        .map(cause -> " for " + cause)
                        .orElse("");
    }

    @Test
    void withoutLanesTheDetectorsDecide() {
        assertThat(at(1)).isEqualTo("actuated on ACTUATED for LANES_UNKNOWN");
    }

    @Test
    void withTooFewDetectorsToBelieveThePlanRuns() {
        for (int d = 0; d < 3; d++) state.trust(d, false, t(0));
        assertThat(at(1)).isEqualTo("actuated on ACTUATED for LANES_UNKNOWN");
        state.trust(3, false, t(2));
        assertThat(at(2)).isEqualTo("fixed on TIME_OF_DAY for DETECTORS_NOT_BELIEVED");
        assertThat(ladder.decide(state, t(2)).values())
                .containsEntry("steadyGroups", "1")
                .containsEntry("groups", "4");
    }

    @Test
    void itStepsDownAtOnceAndUpAfterHalfAMinuteOfPeace() {
        for (int d = 0; d < 5; d++) state.trust(d, false, t(10));
        assertThat(at(10)).startsWith("fixed");
        for (int d = 0; d < 5; d++) state.trust(d, true, t(20));
        assertThat(at(49)).startsWith("fixed");
        assertThat(at(50)).startsWith("actuated");
    }

    @Test
    void whatComesAndGoesKeepsTheLowerRung() {
        for (int second = 0; second < 300; second++) {
            boolean there = second % 40 < 25;
            for (int d = 0; d < 5; d++) state.trust(d, there, t(second));
            if (second > 25) assertThat(at(second)).as("second %s", second).startsWith("fixed");
        }
    }

    @Test
    void seenLanesLetAdaptiveControlRunAndALostPictureEndsIt() {
        SignalState seen = Scene.of("main 0", Crossing.layoutWithLanes());
        int lanes = seen.layout().lanes().lanes().size();
        for (int second = 0; second <= 30; second++) {
            assertThat(ladder.decide(seen, t(second)).values().get("rung"))
                    .as("second %s", second)
                    .isEqualTo(second < 30 ? "ACTUATED" : "ADAPTIVE");
            for (int lane = 0; lane < lanes; lane++)
                seen.traffic().look(lane, t(second).toEpochMilli());
        }
        assertThat(ladder.decide(seen, t(33)).values()).doesNotContainKey("cause");
        assertThat(ladder.decide(seen, t(33.5)).values())
                .containsEntry("rung", "ACTUATED")
                .containsEntry("cause", "LANES_NOT_SEEN");
    }

    // Neighbours

    private final ControlLadder coordinated = new ControlLadder(
            "adaptive",
            List.of(
                    new ControlLadder.Step(Rung.ADAPTIVE_COORDINATED, rung("together"), Fitness.neighboursHeard()),
                    new ControlLadder.Step(Rung.ADAPTIVE, rung("alone"), (any, now) -> Optional.empty())));
    private final SignalState fed = Scene.of("main 0", Crossing.layoutWithNeighbours());

    /** The neighbours on these roads tell every second that nobody comes. */
    private void tell(int fromS, int toS, String... roads) {
        for (int second = fromS; second <= toS; second++)
            for (String road : roads) fed.traffic().expect(road, 0, t(second).toEpochMilli());
    }

    private Map<String, String> told(double seconds) {
        return coordinated.decide(fed, t(seconds)).values();
    }

    @Test
    void itIsCoordinatedOnceEveryNeighbourHasToldForHalfAMinuteEvenThatNobodyComes() {
        tell(0, 29, "in-A", "in-B");
        assertThat(told(29))
                .containsEntry("by", "alone")
                .containsEntry("cause", "NEIGHBOUR_SILENT")
                .containsEntry("notHeard", "x-0 x-2")
                .containsEntry("neighbours", "2")
                .containsEntry("heardSince", t(0).toString());
        tell(30, 30, "in-A", "in-B");
        assertThat(told(30))
                .containsEntry("by", "together")
                .containsEntry("rung", "ADAPTIVE_COORDINATED")
                .doesNotContainKeys("cause", "neighbour");
    }

    @Test
    void aNeighbourThatFallsSilentIsolatesItAndIsNamedWithTheTimeOfItsLastNews() {
        tell(0, 60, "in-A", "in-B");
        tell(61, 65, "in-B");
        assertThat(told(65)).containsEntry("by", "together");
        assertThat(told(65.1))
                .containsEntry("by", "alone")
                .containsEntry("rung", "ADAPTIVE")
                .containsEntry("neighbour", "x-0")
                .containsEntry("silentSince", t(60).toString())
                .containsEntry("notHeard", "x-0");
    }

    @Test
    void aNeighbourThatComesAndGoesDoesNotMakeControlComeAndGo() {
        tell(0, 60, "in-A", "in-B");
        for (int second = 61; second < 400; second++) {
            tell(second, second, "in-B");
            if (second % 40 < 25) tell(second, second, "in-A");
            if (second > 90) assertThat(told(second)).as("second %s", second).containsEntry("by", "alone");
        }
        tell(400, 440, "in-A", "in-B");
        assertThat(told(440)).containsEntry("by", "together");
    }

    @Test
    void whoHasNeverToldIsNamedBeforeWhoHasFallenSilent() {
        tell(0, 10, "in-A");
        assertThat(told(30))
                .containsEntry("neighbour", "x-2")
                .containsEntry("notHeard", "x-0 x-2")
                .doesNotContainKeys("silentSince", "heardSince");
    }

    @Test
    void withoutNeighboursItIsIsolatedByNature() {
        SignalState alone = Scene.of("main 0", Crossing.layoutWithLanes());
        assertThat(coordinated.decide(alone, t(100)).values())
                .containsEntry("by", "alone")
                .containsEntry("rung", "ADAPTIVE")
                .containsEntry("cause", "NO_NEIGHBOURS");
    }

    @Test
    void withoutAnyPlanTheControllerIsLeftToItself() {
        ControlLadder bare = new ControlLadder(
                "bare",
                List.of(new ControlLadder.Step(
                        Rung.TIME_OF_DAY,
                        rung("fixed"),
                        (any, now) -> Optional.of(new Fitness.Unfit(StepCause.NO_PLAN, Map.of())))));
        assertThat(bare.decide(state, t(1)))
                .isEqualTo(new StageDecision.LeaveLocal(
                        DecisionReason.NO_PLAN, Map.of("rung", "FLASH", "cause", "NO_PLAN")));
    }

    @Test
    void atNightEveryRungLeavesTheControllerToItsFlashing() {
        ControlStrategy real = Strategies.laddered("adaptive", Crossing.layout(), Crossing.ZONE, false);
        Instant night = Crossing.T0.plus(Duration.ofHours(16));
        assertThat(real.decide(state, night))
                .isInstanceOfSatisfying(
                        StageDecision.LeaveLocal.class,
                        leave -> assertThat(leave.reason()).isEqualTo(DecisionReason.NIGHT_FLASH));
    }
}
