package city.ioc.signal.decision.priority;

import city.ioc.contracts.id.StageId;
import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.DecisionReason;
import city.ioc.signal.decision.LongestRed;
import city.ioc.signal.decision.Readiness;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.decision.ladder.ControlLadder;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.priority.PriorityBook;
import city.ioc.signal.priority.PriorityRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Priority around any strategy. For an emergency the group's stage comes as soon as minimum greens and intergreens allow, stays
 * until the vehicle has passed, and afterwards those who were kept waiting come first. For a bus a green is kept a little longer
 * or begun a little earlier, and the stage that was cut short gets the time back at its next green. Longest reds go before buses;
 * before emergencies the guard sees to them. Without requests it is the strategy that it wraps. Keeps nothing itself.
 */
public final class PriorityControl implements ControlStrategy {
    /** A queue before the vehicle needs this long to get out of its way. */
    static final long CLEAR_QUEUE_MS = 10_000;
    /** How long after an emergency those who waited for it come first. */
    static final long RECOVER_FOR_MS = 120_000;
    /** A bus is worth no longer extension than this. */
    static final long LONGEST_EXTENSION_MS = 15_000;
    /** A bus that is late by this has been missed. */
    static final long GRACE_MS = 3_000;

    private final ControlStrategy usual;
    private final SignalLayout layout;
    private final int[] sound;

    public PriorityControl(ControlStrategy usual, SignalLayout layout) {
        this.usual = usual;
        this.layout = layout;
        sound = IntStream.range(0, layout.stages())
                .filter(s -> !layout.hasConflict(layout.stageGroups(s)))
                .toArray();
    }

    @Override
    public String name() {
        return usual.name();
    }

    @Override
    public StageDecision decide(SignalState state, Instant now) {
        StageDecision wanted = usual.decide(state, now);
        StageDecision decided = around(wanted, state, now);
        return decided == wanted ? wanted : decided.with(ControlLadder.saidBy(wanted));
    }

    private StageDecision around(StageDecision wanted, SignalState state, Instant now) {
        if (wanted instanceof StageDecision.LeaveLocal
                || Readiness.findObstacle(state, now).isPresent()) return wanted;
        PriorityBook book = state.priority();
        Optional<PriorityRequest> emergency = book.findFirst(PriorityRequest.Kind.EMERGENCY, now);
        if (emergency.isPresent()) return serve(emergency.get(), wanted, state, now);
        long nowMs = now.toEpochMilli();
        if (LongestRed.findStarved(state, sound, nowMs) >= 0) return wanted;
        Optional<StageDecision> recovery = book.findServed().flatMap(served -> recover(served, state, nowMs));
        if (recovery.isPresent()) return recovery.get();
        Optional<StageDecision> bus =
                book.findFirst(PriorityRequest.Kind.BUS, now).flatMap(request -> favour(request, wanted, state, nowMs));
        return bus.or(() -> compensate(wanted, state, nowMs)).orElse(wanted);
    }

    /** Notes what was cut and what was given back; to be told every decision that is commanded. */
    public static void account(SignalState state, StageDecision commanded, Instant now) {
        if (!(commanded instanceof StageDecision.ChangeTo change) || !state.isAtRest()) return;
        int running = state.stage();
        PriorityBook book = state.priority();
        book.findDebt(running)
                .filter(debt -> state.stageSinceMs() > debt.cutAt().toEpochMilli())
                .ifPresent(debt -> book.paid(running));
        if (change.reason() != DecisionReason.BUS_EARLY_GREEN) return;
        double owedS = Double.parseDouble(change.values().getOrDefault("owedS", "0"));
        if (owedS > 0) book.owe(running, (long) (owedS * 1000), now);
    }

