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
 * Runs the plan of the hour by the clock: every split begins at its second of the cycle, counted from local midnight plus the
 * offset, so that intersections along a street keep step without speaking to one another. Immutable.
 */
public final class FixedTimeStrategy implements ControlStrategy {
    /** The name in the settings. */
    public static final String NAME = "fixed-time";

    private final SignalLayout layout;
    private final PlanSource plans;

    /** Follows the intersection's schedule. */
    public FixedTimeStrategy(SignalLayout layout, ZoneId zone) {
        this.layout = layout;
        this.plans = PlanSource.ofSchedule(layout, zone);
    }

    /** Follows one plan, whatever the schedule says. */
    public FixedTimeStrategy(SignalLayout layout, ZoneId zone, SignalPlan plan) {
        this.layout = layout;
        this.plans = PlanSource.of(plan, layout, zone);
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
        if (plan.isFlash()) return new StageDecision.LeaveLocal(DecisionReason.NIGHT_FLASH, planValue(plan));
        return Readiness.findObstacle(state, now)
                .orElseGet(() -> follow(plan, plan.positionMs(local), state, now.toEpochMilli()));
    }

    private StageDecision follow(CompiledPlan plan, long position, SignalState state, long nowMs) {
        int running = state.stage();
        int split = plan.splitAt(position);
        int target = plan.stage[split];
        if (running == target) return hold(plan, split, position, DecisionReason.PLAN_SPLIT, nowMs);
        long minLeftMs = Readiness.minGreenLeftMs(state, running, target, nowMs);
        if (minLeftMs > 0)
            return new StageDecision.Hold(
                    DecisionReason.MIN_GREEN,
                    Map.of(
                            "plan",
                            plan.plan.id().value(),
                            "cycleSecondS",
                            Readiness.seconds(position),
                            "leftS",
                            Readiness.seconds(minLeftMs)),
                    Optional.of(layout.stage(target).id()),
                    Optional.of(Instant.ofEpochMilli(nowMs + minLeftMs)));
        boolean worthIt = plan.endMs[split] - position
                >= layout.interstageMs(running, target) + longestMinGreenMs(layout.stageGroups(target));
        // After a change of plan the rest of a split may be too short to be run: what runs then goes on until the next
        // one.
        if (!worthIt && position != plan.startMs[split])
            return hold(plan, split, position, DecisionReason.PLAN_SPLIT, nowMs);
        return new StageDecision.ChangeTo(layout.stage(target).id(), DecisionReason.PLAN_SPLIT, values(plan, position));
    }

    private StageDecision hold(CompiledPlan plan, int split, long position, DecisionReason reason, long nowMs) {
        int next = plan.stage[(split + 1) % plan.splits()];
        return new StageDecision.Hold(
                reason,
                values(plan, position),
                Optional.of(layout.stage(next).id()),
                Optional.of(Instant.ofEpochMilli(nowMs + plan.endMs[split] - position)));
    }

    private long longestMinGreenMs(long groups) {
        long longest = 0;
        for (long rest = groups; rest != 0; rest &= rest - 1)
            longest = Math.max(
                    longest,
                    layout.group(Long.numberOfTrailingZeros(rest)).minGreen().toMillis());
        return longest;
    }

    private static Map<String, String> planValue(CompiledPlan plan) {
        return Map.of("plan", plan.plan.id().value());
    }

    private static Map<String, String> values(CompiledPlan plan, long position) {
        return Map.of(
                "plan", plan.plan.id().value(),
                "cycleSecondS", Readiness.seconds(position),
                "cycleS", Readiness.seconds(plan.cycleMs));
    }
}
