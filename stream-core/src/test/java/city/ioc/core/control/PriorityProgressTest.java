package city.ioc.core.control;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.signal.decision.DecisionReason;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.priority.PriorityRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of requests, as codes of the Indiana enumeration with the group's number. */
class PriorityProgressTest {
    private static final Intersection X =
            CityFiles.read(Path.of("..", "cities", "vi-thanh")).intersections().getFirst();
    private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
    private static final SignalGroup GROUP = X.groups().get(0);
    private static final SignalGroup OTHER = X.groups().get(1);

    private final PriorityProgress progress = new PriorityProgress(SignalLayout.of(X));
    private List<PriorityRequest> asking = List.of();

    private static PriorityRequest request(String id, PriorityRequest.Kind kind, SignalGroupId group) {
        return new PriorityRequest(id, kind, group, START, START.plusSeconds(20), START.plusSeconds(90), "vt-01-ctl");
    }

    private static final PriorityRequest AMBULANCE = request("a", PriorityRequest.Kind.EMERGENCY, GROUP.id());
    private static final PriorityRequest BUS = request("b", PriorityRequest.Kind.BUS, GROUP.id());

    private List<String> log(StageDecision decision, boolean commanded) {
        return progress.follow(asking, decision, commanded, START).stream()
                .map(event -> event.code() + " " + event.parameter())
                .toList();
    }

    private List<String> hold(DecisionReason reason, PriorityRequest of) {
        return log(
                new StageDecision.Hold(reason, Map.of("request", of.id()), Optional.empty(), Optional.empty()), true);
    }

    private List<String> change(DecisionReason reason, PriorityRequest of) {
        return log(new StageDecision.ChangeTo(X.stages().getFirst().id(), reason, Map.of("request", of.id())), true);
    }

    private List<String> nothing() {
        return log(
                new StageDecision.Hold(DecisionReason.NO_RIVAL_DEMAND, Map.of(), Optional.empty(), Optional.empty()),
                true);
    }

    private static String with(int code) {
        return code + " " + GROUP.number();
    }

    @Test
    void anEmergencyIsCalledEnteredDweltForAndLeft() {
        asking = List.of(AMBULANCE);
        assertThat(nothing()).containsExactly(with(102));
        assertThat(hold(DecisionReason.MIN_GREEN, AMBULANCE)).isEmpty();
        assertThat(progress.stepOf(AMBULANCE)).isEqualTo(PriorityProgress.Step.ASKED);
        assertThat(change(DecisionReason.EMERGENCY_ENTRY, AMBULANCE)).containsExactly(with(105));
        assertThat(progress.stepOf(AMBULANCE)).isEqualTo(PriorityProgress.Step.ENTERING);
        assertThat(hold(DecisionReason.EMERGENCY_DWELL, AMBULANCE)).containsExactly(with(107));
        assertThat(hold(DecisionReason.EMERGENCY_DWELL, AMBULANCE)).isEmpty();
        assertThat(progress.stepOf(AMBULANCE)).isEqualTo(PriorityProgress.Step.DWELLING);
        asking = List.of();
        assertThat(nothing()).containsExactly(with(104), with(111));
        assertThat(nothing()).isEmpty();
    }

    @Test
    void whereItsGreenRunsAlreadyEntryAndDwellAreOne() {
        asking = List.of(AMBULANCE);
        assertThat(hold(DecisionReason.EMERGENCY_DWELL, AMBULANCE)).containsExactly(with(102), with(105), with(107));
    }

    @Test
    void anEmergencyThatWasNeverServedLeavesNothing() {
        asking = List.of(AMBULANCE);
        nothing();
        asking = List.of();
        assertThat(nothing()).containsExactly(with(104));
    }

    @Test
    void whatTheGuardHoldsBackIsNotEntered() {
        asking = List.of(AMBULANCE);
        nothing();
        StageDecision entry = new StageDecision.ChangeTo(
                X.stages().getFirst().id(), DecisionReason.EMERGENCY_ENTRY, Map.of("request", "a"));
        assertThat(log(entry, false)).isEmpty();
    }

    @Test
    void aBusChecksInGetsItsGreenEarlierOrLongerAndChecksOut() {
        asking = List.of(BUS);
        assertThat(nothing()).containsExactly(with(112));
        assertThat(change(DecisionReason.BUS_EARLY_GREEN, BUS)).containsExactly(with(113));
        assertThat(progress.stepOf(BUS)).isEqualTo(PriorityProgress.Step.EARLY_GREEN);
        assertThat(hold(DecisionReason.BUS_EXTENSION, BUS)).containsExactly(with(114));
        assertThat(hold(DecisionReason.BUS_EXTENSION, BUS)).isEmpty();
        asking = List.of();
        assertThat(nothing()).containsExactly(with(115));
    }

    @Test
    void aVehicleThatTakesAnotherWayChecksOutAndInAgain() {
        asking = List.of(BUS);
        nothing();
        asking = List.of(request("b", PriorityRequest.Kind.BUS, OTHER.id()));
        assertThat(nothing()).containsExactly(with(115), "112 " + OTHER.number());
    }
}