    private StageDecision serve(PriorityRequest request, StageDecision wanted, SignalState state, Instant now) {
        int group = layout.findGroup(request.group()).orElse(-1);
        int running = state.stage();
        int serving = group < 0 ? -1 : stageServing(group, running);
        if (serving < 0) return wanted;
        long nowMs = now.toEpochMilli();
        Map<String, String> values = values(request, nowMs);
        if (serving == running)
            return new StageDecision.Hold(
                    DecisionReason.EMERGENCY_DWELL, values, Optional.empty(), Optional.of(request.expiresAt()));
        long minLeftMs = Readiness.minGreenLeftMs(state, running, serving, nowMs);
        long dueMs = request.arrivesAt().toEpochMilli() - CLEAR_QUEUE_MS - layout.greenDelayMs(running, serving, group);
        if (nowMs + minLeftMs < dueMs && !wouldBeLate(wanted, running, serving, group, request, nowMs)) return wanted;
        return goTo(serving, minLeftMs, DecisionReason.EMERGENCY_ENTRY, values, nowMs);
    }

    /** Whether the strategy's own change would take too long to be undone in time. */
    private boolean wouldBeLate(
            StageDecision wanted, int running, int serving, int group, PriorityRequest request, long nowMs) {
        if (!(wanted instanceof StageDecision.ChangeTo change)) return false;
        int next = layout.findStage(change.stage()).orElse(serving);
        if (next == serving) return false;
        long backMs = layout.interstageMs(running, next)
                + longestMinGreenMs(next)
                + layout.greenDelayMs(next, serving, group);
        return nowMs + backMs > request.arrivesAt().toEpochMilli() - CLEAR_QUEUE_MS;
    }

    private Optional<StageDecision> recover(PriorityBook.Served served, SignalState state, long nowMs) {
        if (nowMs - served.until().toEpochMilli() > RECOVER_FOR_MS) return Optional.empty();
        int longest = -1;
        for (int g = 0; g < layout.groups(); g++) {
            boolean isKnown = state.findLampSince(g).isPresent();
            if (!isKnown || !state.isCalled(g)) continue;
            if (state.lampSinceMs(g) > served.from().toEpochMilli()) continue;
            if (longest < 0 || state.lampSinceMs(g) < state.lampSinceMs(longest)) longest = g;
        }
        int running = state.stage();
        int serving = longest < 0 ? -1 : stageServing(longest, running);
        if (serving < 0 || serving == running) return Optional.empty();
        long minLeftMs = Readiness.minGreenLeftMs(state, running, serving, nowMs);
        Map<String, String> values = Map.of(
                "group", layout.group(longest).id().value(),
                "waitedS", Readiness.seconds(nowMs - state.lampSinceMs(longest)));
        return Optional.of(goTo(serving, minLeftMs, DecisionReason.EMERGENCY_RECOVERY, values, nowMs));
    }

    private Optional<StageDecision> favour(
            PriorityRequest request, StageDecision wanted, SignalState state, long nowMs) {
        int group = layout.findGroup(request.group()).orElse(-1);
        int running = state.stage();
        int serving = group < 0 ? -1 : stageServing(group, running);
        if (serving < 0) return Optional.empty();
        long arrivesMs = request.arrivesAt().toEpochMilli();
        return serving == running
                ? extend(request, wanted, state, arrivesMs, nowMs)
                : begin(request, wanted, state, serving, group, arrivesMs, nowMs);
    }

    private Optional<StageDecision> extend(
            PriorityRequest request, StageDecision wanted, SignalState state, long arrivesMs, long nowMs) {
        long untilMs = Math.min(
                arrivesMs + GRACE_MS,
                state.stageSinceMs() + layout.intersection().maxStage().toMillis() + LONGEST_EXTENSION_MS);
        boolean worthIt = arrivesMs - nowMs <= LONGEST_EXTENSION_MS && nowMs < untilMs;
        if (!(wanted instanceof StageDecision.ChangeTo change) || !worthIt) return Optional.empty();
        return Optional.of(new StageDecision.Hold(
                DecisionReason.BUS_EXTENSION,
                values(request, nowMs),
                Optional.of(change.stage()),
                Optional.of(Instant.ofEpochMilli(untilMs))));
    }

