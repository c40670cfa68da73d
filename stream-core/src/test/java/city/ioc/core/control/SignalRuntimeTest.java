package city.ioc.core.control;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.LiveDecision;
import city.ioc.contracts.live.LiveIntersection;
import city.ioc.contracts.operator.OperatorReply;
import city.ioc.contracts.operator.OperatorRequest;
import city.ioc.contracts.street.Intersection;
import city.ioc.core.state.SiteSnapshot;
import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.DecisionReason;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.safety.ShownFault;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalRuntimeTest {
    private static final Intersection X = CityFiles.read(Path.of("..", "cities", "vi-thanh")).intersections().stream()
            .filter(each -> each.control() == Intersection.Control.COMMANDED)
            .findFirst()
            .orElseThrow();
    private static final StageId FIRST = X.stages().get(0).id();
    private static final StageId SECOND = X.stages().get(1).id();
    private static final GatewayId GATEWAY = new GatewayId("gw-1");
    private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

    private final SignalState state = new SignalState(SignalLayout.of(X));
    private final Recorder output = new Recorder();
    private StageDecision wish = hold();
    private final SignalRuntime runtime =
            new SignalRuntime(state, new WishStrategy(), ZoneId.of("Asia/Ho_Chi_Minh"), output);

    /** A strategy that says what the test says. */
    private final class WishStrategy implements ControlStrategy {
        @Override
        public String name() {
            return "wish";
        }

        @Override
        public StageDecision decide(SignalState at, Instant now) {
            return wish;
        }
    }

    private static final class Recorder implements ControlOutput {
        final List<ControllerCommand> commands = new ArrayList<>();
        final List<LiveDecision> decisions = new ArrayList<>();
        final List<String> overrides = new ArrayList<>();
        final List<String> shadows = new ArrayList<>();
        final List<SignalEvent> events = new ArrayList<>();

        @Override
        public void logged(List<SignalEvent> news) {
            events.addAll(news);
        }

        @Override
        public void shadowed(ShadowOrder order, Optional<Instant> endedAt, Optional<String> endedBy) {
            shadows.add(order.strategy() + endedBy.map(by -> " ended by " + by).orElse(" began"));
        }

        @Override
        public void command(GatewayId gateway, ControllerCommand command) {
            commands.add(command);
        }

        @Override
        public void decided(String id, LiveDecision decision) {
            decisions.add(decision);
        }

        @Override
        public void overridden(SignalOverride override, Optional<Instant> endedAt, Optional<String> endedBy) {
            overrides.add(override.kind() + endedBy.map(by -> " ended by " + by).orElse(" began"));
        }
    }

    private static StageDecision hold() {
        return new StageDecision.Hold(DecisionReason.NO_RIVAL_DEMAND, Map.of(), Optional.empty(), Optional.empty());
    }

    private static StageDecision changeTo(StageId stage) {
        return new StageDecision.ChangeTo(stage, DecisionReason.GAP_OUT, Map.of());
    }

    private static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    private void report(double at, StageId stage, double since) {
        state.observe(new ControllerReport(
                at(at),
                ControlMode.COMMANDED,
                Optional.of(stage),
                false,
                at(since),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    @BeforeEach
    void theFirstStageHasRunForHalfAMinute() {
        runtime.reportedBy(GATEWAY);
        report(0, FIRST, -30);
    }

    @Test
    void aKeptStageIsCommandedEverySecondAndNotOftener() {
        for (int tick = 0; tick <= 20; tick++) {
            if (tick % 5 == 0) report(tick * 0.2, FIRST, -30);
            runtime.act(at(tick * 0.2), Optional.empty());
        }
        assertThat(output.commands).hasSizeBetween(4, 5);
        assertThat(output.commands).allSatisfy(command -> {
            assertThat(command.action()).isEqualTo(new ControllerCommand.RunStage(FIRST));
            assertThat(command.expiresAt()).isEqualTo(command.issuedAt().plusSeconds(3));
        });
    }

    @Test
    void aChangeIsCommandedAtOnceWithItsCause() {
        runtime.act(at(0.1), Optional.empty());
        wish = changeTo(SECOND);
        runtime.act(at(0.2), Optional.of(at(0.15)));
        ControllerCommand change = output.commands.getLast();
        assertThat(change.action()).isEqualTo(new ControllerCommand.RunStage(SECOND));
        assertThat(change.reason()).isEqualTo("GAP_OUT");
        assertThat(change.causeAt()).contains(at(0.15));
    }

    @Test
    void theLedgerHasALineOnlyWhenTheDecisionChanges() {
        for (int tick = 0; tick < 25; tick++) runtime.act(at(tick * 0.1), Optional.empty());
        assertThat(output.decisions).hasSize(1);
        wish = changeTo(SECOND);
        for (int tick = 25; tick < 33; tick++) runtime.act(at(tick * 0.1), Optional.empty());
        assertThat(output.decisions).hasSize(2);
        assertThat(output.decisions.getLast().outcome()).isEqualTo("COMMANDED");
        assertThat(output.decisions.getLast().values()).containsEntry("fromStage", FIRST.value());
    }

    @Test
    void aLineCarriesWhatWasWeighed() {
        wish = new StageDecision.Hold(
                DecisionReason.NO_RIVAL_DEMAND,
                Map.of("detection", "camera"),
                Optional.of(SECOND),
                Optional.empty(),
                List.of(
                        new StageDecision.Candidate(FIRST, 6.04, 181.26, Map.of("arrivingPcu", "14")),
                        new StageDecision.Candidate(SECOND, 0, 240, Map.of("queuePcu", "9"))));
        runtime.act(at(0.1), Optional.empty());
        runtime.act(at(2.1), Optional.empty());
        LiveDecision line = output.decisions.getLast();
        assertThat(line.values()).containsEntry("detection", "camera");
        assertThat(line.candidates())
                .containsExactly(
                        new LiveDecision.Candidate(FIRST.value(), 6, 181.3, Map.of("arrivingPcu", "14")),
                        new LiveDecision.Candidate(SECOND.value(), 0, 240, Map.of("queuePcu", "9")));
    }

    @Test
    void whatTheScreenIsToldFollowsEveryAnswerAlsoThoseWithoutALine() {
        wish = hold();
        runtime.act(at(0.1), Optional.empty());
        wish = new StageDecision.Hold(DecisionReason.EXTENDING, Map.of(), Optional.empty(), Optional.empty());
        runtime.act(at(0.5), Optional.empty());
        wish = hold();
        runtime.act(at(0.9), Optional.empty());
        assertThat(output.decisions).isEmpty();
        assertThat(runtime.findWhy()).hasValueSatisfying(why -> {
            assertThat(why.reason()).isEqualTo("NO_RIVAL_DEMAND");
            assertThat(why.at()).isEqualTo(at(0.9));
        });
    }

    @Test
    void theGuardHoldsAChangeBeforeTheMinimumGreen() {
        report(0.5, SECOND, 0.4);
        state.forgetLamps();
        report(1, SECOND, 0.4);
        wish = changeTo(FIRST);
        runtime.act(at(1.1), Optional.empty());
        assertThat(output.commands.getLast().action()).isEqualTo(new ControllerCommand.RunStage(SECOND));
        assertThat(output.decisions.getLast().outcome()).isEqualTo("HELD_BY_MIN_GREEN");
    }

    @Test
    void aSilentControllerIsNotCommanded() {
        runtime.act(at(60), Optional.empty());
        assertThat(output.commands).isEmpty();
        assertThat(output.decisions.getLast().outcome()).isEqualTo("REFUSED_BY_CONTROLLER_SILENT");
    }

    @Test
    void anOverrideHoldsItsStageAndRevertsByItself() {
        OperatorReply reply =
                runtime.order(new OperatorRequest.HoldStage(X.id(), SECOND, "lan", "sự cố", at(10)), at(0.5));
        assertThat(reply.accepted()).isTrue();
        assertThat(output.commands.getLast().action()).isEqualTo(new ControllerCommand.RunStage(SECOND));
        report(9, SECOND, 6);
        runtime.act(at(9.5), Optional.empty());
        assertThat(runtime.findOverride()).isPresent();
        report(10, SECOND, 6);
        runtime.act(at(10), Optional.empty());
        assertThat(runtime.findOverride()).isEmpty();
        assertThat(output.overrides).containsExactly("HOLD_STAGE began", "HOLD_STAGE ended by core");
    }

    @Test
    void aReleaseSendsTheControllerHomeOnce() {
        runtime.act(at(0.1), Optional.empty());
        runtime.order(new OperatorRequest.Release(X.id(), "lan", "bảo trì", at(600)), at(0.5));
        int commands = output.commands.size();
        assertThat(output.commands.getLast().action()).isEqualTo(new ControllerCommand.ReleaseToLocal());
        for (int tick = 0; tick < 20; tick++) runtime.act(at(1 + tick * 0.2), Optional.empty());
        assertThat(output.commands).hasSize(commands);
    }

    @Test
    void refusalsNameTheirRule() {
        assertThat(runtime.order(new OperatorRequest.HoldStage(X.id(), new StageId("none"), "lan", "vì", at(60)), at(0))
                        .rule())
                .contains("UNKNOWN_STAGE");
        assertThat(runtime.order(new OperatorRequest.RunPlan(X.id(), new PlanId("none"), "lan", "vì", at(60)), at(0))
                        .rule())
                .contains("UNKNOWN_PLAN");
        assertThat(runtime.order(new OperatorRequest.HoldStage(X.id(), SECOND, "lan", " ", at(60)), at(0))
                        .rule())
                .contains("REASON_MISSING");
        assertThat(runtime.order(new OperatorRequest.HoldStage(X.id(), SECOND, "lan", "vì", at(0)), at(1))
                        .rule())
                .contains("ALREADY_EXPIRED");
        assertThat(runtime.order(new OperatorRequest.HoldStage(X.id(), SECOND, "lan", "vì", at(7300)), at(0))
                        .rule())
                .contains("TOO_LONG");
        assertThat(runtime.order(new OperatorRequest.HoldStage(X.id(), SECOND, "lan", "vì", at(120)), at(60))
                        .rule())
                .contains("CONTROLLER_SILENT");
        assertThat(runtime.cancel(new OperatorRequest.CancelOverride(X.id(), "lan", "vì"), at(0))
                        .rule())
                .contains("NO_OVERRIDE");
        assertThat(runtime.order(new OperatorRequest.ResetFlash(X.id(), "lan", "vì"), at(0))
                        .rule())
                .contains("NOT_FLASHING");
    }

    private static final ShownFault CONFLICT = new ShownFault(
            ShownFault.Kind.CONFLICTING_GREEN,
            X.groups().get(0).id(),
            Optional.of(X.groups().get(1).id()),
            java.time.Duration.ZERO);

    private void reportFlash(double at) {
        state.observe(new ControllerReport(
                at(at),
                ControlMode.FLASH,
                Optional.empty(),
                false,
                at(at),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("centre")));
    }

    @Test
    void aFaultOfTheLampsOrdersFlashUntilTheControllerFlashes() {
        runtime.act(at(0.1), Optional.empty());
        runtime.flash(CONFLICT, at(0.2));
        assertThat(output.commands.getLast().action()).isEqualTo(new ControllerCommand.Flash(CONFLICT.toLine()));
        int first = output.commands.size();
        for (int tick = 0; tick < 10; tick++) runtime.act(at(0.4 + tick * 0.2), Optional.empty());
        assertThat(output.commands.size() - first).as("again every second").isEqualTo(2);
        reportFlash(3);
        int flashing = output.commands.size();
        for (int tick = 0; tick < 10; tick++) runtime.act(at(3 + tick * 0.2), Optional.empty());
        assertThat(output.commands).hasSize(flashing);
        assertThat(output.decisions.getLast().reason()).isEqualTo("MONITOR_FLASH");
        assertThat(output.decisions.getLast().strategy()).isEqualTo("monitor-flash");
    }

    @Test
    void whileItIsLatchedNothingElseIsCommandedWhateverTheControllerRuns() {
        runtime.order(new OperatorRequest.HoldStage(X.id(), SECOND, "lan", "sự cố", at(600)), at(0.1));
        runtime.flash(CONFLICT, at(0.2));
        assertThat(output.overrides).contains("HOLD_STAGE ended by monitor", "FLASH began");
        wish = changeTo(SECOND);
        for (int tick = 0; tick < 100; tick++) {
            if (tick % 5 == 0) report(tick * 0.2 + 0.2, FIRST, -30);
            runtime.act(at(tick * 0.2 + 0.3), Optional.empty());
        }
        assertThat(output.commands.stream()
                        .filter(command -> command.issuedAt().isAfter(at(0.15)))
                        .map(ControllerCommand::action))
                .isNotEmpty()
                .allMatch(action -> action instanceof ControllerCommand.Flash);
        assertThat(runtime.order(new OperatorRequest.HoldStage(X.id(), SECOND, "lan", "vì", at(60)), at(20))
                        .rule())
                .contains("FLASH_LATCHED");
        assertThat(runtime.order(new OperatorRequest.Release(X.id(), "lan", "vì", at(60)), at(20))
                        .rule())
                .contains("FLASH_LATCHED");
        assertThat(runtime.cancel(new OperatorRequest.CancelOverride(X.id(), "lan", "vì"), at(20))
                        .rule())
                .contains("FLASH_LATCHED");
    }

    @Test
    void anEngineersResetEndsTheFlashAndIsKeptWithUserAndReason() {
        runtime.flash(CONFLICT, at(0.2));
        reportFlash(1);
        assertThat(runtime.order(new OperatorRequest.ResetFlash(X.id(), "ky.su", " "), at(1.5))
                        .rule())
                .contains("REASON_MISSING");
        assertThat(runtime.order(new OperatorRequest.ResetFlash(X.id(), "ky.su", "đã thay mô-đun"), at(2))
                        .accepted())
                .isTrue();
        assertThat(output.commands.getLast().action()).isEqualTo(new ControllerCommand.ResetFlash("ky.su"));
        assertThat(output.overrides).containsExactly("FLASH began", "FLASH ended by ky.su");
        assertThat(output.decisions.getLast().values())
                .containsEntry("user", "ky.su")
                .containsEntry("reason", "đã thay mô-đun");
        report(20, FIRST, 15);
        runtime.act(at(20.2), Optional.empty());
        assertThat(output.commands.getLast().action()).isEqualTo(new ControllerCommand.RunStage(FIRST));
    }

    @Test
    void aControllerThatIsNotHeardStaysLatched() {
        runtime.flash(CONFLICT, at(0.2));
        assertThat(runtime.order(new OperatorRequest.ResetFlash(X.id(), "ky.su", "đã xem"), at(60))
                        .rule())
                .contains("CONTROLLER_SILENT");
        assertThat(runtime.findOverride().orElseThrow().kind()).isEqualTo(SignalOverride.Kind.FLASH);
    }

    @Test
    void theFlashOutlivesTheNodeThatOrderedItAndEveryExpiry() throws Exception {
        runtime.flash(CONFLICT, at(0.2));
        byte[] kept = new SiteSnapshot(
                        at(1), Map.of(), List.of(), runtime.findOverride(), Optional.empty(), Optional.empty())
                .toBytes();
        SignalRuntime heir = new SignalRuntime(state, new WishStrategy(), ZoneId.of("Asia/Ho_Chi_Minh"), output);
        heir.restore(SiteSnapshot.of(kept).override().orElseThrow());
        heir.reportedBy(GATEWAY);
        report(3_000_000, FIRST, -30);
        heir.act(at(3_000_000), Optional.empty());
        assertThat(output.commands.getLast().action()).isInstanceOf(ControllerCommand.Flash.class);
    }

    private static OperatorRequest.SetShadow shadow(String strategy, double until) {
        return new OperatorRequest.SetShadow(
                X.id(), Optional.of(strategy).filter(name -> !name.isEmpty()), "ky.su", "so sánh", at(until));
    }

    @Test
    void aShadowDecidesBesideTheOtherAndCommandsNothing() {
        assertThat(runtime.order(shadow("fixed-time", 3600), at(0)).accepted()).isTrue();
        for (int tick = 0; tick < 400; tick++) {
            if (tick % 5 == 0) report(tick * 0.2, FIRST, -30);
            runtime.act(at(tick * 0.2), Optional.empty());
        }
        assertThat(output.decisions.stream()
                        .filter(line -> line.outcome().equals("SHADOW"))
                        .map(LiveDecision::strategy))
                .isNotEmpty()
                .containsOnly("fixed-time");
        assertThat(output.decisions.stream()
                        .filter(line -> line.outcome().equals("SHADOW"))
                        .map(LiveDecision::action))
                .as("it wants a change of its own within 80 s")
                .contains("CHANGE_TO");
        assertThat(output.commands)
                .allSatisfy(command -> assertThat(command.action()).isEqualTo(new ControllerCommand.RunStage(FIRST)));
        assertThat(runtime.strategy()).isEqualTo("wish");
    }

    @Test
    void whereTheShadowWantsSomethingElseTheLineTellsWhatWasCommanded() {
        runtime.order(shadow("fixed-time", 3600), at(0));
        for (int tick = 0; tick < 400; tick++) {
            if (tick % 5 == 0) report(tick * 0.2, FIRST, -30);
            runtime.act(at(tick * 0.2), Optional.empty());
        }
        List<LiveDecision> differences = output.decisions.stream()
                .filter(line -> line.values().containsKey("commanded"))
                .toList();
        assertThat(differences).isNotEmpty().allSatisfy(line -> {
            assertThat(line.outcome()).isEqualTo("SHADOW");
            assertThat(line.action()).isEqualTo("CHANGE_TO");
            assertThat(line.values())
                    .containsEntry("commanded", FIRST.value())
                    .containsEntry("commandedAction", "HOLD")
                    .containsEntry("commandedReason", "NO_RIVAL_DEMAND");
        });
        LiveIntersection.Shadow compared = runtime.compareShadow(at(80)).orElseThrow();
        assertThat(compared.strategy()).isEqualTo("fixed-time");
        assertThat(compared.comparedS()).isBetween(75L, 80L);
        assertThat(compared.agreedShare().orElseThrow()).isStrictlyBetween(0.05, 0.95);
        assertThat(compared.lastDifference()).contains(differences.getLast().at());
        assertThat(compared.agrees()).isEqualTo(compared.stage().equals(Optional.of(FIRST)));
    }

    @Test
    void aChangeThatTheShadowWouldNotHaveMadeIsADifferenceThough() {
        runtime.order(shadow("vehicle-actuated", 3600), at(0));
        report(0, FIRST, -3);
        runtime.act(at(0.2), Optional.empty());
        wish = changeTo(SECOND);
        runtime.act(at(0.4), Optional.empty());
        assertThat(output.decisions)
                .anySatisfy(line -> assertThat(line.values())
                        .containsEntry("commanded", SECOND.value())
                        .containsEntry("commandedAction", "CHANGE_TO"));
    }

    @Test
    void whoAsksForPriorityIsShownWithWhatIsDoneForHim() {
        SignalGroupId group = X.getStage(FIRST).groups().iterator().next();
        report(0, FIRST, -30);
        runtime.call(call(group, 0, 10, false), X.controller(), at(0));
        runtime.act(at(0.2), Optional.empty());
        assertThat(runtime.listPriority()).singleElement().satisfies(asked -> {
            assertThat(asked.kind()).isEqualTo("EMERGENCY");
            assertThat(asked.by()).isEqualTo(X.controller().value());
            assertThat(asked.state()).isEqualTo("DWELLING");
            assertThat(asked.arrivesAt()).isEqualTo(at(10));
        });
        runtime.act(at(41), Optional.empty());
        assertThat(runtime.listPriority()).isEmpty();
        assertThat(output.events.stream().map(SignalEvent::code)).containsExactly(102, 105, 107, 104, 111);
    }

    @Test
    void aShadowEndsByOrderOrByItself() {
        runtime.order(shadow("adaptive", 100), at(0));
        assertThat(runtime.findShadow().orElseThrow().user()).isEqualTo("ky.su");
        runtime.act(at(100), Optional.empty());
        assertThat(runtime.findShadow()).isEmpty();
        runtime.order(shadow("adaptive", 400), at(200));
        assertThat(runtime.order(shadow("", 400), at(210)).accepted()).isTrue();
        assertThat(runtime.findShadow()).isEmpty();
        assertThat(output.shadows)
                .containsExactly(
                        "adaptive began", "adaptive ended by core", "adaptive began", "adaptive ended by ky.su");
        assertThat(runtime.order(shadow("", 400), at(220)).rule()).contains("NO_SHADOW");
        assertThat(runtime.order(shadow("none", 400), at(220)).rule()).contains("UNKNOWN_STRATEGY");
        assertThat(runtime.order(shadow("adaptive", 3e6), at(220)).rule()).contains("TOO_LONG");
    }

    @Test
    void aShadowOutlivesTheNode() throws Exception {
        runtime.order(shadow("adaptive", 3600), at(0));
        byte[] kept = new SiteSnapshot(
                        at(1), Map.of(), List.of(), Optional.empty(), runtime.findShadow(), Optional.empty())
                .toBytes();
        SignalRuntime heir = new SignalRuntime(state, new WishStrategy(), ZoneId.of("Asia/Ho_Chi_Minh"), output);
        heir.restore(SiteSnapshot.of(kept).shadow().orElseThrow());
        report(2, FIRST, -30);
        output.decisions.clear();
        for (int tick = 0; tick < 20; tick++) heir.act(at(2 + tick * 0.2), Optional.empty());
        assertThat(output.decisions).anyMatch(line -> line.outcome().equals("SHADOW"));
    }

    @Test
    void snapshotsFromBeforeShadowsAreRead() throws Exception {
        SiteSnapshot old = SiteSnapshot.of("{\"at\":\"2026-11-21T03:00:00Z\",\"devices\":{},\"replay\":[]}"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(old.shadow()).isEmpty();
    }

    @Test
    void anEmergencyIsServedByTheControlAndRecordedWithWhoAsked() {
        SignalGroupId group = X.getStage(SECOND).groups().stream()
                .filter(each -> !X.getStage(FIRST).groups().contains(each))
                .findFirst()
                .orElseThrow();
        runtime.act(at(0.1), Optional.empty());
        OperatorReply reply = runtime.order(
                new OperatorRequest.RequestPriority(X.id(), "EMERGENCY", group, at(5), "lan", "xe cứu thương", at(60)),
                at(0.2));
        assertThat(reply.accepted()).as(reply.toString()).isTrue();
        assertThat(output.commands.getLast().action())
                .isInstanceOfSatisfying(
                        ControllerCommand.RunStage.class,
                        run -> assertThat(X.getStage(run.stage()).groups()).contains(group));
        assertThat(output.commands.getLast().reason()).isEqualTo("EMERGENCY_ENTRY");
        assertThat(output.decisions)
                .anySatisfy(line -> assertThat(line.values())
                        .containsEntry("user", "lan")
                        .containsEntry("reason", "xe cứu thương"));
        assertThat(runtime.order(
                                new OperatorRequest.CancelPriority(
                                        X.id(), reply.id().orElseThrow(), "lan"),
                                at(30))
                        .accepted())
                .isTrue();
        assertThat(runtime.order(new OperatorRequest.CancelPriority(X.id(), "none", "lan"), at(30))
                        .rule())
                .contains("NO_PRIORITY");
        assertThat(runtime.order(
                                new OperatorRequest.RequestPriority(
                                        X.id(), "EMERGENCY", new SignalGroupId("none"), at(35), "lan", "vì", at(60)),
                                at(30))
                        .rule())
                .contains("UNKNOWN_GROUP");
        assertThat(runtime.order(
                                new OperatorRequest.RequestPriority(
                                        X.id(), "EMERGENCY", group, at(35), "lan", "vì", at(3000)),
                                at(30))
                        .rule())
                .contains("TOO_LONG");
    }

    private static PriorityCall call(SignalGroupId group, double at, double arrives, boolean cancelled) {
        return new PriorityCall(
                at(at), "bus-7", PriorityCall.Kind.EMERGENCY, group, at(arrives), at(arrives + 30), cancelled);
    }

    @Test
    void aReceiverAsksRepeatsAndEndsWithOneLineEach() {
        DeviceId receiver = X.controller();
        SignalGroupId group = X.getStage(FIRST).groups().iterator().next();
        runtime.call(call(group, 0, 10, false), receiver, at(0));
        report(1, FIRST, -30);
        runtime.call(call(group, 1, 11, false), receiver, at(1));
        assertThat(state.priority().list()).singleElement().satisfies(request -> {
            assertThat(request.arrivesAt()).isEqualTo(at(11));
            assertThat(request.requestedAt()).isEqualTo(at(0));
        });
        wish = changeTo(SECOND);
        runtime.act(at(1.2), Optional.empty());
        assertThat(output.commands.getLast().action()).isEqualTo(new ControllerCommand.RunStage(FIRST));
        assertThat(runtime.findWhy().orElseThrow().reason()).isEqualTo("EMERGENCY_DWELL");
        runtime.call(call(group, 2, 11, true), receiver, at(2));
        assertThat(output.commands.getLast().action()).isEqualTo(new ControllerCommand.RunStage(SECOND));
        assertThat(output.decisions.stream().map(LiveDecision::action).filter(action -> action.endsWith("PRIORITY")))
                .containsExactly("REQUEST_PRIORITY", "CANCEL_PRIORITY");
    }

    @Test
    void aReceiverThatAsksForTheImpossibleIsNotHeard() {
        runtime.call(call(new SignalGroupId("none"), 0, 10, false), X.controller(), at(0));
        runtime.call(call(X.getStage(FIRST).groups().iterator().next(), 0, 3000, false), X.controller(), at(0));
        assertThat(state.priority().list()).isEmpty();
    }
}
