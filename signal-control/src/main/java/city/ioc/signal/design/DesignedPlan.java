package city.ioc.signal.design;

import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.LevelOfService;
import city.ioc.contracts.street.SignalPlan;
import java.time.Duration;
import java.util.List;

/**
 * A plan with what it was designed from.
 *
 * @param flowRatio sum Y of the critical flow ratios
 * @param lostTime lost time L per cycle along the critical groups, minimum greens that bind included
 * @param cycleByFormulaS cycle that the formula gives; infinite where Y is 1 or more
 * @param bound what made the cycle another one than the formula's
 * @param critical the critical groups in order
 */
public record DesignedPlan(
        SignalPlan plan,
        double flowRatio,
        Duration lostTime,
        double cycleByFormulaS,
        Bound bound,
        List<SignalGroupId> critical,
        List<GroupFigures> groups) {

    /** Why a cycle is not that of the formula. */
    public enum Bound {
        /** Only rounded. */
        NONE,
        SHORTEST_CYCLE,
        LONGEST_CYCLE,
        /** Minimum greens and longest reds of all groups need another cycle. */
        MINIMUM_GREENS
    }

    /** What the plan gives a group: effective green, degree of saturation v/c, HCM control delay over a quarter of an hour. */
    public record GroupFigures(
            SignalGroupId group,
            Duration green,
            double effectiveGreenS,
            double degreeOfSaturation,
            double delayS,
            LevelOfService levelOfService) {}

    public DesignedPlan {
        critical = List.copyOf(critical);
        groups = List.copyOf(groups);
    }

    /** Delay over all groups by flow, seconds per PCU; 0 without flow. */
    public double delayS(java.util.Map<SignalGroupId, GroupFlow> flows) {
        double weighted = 0;
        double flow = 0;
        for (GroupFigures each : groups) {
            GroupFlow of = flows.get(each.group());
            if (of == null) continue;
            weighted += each.delayS() * of.flowPcuPerHour();
            flow += of.flowPcuPerHour();
        }
        return flow > 0 ? weighted / flow : 0;
    }
}
