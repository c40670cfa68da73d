package city.ioc.core.control;

import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.LiveDecision;
import city.ioc.contracts.live.LiveIntersection;
import city.ioc.contracts.operator.OperatorReply;
import city.ioc.contracts.operator.OperatorRequest;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.HeldStage;
import city.ioc.signal.decision.MonitorFlash;
import city.ioc.signal.decision.Released;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.decision.Strategies;
import city.ioc.signal.decision.priority.PriorityControl;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.priority.PriorityRequest;
import city.ioc.signal.safety.SafetyGuard;
import city.ioc.signal.safety.ShownFault;
import city.ioc.signal.safety.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs one commanded intersection: strategy or override → guard → command. Asked at every event that matters and on a tick; a
 * changed stage is commanded at once, a kept one refreshed every second. Owned by the shard's context.
 */
public final class SignalRuntime {
    static final Duration COMMAND_LIFE = Duration.ofSeconds(3);
    static final Duration REFRESH_EVERY = Duration.ofMillis(900);
    private static final String COMMANDED = "COMMANDED";

    static final Duration LONGEST_OVERRIDE = Duration.ofHours(2);
    static final Duration LONGEST_SHADOW = Duration.ofDays(30);

    private final SignalLayout layout;
    private final SignalState state;
    private final SafetyGuard guard;
    private final ControlStrategy scheduled;
    private final PriorityDesk priority;
    private final PriorityProgress progress;
    private final ZoneId zone;
    private final ControlOutput output;
    private @Nullable GatewayId gateway;
    private final boolean coordinated;
    private @Nullable Shadow shadow;
    private Optional<StageId> commandedNow = Optional.empty();
    private @Nullable SignalOverride override;
    private @Nullable ControlStrategy overriding;
    private @Nullable StageId commanded;
    private @Nullable Instant commandedAt;
    private final LedgerPace pace = new LedgerPace();
    private LedgerPace.@Nullable Line lastLine;
    private LiveIntersection.@Nullable Why why;
    private Optional<StageId> next = Optional.empty();
    private Optional<Instant> plannedEnd = Optional.empty();

    /** What came of a decision: the stage to command, and in which words. */
    private record Outcome(Optional<StageId> stage, String word, Map<String, String> values) {}

    public SignalRuntime(SignalState state, ControlStrategy scheduled, ZoneId zone, ControlOutput output) {
        this(state, scheduled, false, zone, output);
    }

    /** @param coordinated whether the intersection is one of a corridor */
    public SignalRuntime(
            SignalState state, ControlStrategy scheduled, boolean coordinated, ZoneId zone, ControlOutput output) {
        this.coordinated = coordinated;
        this.state = state;
        this.layout = state.layout();
        this.guard = new SafetyGuard(layout);
        this.scheduled = new PriorityControl(scheduled, layout);
        this.priority = new PriorityDesk(state, output);
        this.progress = new PriorityProgress(layout);
        this.zone = zone;
        this.output = output;
    }

    /** The gateway that reported the controller last: commands go there. */
    public void reportedBy(GatewayId reporter) {
        gateway = reporter;
    }

    /** Decides and commands. {@code cause}: when the gateway received what made us ask, for the latency of the command. */
    public void act(Instant now, Optional<Instant> cause) {
        endExpiredOverride(now);
        state.priority().sweep(now);
        StageDecision decision = decide(now);
        Outcome outcome = judge(decision, now);
        boolean commanded = outcome.word().equals(COMMANDED);
        if (commanded) PriorityControl.account(state, decision, now);
        List<SignalEvent> news = progress.follow(state.priority().list(), decision, commanded, now);
        if (!news.isEmpty()) output.logged(news);
        follow(decision, outcome, now);
        Optional<String> command = send(decision, outcome, now, cause);
        note(decision, outcome, command, now);
    }

    private StageDecision decide(Instant now) {
        state.estimateTraffic(now);
        return (overriding != null ? overriding : scheduled).decide(state, now);
    }

