package city.ioc.signal.design;

import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.LevelOfService;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.PlannedGreens;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.signal.measure.ControlDelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fixed-time plans from flows. Whatever the formula of the cycle, the splits give the critical groups the same degree of saturation
 * (Webster's rule), no green is below its minimum and no red above its longest, so that {@code PlanCheck} has nothing to say. Pure.
 */
public final class PlanDesign {
    private static final double PERIOD_H = 0.25;
    private static final double HIGHEST_SATURATION = 1e3;

    private PlanDesign() {}

    /** A formula for the cycle, from lost time L in seconds and sum of critical flow ratios Y. */
    public interface CycleFormula {
        double cycleS(double lostS, double flowRatio, DesignBounds bounds);
    }

    /** Least delay: C = (1.5 L + 5) / (1 − Y). Webster 1958, Traffic Signal Settings, Road Research Technical Paper 39. */
    public static final CycleFormula WEBSTER =
            (lost, ratio, bounds) -> ratio < 1 ? (1.5 * lost + 5) / (1 - ratio) : Double.POSITIVE_INFINITY;

    /**
     * The shortest cycle with the practical degree of saturation: C = L / (1 − U), U = Y / x. Akçelik 1981, Traffic Signals: Capacity
     * and Timing Analysis, ARR 123.
     */
    public static final CycleFormula PRACTICAL = (lost, ratio, bounds) -> {
        double needed = ratio / bounds.practicalSaturation();
        return needed < 1 ? lost / (1 - needed) : Double.POSITIVE_INFINITY;
    };

    /**
     * Akçelik's approximate optimum, C = ((1.4 + k) L + 6) / (1 − Y). {@code stopPenalty} k: 0 for least delay, 0.2 for least cost, 0.4
     * for least fuel, −0.3 for the shortest queues (ARR 123).
     */
    public static CycleFormula akcelikOptimum(double stopPenalty) {
        return (lost, ratio, bounds) ->
                ratio < 1 ? ((1.4 + stopPenalty) * lost + 6) / (1 - ratio) : Double.POSITIVE_INFINITY;
    }

    /**
     * A plan for stages in an order.
     *
     * @param flows of the groups that carry traffic; groups without one get their minimum green
     * @throws IllegalArgumentException when minimum greens, intergreens and longest reds fit into no cycle within the bounds
     */
    public static DesignedPlan design(
            Intersection x,
            List<StageId> order,
            Map<SignalGroupId, GroupFlow> flows,
            CycleFormula formula,
            DesignBounds bounds,
            PlanId id,
            LocalName name) {
        StageSequence stages = new StageSequence(x, order, flows, bounds.netLossS());
        double formulaS = bounds.shortestCycle().toSeconds();
        StageSequence.Critical critical = stages.critical(formulaS, bounds.practicalSaturation());
        for (int i = 0; i < 20; i++) { // which groups are critical may depend on the cycle
            double trialS = clamp(formulaS, bounds);
            critical = stages.critical(trialS, bounds.practicalSaturation());
            formulaS = formula.cycleS(critical.lostS(), critical.flowRatio(), bounds);
            if (Math.abs(clamp(formulaS, bounds) - trialS) < 0.01) break;
        }
        int wanted = rounded(clamp(formulaS, bounds), bounds);
        int cycle = feasible(stages, wanted, bounds)
                .orElseThrow(() -> new IllegalArgumentException("intersection "
                        + x.id() + ": minimum greens, intergreens and longest reds of stages " + order
                        + " fit into no cycle of up to " + bounds.longestCycle().toSeconds() + " s"));
        SignalPlan plan = stages.plan(id, name, evenest(stages, cycle), bounds.gap());
        return new DesignedPlan(
                plan,
                critical.flowRatio(),
                Duration.ofMillis(Math.round(critical.lostS() * 1000)),
                formulaS,
                bound(cycle, wanted, formulaS, bounds),
                critical.groups(),
                figures(x, plan, flows, bounds));
    }

    /** What a plan gives each group that carries traffic: Webster's effective greens and HCM's delay. */
    public static List<DesignedPlan.GroupFigures> figures(
            Intersection x, SignalPlan plan, Map<SignalGroupId, GroupFlow> flows, DesignBounds bounds) {
        List<DesignedPlan.GroupFigures> figures = new ArrayList<>();
        double cycleS = plan.cycle().toMillis() / 1000.0;
        for (var group : x.groups()) {
            GroupFlow flow = flows.get(group.id());
            if (flow == null) continue;
            Duration green = Duration.ZERO;
            double effectiveS = 0;
            for (PlannedGreens.Green each : PlannedGreens.of(x, plan, group.id())) {
                green = green.plus(each.length());
                boolean throughout = each.length().equals(plan.cycle());
                effectiveS += Math.max(0, each.length().toMillis() / 1000.0 - (throughout ? 0 : bounds.netLossS()));
            }
            double share = Math.min(1, effectiveS / cycleS);
            double capacity = flow.saturationPcuPerHour() * share;
            double delayS = share > 0
                    ? ControlDelay.of(ControlDelay.LaneGroup.fixedTime(
                                    flow.flowPcuPerHour(), capacity, share, cycleS, PERIOD_H))
                            .totalS()
                    : Double.POSITIVE_INFINITY;
            figures.add(new DesignedPlan.GroupFigures(
                    group.id(),
                    green,
                    effectiveS,
                    capacity > 0 ? flow.flowPcuPerHour() / capacity : Double.POSITIVE_INFINITY,
                    delayS,
                    LevelOfService.ofControlDelay(delayS)));
        }
        return List.copyOf(figures);
    }

    private static double clamp(double cycleS, DesignBounds bounds) {
        return Math.max(
                bounds.shortestCycle().toSeconds(),
                Math.min(bounds.longestCycle().toSeconds(), cycleS));
    }

    private static int rounded(double cycleS, DesignBounds bounds) {
        long step = bounds.cycleStep().toSeconds();
        long up = (long) Math.ceil(cycleS / step - 1e-9) * step;
        return (int) (up <= bounds.longestCycle().toSeconds() ? up : up - step);
    }

    /** The first cycle from the wanted one up, then down, that minimum greens and longest reds fit into. */
    private static Optional<Integer> feasible(StageSequence stages, int wanted, DesignBounds bounds) {
        int step = (int) bounds.cycleStep().toSeconds();
        for (int cycle = wanted; cycle <= bounds.longestCycle().toSeconds(); cycle += step)
            if (stages.splits(cycle, stages.needsS(cycle, HIGHEST_SATURATION)).isPresent()) return Optional.of(cycle);
        for (int cycle = wanted - step; cycle >= bounds.shortestCycle().toSeconds(); cycle -= step)
            if (stages.splits(cycle, stages.needsS(cycle, HIGHEST_SATURATION)).isPresent()) return Optional.of(cycle);
        return Optional.empty();
    }

    /**
     * The splits with the least highest degree of saturation, found by halving; seconds that rounding leaves go, one by one, to the
     * most saturated green that can still be lengthened.
     */
    private static int[] evenest(StageSequence stages, int cycle) {
        double low = 0;
        double high = HIGHEST_SATURATION;
        for (int i = 0; i < 50; i++) {
            double middle = (low + high) / 2;
            if (stages.splits(cycle, stages.needsS(cycle, middle)).isPresent()) high = middle;
            else low = middle;
        }
        int[] needs = stages.needsS(cycle, high);
        int[] best = stages.splits(cycle, needs).orElseThrow();
        for (int next = lengthened(stages, needs, cycle); next >= 0; next = lengthened(stages, needs, cycle)) {
            needs[next]++;
            best = stages.splits(cycle, needs).orElseThrow();
        }
        return best;
    }

    /** The most saturated green that can be a second longer; -1 when none can. */
    private static int lengthened(StageSequence stages, int[] needs, int cycle) {
        int found = -1;
        double worst = -1;
        for (int r = 0; r < needs.length; r++) {
            double saturation = stages.saturation(stages.runs().get(r), needs[r], cycle);
            if (saturation <= worst) continue;
            int[] longer = needs.clone();
            longer[r]++;
            if (stages.splits(cycle, longer).isEmpty()) continue;
            worst = saturation;
            found = r;
        }
        return found;
    }

    private static DesignedPlan.Bound bound(int cycle, int wanted, double formulaS, DesignBounds bounds) {
        if (cycle != wanted) return DesignedPlan.Bound.MINIMUM_GREENS;
        if (formulaS > bounds.longestCycle().toSeconds()) return DesignedPlan.Bound.LONGEST_CYCLE;
        if (formulaS < bounds.shortestCycle().toSeconds()) return DesignedPlan.Bound.SHORTEST_CYCLE;
        return DesignedPlan.Bound.NONE;
    }
}
