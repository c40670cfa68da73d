package city.ioc.signal.decision.adaptive;

import city.ioc.signal.decision.CompiledPlan;
import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.DecisionReason;
import city.ioc.signal.decision.LongestRed;
import city.ioc.signal.decision.PlanSource;
import city.ioc.signal.decision.Readiness;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Adaptive control: each time it is asked it plays keeping the running stage and changing to every other one against the vehicles
 * it knows of and those it expects, and takes what costs all of them together the least delay. Stages come in any order and
 * one that nobody waits for does not come. The plan of the hour says which stages there are and whether the signals flash.
 *
 * <p>Keeps nothing between two decisions but working memory; confined to the intersection's single writer.
 */
public final class AdaptiveStrategy implements ControlStrategy {
    /** The name in the settings. */
    public static final String NAME = "adaptive";

    /** A stage is weighed when somebody comes for it within this, seconds. */
    private static final double WANTED_WITHIN_S = 20;

    private static final double[] KEEP_S = {1, 3, 6, 10, 15, 22, 32};

    private final SignalLayout layout;
    private final PlanSource plans;
    private final AdaptiveParameters parameters;
    private final Forecast forecast;
    private final int[] usable;
    private final int allRed;
    private final Rollout rollout;
    private final Explanation explanation;
    private final double[] cost;
    private final double[] afterS;

    /** Follows the intersection's schedule. */
    public AdaptiveStrategy(SignalLayout layout, ZoneId zone) {
        this(layout, zone, AdaptiveParameters.DEFAULT);
    }