    private Outcome judge(StageDecision decision, Instant now) {
        Optional<StageId> wanted = switch (decision) {
            case StageDecision.Hold hold -> wantedOnHold(now);
            case StageDecision.ChangeTo change -> Optional.of(change.stage());
            case StageDecision.LeaveLocal leave -> Optional.empty();
        };
        if (wanted.isEmpty()) return new Outcome(Optional.empty(), "LEFT_LOCAL", Map.of());
        return switch (guard.judge(state, wanted.get(), now.plus(COMMAND_LIFE), now)) {
            case Verdict.Allowed allowed -> new Outcome(Optional.of(allowed.stage()), COMMANDED, Map.of());
            case Verdict.Held held -> new Outcome(Optional.of(held.stage()), "HELD_BY_" + held.rule(), held.values());
            case Verdict.Forced forced ->
                new Outcome(Optional.of(forced.stage()), "FORCED_BY_" + forced.rule(), forced.values());
            case Verdict.Refused refused ->
                new Outcome(Optional.empty(), "REFUSED_BY_" + refused.rule(), refused.values());
        };
    }

    /** A stage that was ordered and not yet answered to stays ordered; else the one that runs. */
    private Optional<StageId> wantedOnHold(Instant now) {
        var requested = state.findRequested(now.toEpochMilli());
        return requested.isPresent()
                ? Optional.of(layout.stage(requested.getAsInt()).id())
                : state.findStage();
    }

    private Optional<String> send(StageDecision decision, Outcome outcome, Instant now, Optional<Instant> cause) {
        GatewayId to = gateway;
        if (to == null) return Optional.empty();
        if (isLatched()) return flash(to, decision, now);
        if (outcome.stage().isEmpty()) {
            boolean released = decision instanceof StageDecision.LeaveLocal && commanded != null;
            commanded = null;
            return released
                    ? Optional.of(send(to, new ControllerCommand.ReleaseToLocal(), decision, now, cause))
                    : Optional.empty();
        }
        StageId stage = outcome.stage().get();
        boolean changed = !stage.equals(commanded);
        boolean due = commandedAt == null || Duration.between(commandedAt, now).compareTo(REFRESH_EVERY) >= 0;
        if (!changed && !due) return Optional.empty();
        commanded = stage;
        commandedAt = now;
        layout.findStage(stage).ifPresent(index -> state.request(index, now));
        return Optional.of(
                send(to, new ControllerCommand.RunStage(stage), decision, now, changed ? cause : Optional.empty()));
    }

    /** Again and again until the controller says that it flashes. */
    private Optional<String> flash(GatewayId to, StageDecision decision, Instant now) {
        commanded = null;
        boolean flashes = state.mode().filter(mode -> mode == ControlMode.FLASH).isPresent();
        boolean due = commandedAt == null || Duration.between(commandedAt, now).compareTo(REFRESH_EVERY) >= 0;
        if (flashes || !due) return Optional.empty();
        commandedAt = now;
        String fault = Objects.requireNonNull(override).reason();
        return Optional.of(send(to, new ControllerCommand.Flash(fault), decision, now, Optional.empty()));
    }

    private String send(
            GatewayId to,
            ControllerCommand.Action action,
            StageDecision decision,
            Instant now,
            Optional<Instant> cause) {
        String id = UUID.randomUUID().toString();
        Intersection x = layout.intersection();
        output.command(
                to,
                new ControllerCommand(
                        id,
                        x.id(),
                        x.controller(),
                        now,
                        now.plus(COMMAND_LIFE),
                        decision.reason().name(),
                        action,
                        cause));
        return id;
    }

