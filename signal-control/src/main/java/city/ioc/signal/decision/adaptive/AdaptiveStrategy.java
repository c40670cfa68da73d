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
 * Adaptive control. Next comes the stage that lets most vehicles go per second of signal time, switching loss counted (Lämmer,
 * Helbing 2008). The running stage is kept as long as some seconds more of it save those who come for it more delay, since they
 * would have to wait until it comes again, than they cost all those who wait elsewhere (Miller 1963: Settings for fixed-cycle
 * traffic signals). Stages come in any order and one that nobody waits for does not come. The plan of the hour says whether the
 * signals flash.
 *
 * <p>Where the intersection has a stage without greens, changes go through it, and on from it once nobody stands between the stop
 * lines where the next stage's traffic would go.
 *
 * <p>Keeps nothing between two decisions but working memory; confined to the intersection's single writer.
 */
public final class AdaptiveStrategy implements ControlStrategy {
    /** The name in the settings. */
    public static final String NAME = "adaptive";

    /** By how much keeping the running stage is considered, seconds. */
    private static final double[] LONGER_S = {1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22};

    /** Over how long the discharge of the running stage is looked at, seconds. */
    private static final double FLOWING_S = 5;
    /** Where the next stage costs nobody anything the others are still told apart, PCU·s. */
    private static final double LEAST_COST = 1;

    private final SignalLayout layout;
    private final PlanSource plans;
    private final AdaptiveParameters parameters;
    private final Forecast forecast;
    private final StageService service;
    private final Explanation explanation;
    private final int[] usable;
    private final int allRed;
    /** By stage: the green it would get and what it would let go per second; 0 when nobody wants it. */
    private final double[] greenS;

    private final double[] pcuPerS;
    private final double[] cost;
    private double keptS;

    /** Follows the intersection's schedule. */
    public AdaptiveStrategy(SignalLayout layout, ZoneId zone) {
        this(layout, zone, AdaptiveParameters.DEFAULT);
    }

    /** Goes by what is seen here alone, whatever neighbours tell. */
    public static AdaptiveStrategy isolated(SignalLayout layout, ZoneId zone) {
        return new AdaptiveStrategy(layout, zone, AdaptiveParameters.DEFAULT, false);
    }

    public AdaptiveStrategy(SignalLayout layout, ZoneId zone, AdaptiveParameters parameters) {
        this(layout, zone, parameters, true);
    }

    private AdaptiveStrategy(SignalLayout layout, ZoneId zone, AdaptiveParameters parameters, boolean hearsNeighbours) {
        this.layout = layout;
        this.plans = PlanSource.ofSchedule(layout, zone);
        this.parameters = parameters;
        forecast = new Forecast(layout, parameters, hearsNeighbours);
        service = new StageService(layout, forecast, parameters);
        explanation = new Explanation(layout, forecast, service);
        usable = IntStream.range(0, layout.stages())
                .filter(s -> layout.stageGroups(s) != 0 && !layout.hasConflict(layout.stageGroups(s)))
                .toArray();
        allRed = IntStream.range(0, layout.stages())
                .filter(s -> layout.stageGroups(s) == 0)
                .findFirst()
                .orElse(-1);
        greenS = new double[layout.stages()];
        pcuPerS = new double[layout.stages()];
        cost = new double[layout.stages()];
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
        if (starved >= 0) return change(state, DecisionReason.MAX_RED, starved, nowMs);
        int next = findNext(running);
        if (next < 0) return hold(state, DecisionReason.NO_RIVAL_DEMAND, -1, 0, nowMs);
        if (running == allRed) return leaveAllRed(state, next, nowMs);
        boolean isKept = saves(state, running, next, nowMs) > 0 || flows(state, running, next, nowMs);
        long ranMs = nowMs - state.stageSinceMs();
        boolean overlong = ranMs >= layout.intersection().maxStage().toMillis() && waitsFor(next);
        if (isKept && !overlong) return hold(state, reasonToKeep(running), next, nowMs + (long) (keptS * 1000), nowMs);
        return change(state, isKept ? DecisionReason.MAX_OUT : DecisionReason.SERVES_MOST, next, nowMs);
    }