    public AdaptiveStrategy(SignalLayout layout, ZoneId zone, AdaptiveParameters parameters) {
        this.layout = layout;
        this.plans = PlanSource.ofSchedule(layout, zone);
        this.parameters = parameters;
        forecast = new Forecast(layout, parameters);
        usable = IntStream.range(0, layout.stages())
                .filter(s -> layout.stageGroups(s) != 0 && !layout.hasConflict(layout.stageGroups(s)))
                .toArray();
        allRed = IntStream.range(0, layout.stages())
                .filter(s -> layout.stageGroups(s) == 0)
                .findFirst()
                .orElse(-1);
        rollout = new Rollout(layout, forecast, parameters, usable);
        explanation = new Explanation(layout, forecast, rollout);
        cost = new double[layout.stages()];
        afterS = new double[layout.stages()];
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StageDecision decide(SignalState state, Instant now) {
        CompiledPlan plan = plans.findAt(plans.local(now)).orElse(null);
        if (plan == null) return new StageDecision.LeaveLocal(DecisionReason.NO_PLAN, Map.of());
        if (plan.isFlash())
            return new StageDecision.LeaveLocal(
                    DecisionReason.NIGHT_FLASH, Map.of("plan", plan.plan().id().value()));
        return Readiness.findObstacle(state, now).orElseGet(() -> weigh(state, now.toEpochMilli()));
    }

    private StageDecision weigh(SignalState state, long nowMs) {
        int running = state.stage();
        forecast.read(state, nowMs);
        Arrays.fill(cost, Double.POSITIVE_INFINITY);
        int starved = LongestRed.findStarved(state, usable, nowMs);
        if (starved >= 0) {
            long leftMs = Readiness.minGreenLeftMs(state, running, starved, nowMs);
            return leftMs > 0
                    ? hold(state, DecisionReason.MIN_GREEN, starved, nowMs + leftMs, nowMs)
                    : change(state, DecisionReason.MAX_RED, starved, starved, nowMs);
        }
        double greenS = (nowMs - state.stageSinceMs()) / 1000.0;
        if (running != allRed) keepCost(state, running, nowMs);
        int best = -1;
        for (int s : usable) {
            if (s == running || !isWanted(s, running)) continue;
            changeCost(state, running, s, nowMs);
            if (best < 0 || cost[s] < cost[best]) best = s;
        }
        if (best < 0) return hold(state, DecisionReason.NO_RIVAL_DEMAND, -1, 0, nowMs);
        if (running == allRed) return leaveAllRed(state, best, greenS, nowMs);
        boolean overlong = greenS * 1000 >= layout.intersection().maxStage().toMillis() && waitsFor(best);
        long leftMs = Readiness.minGreenLeftMs(state, running, best, nowMs);
        double saves = cost[running] - cost[best] - parameters.switchMarginPcuS();
        boolean sameAfterMinGreen = leftMs > 0 && saves > -2 * parameters.switchMarginPcuS();
        if (!overlong && saves <= 0 && !sameAfterMinGreen)
            return hold(
                    state,
                    waitsForAny(running) ? reasonToKeep(running) : DecisionReason.NO_RIVAL_DEMAND,
                    best,
                    nowMs + (long) (afterS[running] * 1000),
                    nowMs);
        if (leftMs > 0) return hold(state, DecisionReason.MIN_GREEN, best, nowMs + leftMs, nowMs);
        DecisionReason reason = overlong ? DecisionReason.MAX_OUT : DecisionReason.SERVES_MOST;
        return change(state, reason, best, allRed >= 0 && standsInTheWay(state, best) ? allRed : best, nowMs);
    }

    /** All-red: goes on once nobody stands where the next stage's traffic would go. */
    private StageDecision leaveAllRed(SignalState state, int best, double sinceS, long nowMs) {
        if (!standsInTheWay(state, best)) return change(state, DecisionReason.SERVES_MOST, best, best, nowMs);
        if (sinceS < parameters.boxPatienceS())
            return hold(
                    state, DecisionReason.BOX_CLEARING, best, nowMs + (long) (parameters.boxPatienceS() * 1000), nowMs);
        int free = -1;
        for (int s : usable) if (!standsInTheWay(state, s) && (free < 0 || cost[s] < cost[free])) free = s;
        return change(state, DecisionReason.BOX_CLEARING, free >= 0 ? free : best, free >= 0 ? free : best, nowMs);
    }

    private void keepCost(SignalState state, int running, long nowMs) {
        double leastS = Double.POSITIVE_INFINITY;
        for (int s : usable)
            if (s != running) leastS = Math.min(leastS, Readiness.minGreenLeftMs(state, running, s, nowMs) / 1000.0);
        for (double longer : KEEP_S) {
            double seconds = leastS == Double.POSITIVE_INFINITY ? longer : leastS + longer;
            rollout.begin(state, running, nowMs);
            rollout.keep(seconds);
            double all = rollout.finish();
            if (all < cost[running]) {
                cost[running] = all;
                afterS[running] = seconds;
            }
        }
    }

    private void changeCost(SignalState state, int running, int next, long nowMs) {
        double waitS = Readiness.minGreenLeftMs(state, running, next, nowMs) / 1000.0;
        double tau = layout.interstageMs(running, next) / 1000.0;
        rollout.begin(state, running, nowMs);
        double green = rollout.bestGreenS(next, waitS + tau, tau);
        for (int variant = 0; variant < 2; variant++) {
            rollout.begin(state, running, nowMs);
            if (waitS > 0) rollout.keep(waitS);
            rollout.change(next, Math.max(green + variant * 6, rollout.minGreenS(next)));
            double all = rollout.finish();
            if (all < cost[next]) cost[next] = all;
        }
        afterS[next] = waitS;
    }

    /** Whether a stage serves somebody soon whom the running one does not. */
    private boolean isWanted(int stage, int running) {
        for (int l = 0; l < forecast.lanes; l++)
            if (rollout.serves(stage, l)
                    && (running == allRed || !rollout.serves(running, l))
                    && (forecast.queuePcu(l) > 0 || forecast.arrivingPcu(l, WANTED_WITHIN_S) > 0)) return true;
        return false;
    }

    private boolean waitsFor(int stage) {
        for (int l = 0; l < forecast.lanes; l++) if (rollout.serves(stage, l) && forecast.queuePcu(l) > 0) return true;
        return false;
    }

    private boolean waitsForAny(int running) {
        for (int s : usable) if (s != running && waitsFor(s)) return true;
        return false;
    }

    private DecisionReason reasonToKeep(int running) {
        double queue = 0;
        double coming = 0;
        for (int l = 0; l < forecast.lanes; l++) {
            if (!rollout.serves(running, l)) continue;
            queue += forecast.queuePcu(l);
            coming += forecast.arrivingPcu(l, 10);
        }
        if (queue > coming) return DecisionReason.QUEUE_DISCHARGING;
        return coming > 0 ? DecisionReason.PLATOON_COMING : DecisionReason.OUTWEIGHS;
    }

    /** Whether a vehicle stands between the stop lines whose way crosses that of a stage's traffic. */
    private boolean standsInTheWay(SignalState state, int next) {
        long greens = layout.stageGroups(next);
        for (int l = 0; l < forecast.vehicleLanes; l++) {
            if (!state.traffic().isBoxStanding(l)) continue;
            for (long rest = forecast.groups[l] & ~greens; rest != 0; rest &= rest - 1)
                if ((layout.conflicts(Long.numberOfTrailingZeros(rest)) & greens) != 0) return true;
        }
        return false;
    }

    private StageDecision hold(SignalState state, DecisionReason reason, int next, long endMs, long nowMs) {
        return new StageDecision.Hold(
                reason,
                explanation.basis(state, nowMs),
                next < 0 ? Optional.empty() : Optional.of(layout.stage(next).id()),
                endMs == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(endMs)),
                explanation.candidates(state.stage(), cost, afterS));
    }

    private StageDecision change(SignalState state, DecisionReason reason, int best, int by, long nowMs) {
        Map<String, String> values = explanation.basis(state, nowMs);
        if (by != best) values.put("for", layout.stage(best).id().value());
        return new StageDecision.ChangeTo(
                layout.stage(by).id(), reason, values, explanation.candidates(state.stage(), cost, afterS));
    }
}