    private void note(StageDecision decision, Outcome outcome, Optional<String> command, Instant now) {
        String action = DecisionLines.action(decision);
        Optional<StageId> stage = decision instanceof StageDecision.ChangeTo change
                ? Optional.of(change.stage())
                : outcome.stage().or(state::findStage);
        next = Optional.empty();
        plannedEnd = Optional.empty();
        if (decision instanceof StageDecision.Hold hold) {
            next = hold.next();
            plannedEnd = hold.plannedEnd();
        } else if (decision instanceof StageDecision.ChangeTo change) {
            next = Optional.of(change.stage());
        }
        Map<String, String> values = new HashMap<>(decision.values());
        values.putAll(outcome.values());
        if (decision instanceof StageDecision.ChangeTo)
            state.findStage().ifPresent(running -> values.put("fromStage", running.value()));
        LedgerPace.Line line = new LedgerPace.Line(
                strategy(),
                DecisionLines.rung(values),
                action,
                stage,
                decision.reason().name(),
                outcome.word());
        boolean same = line.equals(lastLine);
        lastLine = line;
        why = new LiveIntersection.Why(
                action,
                decision.reason().name(),
                values,
                same ? Objects.requireNonNull(why).at() : now);
        if (!pace.isNew(line, state.findStage(), now)) return;
        output.decided(
                command.orElseGet(() -> UUID.randomUUID().toString()),
                new LiveDecision(
                        layout.intersection().id(),
                        now,
                        strategy(),
                        action,
                        stage.map(StageId::value),
                        decision.reason().name(),
                        outcome.word(),
                        command,
                        values,
                        DecisionLines.candidates(decision)));
    }

    // Priority

    /** Takes a request for priority, or names the rule that forbids it. */
    public OperatorReply order(OperatorRequest.RequestPriority request, Instant now) {
        if (isLatched()) return latched();
        OperatorReply reply = priority.order(request, now);
        if (reply.accepted()) act(now, Optional.empty());
        return reply;
    }

    /** Takes a call of a receiver at the intersection. */
    public void call(PriorityCall call, DeviceId device, Instant now) {
        if (!isLatched() && priority.call(call, device, now)) act(now, Optional.empty());
    }

    public OperatorReply order(OperatorRequest.CancelPriority request, Instant now) {
        return priority.order(request, now);
    }

    /** Who asks for priority, the first to arrive first, and what has been done for them. */
    public List<LiveIntersection.Priority> listPriority() {
        return state.priority().list().stream()
                .sorted(Comparator.comparing(PriorityRequest::arrivesAt))
                .map(each -> new LiveIntersection.Priority(
                        each.id(),
                        each.kind().name(),
                        each.group(),
                        each.by(),
                        each.requestedAt(),
                        each.arrivesAt(),
                        each.expiresAt(),
                        progress.stepOf(each).name()))
                .toList();
    }

    // Shadow

    /** Lets the shadow decide on what the other brings about. */
    private void follow(StageDecision decision, Outcome outcome, Instant now) {
        commandedNow = outcome.stage();
        Shadow each = shadow;
        if (each == null) return;
        if (each.order().isExpired(now)) end(each, now, "core");
        else
            each.decide(
                            state,
                            new Shadow.Wanted(decision, outcome.stage()),
                            wanted -> judge(wanted, now).stage(),
                            now)
                    .ifPresent(line -> output.decided(UUID.randomUUID().toString(), line));
    }

    /** Begins, replaces or ends a shadow. */
    public OperatorReply order(OperatorRequest.SetShadow request, Instant now) {
        if (request.reason().isBlank()) return OperatorReply.refused("REASON_MISSING", "a shadow needs a reason");
        Shadow before = shadow;
        if (request.strategy().isEmpty()) {
            if (before == null) return OperatorReply.refused("NO_SHADOW", "no shadow decides here");
            end(before, now, request.user());
            return OperatorReply.accepted(before.order().id());
        }
        String name = request.strategy().get();
        if (!Strategies.NAMES.contains(name))
            return OperatorReply.refused("UNKNOWN_STRATEGY", "there are " + Strategies.NAMES);
        if (!request.expiresAt().isAfter(now) || request.expiresAt().isAfter(now.plus(LONGEST_SHADOW)))
            return OperatorReply.refused("TOO_LONG", "a shadow decides for thirty days at most, from now on");
        if (before != null) end(before, now, request.user());
        ShadowOrder order = new ShadowOrder(
                UUID.randomUUID().toString(),
                request.site(),
                name,
                request.user(),
                request.reason(),
                now,
                request.expiresAt());
        restore(order);
        output.shadowed(order, Optional.empty(), Optional.empty());
        return OperatorReply.accepted(order.id());
    }