    /** The stage that would let most go per second; -1 when nobody comes for another one than the running one. */
    private int findNext(int running) {
        int next = -1;
        for (int s : usable) {
            greenS[s] = 0;
            pcuPerS[s] = 0;
            if (s == running || !isWanted(s, running)) continue;
            double tau = interstageS(running, s);
            service.plan(s, tau, tau);
            greenS[s] = service.greenS();
            pcuPerS[s] = service.pcuPerS();
            if (pcuPerS[s] > 0 && (next < 0 || pcuPerS[s] > pcuPerS[next])) next = s;
        }
        return next;
    }

    /**
     * What keeping the running stage saves at best, PCU·s; negative when it costs more than it saves. {@link #cost} tells of both
     * sides and {@link #keptS} of how long it would be kept.
     */
    private double saves(SignalState state, int running, int next, long nowMs) {
        double awayS = awayS(running, next);
        double startUpLeftS = startUpLeftS(state, nowMs);
        double best = Double.NEGATIVE_INFINITY;
        for (double longer : LONGER_S) {
            double passing = 0;
            double waiting = 0;
            for (int l = 0; l < forecast.lanes; l++) {
                if (!isServedNow(running, l)) waiting += forecast.waitingPcuS(l, longer);
                else if (!service.serves(next, l)) passing += service.passingPcu(running, l, longer, startUpLeftS);
            }
            double gain = passing * (awayS + parameters.stopLossS());
            double loss = waiting * parameters.waitingWeight();
            if (gain - loss <= best) continue;
            best = gain - loss;
            keptS = longer;
            cost[running] = loss;
            cost[next] = gain;
        }
        for (int s : usable)
            if (s != next && pcuPerS[s] > 0) cost[s] = Math.max(cost[next], LEAST_COST) * pcuPerS[next] / pcuPerS[s];
        return best;
    }

    /** Whether a queue that still flows lets more go per second than the next stage would, its loss counted. */
    private boolean flows(SignalState state, int running, int next, long nowMs) {
        double startUpLeftS = startUpLeftS(state, nowMs);
        double passing = 0;
        for (int l = 0; l < forecast.lanes; l++)
            if (isServedNow(running, l) && !service.serves(next, l) && forecast.queuePcu(l) > 0)
                passing += service.passingPcu(running, l, FLOWING_S, startUpLeftS);
        return passing / FLOWING_S >= pcuPerS[next];
    }

    private double startUpLeftS(SignalState state, long nowMs) {
        return Math.max(0, parameters.startUpLostS() - (nowMs - state.stageSinceMs()) / 1000.0);
    }

    /** How long the running stage would be gone if it changed now: the next one, and another that serves who is left waiting. */
    private double awayS(int running, int next) {
        double away = interstageS(running, next) + greenS[next] + interstageS(next, running);
        int second = -1;
        for (int s : usable)
            if (s != running
                    && s != next
                    && pcuPerS[s] > 0
                    && servesLeftOver(s, next, running)
                    && (second < 0 || pcuPerS[s] > pcuPerS[second])) second = s;
        return second < 0 ? away : away + interstageS(next, second) + greenS[second];
    }

    private boolean servesLeftOver(int s, int next, int running) {
        for (int l = 0; l < forecast.lanes; l++)
            if (service.serves(s, l)
                    && !service.serves(next, l)
                    && !service.serves(running, l)
                    && forecast.queuePcu(l) > 0) return true;
        return false;
    }

    /** Whether the running stage lets a lane go, and not only in gaps that its first is waiting for. */
    private boolean isServedNow(int running, int lane) {
        return service.serves(running, lane) && (service.protects(running, lane) || !forecast.blocked[lane]);
    }

    /** Whether a stage serves somebody soon whom the running one does not. */
    private boolean isWanted(int stage, int running) {
        for (int l = 0; l < forecast.lanes; l++) {
            boolean adds = service.serves(stage, l)
                    && (!service.serves(running, l) || forecast.blocked[l] && service.protects(stage, l));
            if (adds && (forecast.queuePcu(l) > 0 || forecast.arrivingPcu(l, parameters.wantedWithinS()) > 0))
                return true;
        }
        return false;
    }

