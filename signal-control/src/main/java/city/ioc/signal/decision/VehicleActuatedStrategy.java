package city.ioc.signal.decision;

import city.ioc.contracts.street.SignalPlan;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * Vehicle actuation: a green lasts while traffic arrives within the gap, between its minimum and the split of the plan of the
 * hour, and stages nobody waits for are passed over. In a corridor the plan's first stage keeps its place in the common cycle
 * and the others share what is left. Immutable.
 *
 * <p>A group without a detector, or with one that cannot be believed, is served as if somebody always waited and runs as long
 * as its split: with no detection at all this is fixed-time control.
 */
public final class VehicleActuatedStrategy implements ControlStrategy {
    /** The name in the settings. */
    public static final String NAME = "vehicle-actuated";

    private final SignalLayout layout;
    private final PlanSource plans;
    private final boolean coordinated;
    private final long maxStageMs;

    /**
     * Follows the intersection's schedule.
     *
     * @param coordinated whether the first stage of each plan keeps its place in the cycle
     */
    public VehicleActuatedStrategy(SignalLayout layout, ZoneId zone, boolean coordinated) {
        this(layout, PlanSource.ofSchedule(layout, zone), coordinated);
    }

    /** Follows one plan, whatever the schedule says. */
    public VehicleActuatedStrategy(SignalLayout layout, ZoneId zone, boolean coordinated, SignalPlan plan) {
        this(layout, PlanSource.of(plan, layout, zone), coordinated);
    }