    /** Puts a shadow back that an earlier owner had, or that the database tells of. */
    public void restore(ShadowOrder order) {
        if (!Strategies.NAMES.contains(order.strategy())) return;
        ControlStrategy strategy = Strategies.laddered(order.strategy(), layout, zone, coordinated);
        shadow = new Shadow(order, new PriorityControl(strategy, layout));
    }

    private void end(Shadow ended, Instant now, String by) {
        shadow = null;
        output.shadowed(ended.order(), Optional.of(now), Optional.of(by));
    }

    /** What the shadow wants beside what is commanded, as screens see it. */
    public Optional<LiveIntersection.Shadow> compareShadow(Instant now) {
        return Optional.ofNullable(shadow).flatMap(each -> each.toLive(commandedNow, now));
    }

    public Optional<ShadowOrder> findShadow() {
        return Optional.ofNullable(shadow).map(Shadow::order);
    }

    // Overrides

    /** Takes an operator's order, or names the rule that forbids it. */
    public OperatorReply order(OperatorRequest.HoldStage request, Instant now) {
        if (layout.findStage(request.stage()).isEmpty())
            return OperatorReply.refused("UNKNOWN_STAGE", "the intersection has no stage " + request.stage());
        return begin(
                new SignalOverride(
                        UUID.randomUUID().toString(),
                        request.site(),
                        SignalOverride.Kind.HOLD_STAGE,
                        Optional.of(request.stage()),
                        Optional.empty(),
                        request.user(),
                        request.reason(),
                        now,
                        request.expiresAt()),
                now);
    }

    public OperatorReply order(OperatorRequest.RunPlan request, Instant now) {
        Optional<SignalPlan> plan = layout.intersection().findPlan(request.plan());
        if (plan.isEmpty())
            return OperatorReply.refused("UNKNOWN_PLAN", "the intersection has no plan " + request.plan());
        return begin(
                new SignalOverride(
                        UUID.randomUUID().toString(),
                        request.site(),
                        SignalOverride.Kind.RUN_PLAN,
                        Optional.empty(),
                        Optional.of(request.plan()),
                        request.user(),
                        request.reason(),
                        now,
                        request.expiresAt()),
                now);
    }

    public OperatorReply order(OperatorRequest.Release request, Instant now) {
        return begin(
                new SignalOverride(
                        UUID.randomUUID().toString(),
                        request.site(),
                        SignalOverride.Kind.RELEASE,
                        Optional.empty(),
                        Optional.empty(),
                        request.user(),
                        request.reason(),
                        now,
                        request.expiresAt()),
                now);
    }

    public OperatorReply cancel(OperatorRequest.CancelOverride request, Instant now) {
        SignalOverride held = override;
        if (held == null) return OperatorReply.refused("NO_OVERRIDE", "no override is in force");
        if (isLatched()) return latched();
        end(held, now, request.user());
        act(now, Optional.empty());
        return OperatorReply.accepted(held.id());
    }

    public OperatorReply order(OperatorRequest.ResetFlash request, Instant now) {
        GatewayId to = gateway;
        if (to == null) return OperatorReply.refused("CONTROLLER_SILENT", "no gateway has reported the controller");
        boolean flashes = state.mode().filter(mode -> mode == ControlMode.FLASH).isPresent();
        if (!flashes && !isLatched())
            return OperatorReply.refused("NOT_FLASHING", "the controller does not flash after a fault");
        if (now.toEpochMilli() - state.heardMs() > SignalState.CONTROLLER_SILENCE.toMillis())
            return OperatorReply.refused("CONTROLLER_SILENT", "the controller was not heard lately");
        if (request.reason().isBlank()) return OperatorReply.refused("REASON_MISSING", "a reset needs a reason");
        if (isLatched()) end(Objects.requireNonNull(override), now, request.user());
        Intersection x = layout.intersection();
        String id = UUID.randomUUID().toString();
        output.command(
                to,
                new ControllerCommand(
                        id,
                        x.id(),
                        x.controller(),
                        now,
                        now.plus(COMMAND_LIFE),
                        "RESET_FLASH",
                        new ControllerCommand.ResetFlash(request.user()),
                        Optional.empty()));
        output.decided(
                id,
                new LiveDecision(
                        x.id(),
                        now,
                        "operator",
                        "RESET_FLASH",
                        Optional.empty(),
                        "OPERATOR",
                        "COMMANDED",
                        Optional.of(id),
                        Map.of("user", request.user(), "reason", request.reason()),
                        List.of()));
        return OperatorReply.accepted(id);
    }