    private boolean waitsFor(int stage) {
        for (int l = 0; l < forecast.lanes; l++) if (service.serves(stage, l) && forecast.queuePcu(l) > 0) return true;
        return false;
    }

    private DecisionReason reasonToKeep(int running) {
        double queue = 0;
        double coming = 0;
        for (int l = 0; l < forecast.lanes; l++) {
            if (!isServedNow(running, l)) continue;
            queue += forecast.queuePcu(l);
            coming += forecast.arrivingPcu(l, keptS);
        }
        if (queue > coming) return DecisionReason.QUEUE_DISCHARGING;
        return coming > 0 ? DecisionReason.PLATOON_COMING : DecisionReason.OUTWEIGHS;
    }

    // All-red and the vehicles between the stop lines

    /** All-red: goes on once nobody stands where the next stage's traffic would go. */
    private StageDecision leaveAllRed(SignalState state, int next, long nowMs) {
        long patientUntil = state.stageSinceMs() + (long) (parameters.boxPatienceS() * 1000);
        if (!standsInTheWay(state, next)) return order(state, DecisionReason.SERVES_MOST, next, next, nowMs);
        if (nowMs < patientUntil) return hold(state, DecisionReason.BOX_CLEARING, next, patientUntil, nowMs);
        int free = next;
        double most = 0;
        for (int s : usable) {
            if (pcuPerS[s] <= most || standsInTheWay(state, s)) continue;
            most = pcuPerS[s];
            free = s;
        }
        return order(state, DecisionReason.BOX_CLEARING, free, free, nowMs);
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

    private boolean goesThroughAllRed(SignalState state, int running, int next) {
        if (allRed < 0 || running == allRed) return false;
        return standsInTheWay(state, next) || (layout.stageGroups(running) & layout.stageGroups(next)) == 0;
    }

    // Decisions

    /** Changes as soon as the greens that end are old enough. */
    private StageDecision change(SignalState state, DecisionReason reason, int next, long nowMs) {
        int running = state.stage();
        long leftMs = Readiness.minGreenLeftMs(state, running, next, nowMs);
        if (leftMs > 0) return hold(state, DecisionReason.MIN_GREEN, next, nowMs + leftMs, nowMs);
        int walkersFirst = withoutWalkers(running, next);
        if (walkersFirst >= 0) return order(state, reason, next, walkersFirst, nowMs);
        return order(state, reason, next, goesThroughAllRed(state, running, next) ? allRed : next, nowMs);
    }

    /**
     * The stage in which the running one's vehicles still go while its pedestrians, who leave the crossing slowest, clear it for the
     * next stage; -1 where nobody walks or there is no such stage.
     */
    private int withoutWalkers(int running, int next) {
        long now = layout.stageGroups(running);
        long vehicles = now & layout.vehicleGroups();
        if (vehicles == 0) return -1;
        long ending = now & ~vehicles & ~layout.stageGroups(next);
        if (ending == 0 || (vehicles & ~layout.stageGroups(next)) == 0) return -1;
        for (int s = 0; s < layout.stages(); s++) if (layout.stageGroups(s) == (now & ~ending)) return s;
        return -1;
    }

    private StageDecision hold(SignalState state, DecisionReason reason, int next, long endMs, long nowMs) {
        return new StageDecision.Hold(
                reason,
                explanation.basis(state, nowMs),
                next < 0 ? Optional.empty() : Optional.of(layout.stage(next).id()),
                endMs == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(endMs)),
                explanation.candidates(state.stage(), cost, keptS));
    }

    private StageDecision order(SignalState state, DecisionReason reason, int next, int by, long nowMs) {
        Map<String, String> values = explanation.basis(state, nowMs);
        if (by != next) values.put("for", layout.stage(next).id().value());
        return new StageDecision.ChangeTo(
                layout.stage(by).id(), reason, values, explanation.candidates(state.stage(), cost, keptS));
    }

    private double interstageS(int from, int to) {
        int walkersFirst = withoutWalkers(from, to);
        return layout.interstageMs(walkersFirst < 0 ? from : walkersFirst, to) / 1000.0;
    }
}