    private Optional<StageDecision> begin(
            PriorityRequest request,
            StageDecision wanted,
            SignalState state,
            int serving,
            int group,
            long arrivesMs,
            long nowMs) {
        int running = state.stage();
        boolean due = arrivesMs - nowMs <= layout.greenDelayMs(running, serving, group) + GRACE_MS;
        boolean young = Readiness.minGreenLeftMs(state, running, serving, nowMs) > 0;
        if (!(wanted instanceof StageDecision.Hold hold) || !due || young || isOwed(state, running))
            return Optional.empty();
        long lostMs = hold.plannedEnd()
                .map(end -> Math.clamp(end.toEpochMilli() - nowMs, 0, LONGEST_EXTENSION_MS))
                .orElse(0L);
        long owedMs = lostMs == 0 ? 0 : nowMs - state.stageSinceMs() + 2 * lostMs;
        Map<String, String> values = new java.util.HashMap<>(values(request, nowMs));
        values.put("cutS", Readiness.seconds(lostMs));
        values.put("owedS", Readiness.seconds(owedMs));
        return Optional.of(new StageDecision.ChangeTo(stage(serving), DecisionReason.BUS_EARLY_GREEN, values));
    }

    private Optional<StageDecision> compensate(StageDecision wanted, SignalState state, long nowMs) {
        int running = state.stage();
        if (!(wanted instanceof StageDecision.ChangeTo change) || !isOwed(state, running)) return Optional.empty();
        long owedMs = state.priority().findDebt(running).orElseThrow().greenMs();
        long untilMs = state.stageSinceMs()
                + Math.min(owedMs, layout.intersection().maxStage().toMillis());
        if (nowMs >= untilMs) return Optional.empty();
        return Optional.of(new StageDecision.Hold(
                DecisionReason.COMPENSATION,
                Map.of("owedS", Readiness.seconds(untilMs - nowMs)),
                Optional.of(change.stage()),
                Optional.of(Instant.ofEpochMilli(untilMs))));
    }

    private static boolean isOwed(SignalState state, int stage) {
        return state.priority()
                .findDebt(stage)
                .filter(debt -> state.stageSinceMs() > debt.cutAt().toEpochMilli())
                .isPresent();
    }

    private StageDecision goTo(
            int stage, long minLeftMs, DecisionReason reason, Map<String, String> values, long nowMs) {
        return minLeftMs > 0
                ? new StageDecision.Hold(
                        DecisionReason.MIN_GREEN,
                        values,
                        Optional.of(stage(stage)),
                        Optional.of(Instant.ofEpochMilli(nowMs + minLeftMs)))
                : new StageDecision.ChangeTo(stage(stage), reason, values);
    }

    /** The running stage where it serves the group, else the one that does soonest; -1 when none does soundly. */
    private int stageServing(int group, int running) {
        if ((layout.stageGroups(running) & 1L << group) != 0) return running;
        int best = -1;
        for (int s : sound) {
            if ((layout.stageGroups(s) & 1L << group) == 0) continue;
            if (best < 0 || layout.greenDelayMs(running, s, group) < layout.greenDelayMs(running, best, group))
                best = s;
        }
        return best;
    }

    private long longestMinGreenMs(int stage) {
        long longest = 0;
        for (long rest = layout.stageGroups(stage); rest != 0; rest &= rest - 1)
            longest = Math.max(
                    longest,
                    layout.group(Long.numberOfTrailingZeros(rest)).minGreen().toMillis());
        return longest;
    }

    private StageId stage(int stage) {
        return layout.stage(stage).id();
    }

    private static Map<String, String> values(PriorityRequest request, long nowMs) {
        return Map.of(
                "request", request.id(),
                "by", request.by(),
                "group", request.group().value(),
                "etaS", Readiness.seconds(Math.max(0, request.arrivesAt().toEpochMilli() - nowMs)));
    }
}