    private OperatorReply begin(SignalOverride wanted, Instant now) {
        if (isLatched()) return latched();
        if (wanted.reason().isBlank()) return OperatorReply.refused("REASON_MISSING", "an override needs a reason");
        if (!wanted.expiresAt().isAfter(now))
            return OperatorReply.refused(
                    "ALREADY_EXPIRED", "it would expire at " + wanted.expiresAt() + ", now is " + now);
        if (wanted.expiresAt().isAfter(now.plus(LONGEST_OVERRIDE)))
            return OperatorReply.refused("TOO_LONG", "an override lasts two hours at most");
        if (wanted.kind() == SignalOverride.Kind.HOLD_STAGE) {
            Verdict verdict = guard.judge(state, wanted.stage().orElseThrow(), now.plus(COMMAND_LIFE), now);
            if (verdict instanceof Verdict.Refused refused)
                return OperatorReply.refused(refused.rule().name(), "the guard refuses: " + refused.values());
        }
        if (override != null) end(override, now, wanted.user());
        restore(wanted);
        output.overridden(wanted, Optional.empty(), Optional.empty());
        act(now, Optional.empty());
        return OperatorReply.accepted(wanted.id());
    }

    /** Puts an override back that an earlier owner had, or that the database tells of. */
    public void restore(SignalOverride wanted) {
        override = wanted;
        overriding = switch (wanted.kind()) {
            case HOLD_STAGE -> new HeldStage(wanted.stage().orElseThrow(), wanted.expiresAt());
            case RELEASE -> new Released(wanted.expiresAt());
            case FLASH -> new MonitorFlash(wanted.reason());
            case RUN_PLAN ->
                Strategies.running(
                        layout.intersection()
                                .findPlan(wanted.plan().orElseThrow())
                                .orElseThrow(),
                        layout,
                        zone);
        };
    }

    /**
     * The monitor saw lamps endanger traffic: the intersection flashes, nothing else is commanded, and what an operator ordered
     * is over, until an engineer resets it.
     */
    public void flash(ShownFault fault, Instant now) {
        if (isLatched()) return;
        if (override != null) end(override, now, SignalOverride.MONITOR);
        commandedAt = null;
        SignalOverride latch =
                SignalOverride.flashFor(fault, layout.intersection().id(), now);
        restore(latch);
        output.overridden(latch, Optional.empty(), Optional.empty());
        act(now, Optional.empty());
    }

    private boolean isLatched() {
        return override != null && override.kind() == SignalOverride.Kind.FLASH;
    }

    private OperatorReply latched() {
        return OperatorReply.refused(
                "FLASH_LATCHED",
                "flashes since the monitor saw "
                        + Objects.requireNonNull(override).reason() + "; an engineer has to reset it");
    }

    private void endExpiredOverride(Instant now) {
        SignalOverride held = override;
        if (held != null && held.isExpired(now)) end(held, now, "core");
    }

    private void end(SignalOverride held, Instant now, String by) {
        override = null;
        overriding = null;
        output.overridden(held, Optional.of(now), Optional.of(by));
    }

    // What it shows

    public Optional<SignalOverride> findOverride() {
        return Optional.ofNullable(override);
    }

    public String strategy() {
        return (overriding != null ? overriding : scheduled).name();
    }

    public Optional<LiveIntersection.Why> findWhy() {
        return Optional.ofNullable(why);
    }

    public Optional<StageId> findNext() {
        return next;
    }

    public Optional<Instant> findPlannedEnd() {
        return plannedEnd;
    }

    public Optional<GatewayId> findGateway() {
        return Optional.ofNullable(gateway);
    }
}