    private VehicleActuatedStrategy(SignalLayout layout, PlanSource plans, boolean coordinated) {
        this.layout = layout;
        this.plans = plans;
        this.coordinated = coordinated;
        this.maxStageMs = layout.intersection().maxStage().toMillis();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StageDecision decide(SignalState state, Instant now) {
        LocalDateTime local = plans.local(now);
        CompiledPlan plan = plans.findAt(local).orElse(null);
        if (plan == null) return new StageDecision.LeaveLocal(DecisionReason.NO_PLAN, Map.of());
        if (plan.isFlash())
            return new StageDecision.LeaveLocal(
                    DecisionReason.NIGHT_FLASH, Map.of("plan", plan.plan.id().value()));
        return Readiness.findObstacle(state, now)
                .orElseGet(() -> new Actuation(plan, plan.positionMs(local), state, now.toEpochMilli()).decide());
    }

    /** One decision: what it goes by, looked up once. */
    private final class Actuation {
        private final CompiledPlan plan;
        private final long position;
        private final SignalState state;
        private final long nowMs;
        private final int running;
        private final int split;

        Actuation(CompiledPlan plan, long position, SignalState state, long nowMs) {
            this.plan = plan;
            this.position = position;
            this.state = state;
            this.nowMs = nowMs;
            this.running = state.stage();
            this.split = plan.splitOf(running, plan.splitAt(position));
        }

        StageDecision decide() {
            int starved = findStarved();
            int next = starved >= 0 ? starved : findRival();
            if (next < 0 && split < 0) next = plan.stage[0];
            if (next < 0) {
                return waitsElsewhere() && isCoordinatedStage()
                        ? hold(DecisionReason.COORDINATION, Map.of(), -1, nowMs + untilMs(plan.endMs[0]))
                        : hold(DecisionReason.NO_RIVAL_DEMAND, Map.of(), -1, 0);
            }
            long minLeftMs = Readiness.minGreenLeftMs(state, running, next, nowMs);
            if (minLeftMs > 0)
                return hold(
                        DecisionReason.MIN_GREEN,
                        Map.of("leftS", Readiness.seconds(minLeftMs)),
                        next,
                        starved >= 0 ? nowMs + minLeftMs : Math.max(nowMs + minLeftMs, latestEndMs()));
            if (starved >= 0) return change(next, DecisionReason.MAX_RED, Map.of());
            if (split < 0) return change(next, DecisionReason.STAGE_OUTSIDE_PLAN, Map.of());
            return coordinated ? keepStep(next) : actuate(next, latestEndMs(), DecisionReason.MAX_OUT);
        }

        /** In a corridor: the first stage until its point in the cycle, the others until theirs. */
        private StageDecision keepStep(int next) {
            if (!isCoordinatedStage()) return actuate(next, latestEndMs(), DecisionReason.FORCE_OFF);
            long yieldInMs = untilMs(plan.endMs[0]);
            boolean beforeYield = position < plan.endMs[0];
            return beforeYield
                    ? hold(DecisionReason.COORDINATION, Map.of(), next, nowMs + yieldInMs)
                    : change(next, DecisionReason.FORCE_OFF, Map.of());
        }

        private StageDecision actuate(int next, long latestEndMs, DecisionReason atEnd) {
            if (nowMs >= latestEndMs) return change(next, atEnd, Map.of());
            long ending = layout.stageGroups(running) & ~layout.stageGroups(next) & layout.vehicleGroups();
            for (long rest = ending; rest != 0; rest &= rest - 1) {
                int g = Long.numberOfTrailingZeros(rest);
                if (!state.isRecalled(g)) continue;
                boolean failed = (layout.detectedGroups() & 1L << g) != 0;
                return hold(
                        failed ? DecisionReason.DETECTORS_FAILED : DecisionReason.PLAN_SPLIT,
                        Map.of("group", layout.group(g).id().value()),
                        next,
                        latestEndMs);
            }
            long gapMs = plan.gapMs[split];
            long sinceMs = sinceLastVehicleMs(ending);
            return sinceMs >= gapMs
                    ? change(next, DecisionReason.GAP_OUT, gapValues(sinceMs, gapMs))
                    : hold(DecisionReason.EXTENDING, gapValues(sinceMs, gapMs), next, latestEndMs);
        }

        /** When the running stage has to end, now that somebody waits. */
        private long latestEndMs() {
            if (split < 0) return nowMs;
            long rivalMs = Math.max(state.stageSinceMs(), rivalSinceMs());
            long byMaxStage = rivalMs + maxStageMs;
            if (!coordinated) return Math.min(byMaxStage, rivalMs + plan.greenMs[split]);
            if (isCoordinatedStage()) return nowMs + untilMs(plan.endMs[0]);
            boolean withinItsTime = position >= plan.endMs[0] && position < plan.endMs[split];
            return withinItsTime ? Math.min(byMaxStage, nowMs + plan.endMs[split] - position) : nowMs;
        }

        /** The stage that a longest red is due for; of several in the plan's order the next one. */
        private int findStarved() {
            int from = Math.max(split, 0);
            int[] order = new int[plan.splits()];
            for (int i = 0; i < order.length; i++)
                order[i] = plan.stage[(from + i + (split < 0 ? 0 : 1)) % plan.splits()];
            return LongestRed.findStarved(state, order, nowMs);
        }

        /** The next stage in the plan's order that somebody waits for; -1 when there is none to change to now. */
        private int findRival() {
            int from = Math.max(split, 0);
            for (int i = split < 0 ? 0 : 1; i <= plan.splits(); i++) {
                int candidate = (from + i) % plan.splits();
                int stage = plan.stage[candidate];
                if (stage == running) continue;
                if (coordinated && candidate == 0) return stage;
                if (isWantedElsewhere(stage) && (!coordinated || fits(candidate))) return stage;
            }
            return -1;
        }

        /** Whether a stage still reaches its minimum before its point in the cycle. */
        private boolean fits(int candidate) {
            if (isCoordinatedStage() && position < plan.endMs[0]) return true;
            long needMs =
                    layout.interstageMs(running, plan.stage[candidate]) + longestMinGreenMs(plan.stage[candidate]);
            return position >= plan.endMs[0] && plan.endMs[candidate] - position >= needMs;
        }

        private boolean isCoordinatedStage() {
            return coordinated && plan.splits() > 0 && running == plan.stage[0];
        }

        private boolean waitsElsewhere() {
            for (int i = 0; i < plan.splits(); i++)
                if (plan.stage[i] != running && isWantedElsewhere(plan.stage[i])) return true;
            return false;
        }

        private boolean isWantedElsewhere(int stage) {
            for (long rest = layout.stageGroups(stage) & ~layout.stageGroups(running); rest != 0; rest &= rest - 1)
                if (state.isCalled(Long.numberOfTrailingZeros(rest))) return true;
            return false;
        }

        private long rivalSinceMs() {
            long since = nowMs;
            for (int g = 0; g < layout.groups(); g++)
                if ((layout.stageGroups(running) & 1L << g) == 0 && state.isCalled(g))
                    since = Math.min(since, state.calledSinceMs(g));
            return since;
        }

        private long sinceLastVehicleMs(long groups) {
            long since = Long.MAX_VALUE;
            for (int d = 0; d < layout.detectors().size(); d++)
                if ((layout.detectors().get(d).groups() & groups) != 0)
                    since = Math.min(since, state.sinceOccupiedMs(d, nowMs));
            return since;
        }

        private long longestMinGreenMs(int stage) {
            long longest = 0;
            for (long rest = layout.stageGroups(stage); rest != 0; rest &= rest - 1)
                longest = Math.max(
                        longest,
                        layout.group(Long.numberOfTrailingZeros(rest))
                                .minGreen()
                                .toMillis());
            return longest;
        }

        private long untilMs(long point) {
            return Math.floorMod(point - position, plan.cycleMs);
        }

        private Map<String, String> gapValues(long sinceMs, long gapMs) {
            String since = sinceMs > 3_600_000 ? "none" : Readiness.seconds(sinceMs);
            return Map.of("sinceVehicleS", since, "gapS", Readiness.seconds(gapMs));
        }

        private StageDecision hold(DecisionReason reason, Map<String, String> values, int next, long endMs) {
            return new StageDecision.Hold(
                    reason,
                    withGreen(values),
                    next < 0 ? Optional.empty() : Optional.of(layout.stage(next).id()),
                    endMs == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(endMs)));
        }

        private StageDecision change(int next, DecisionReason reason, Map<String, String> values) {
            return new StageDecision.ChangeTo(layout.stage(next).id(), reason, withGreen(values));
        }

        private Map<String, String> withGreen(Map<String, String> values) {
            Map<String, String> all = new java.util.HashMap<>(values);
            all.put("plan", plan.plan.id().value());
            all.put("greenS", Readiness.seconds(nowMs - state.stageSinceMs()));
            return all;
        }
    }
}
