package city.ioc.contracts.city;

import static city.ioc.contracts.city.PlanFaults.seconds;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.PlanTimes;
import city.ioc.contracts.street.PlannedGreens;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.contracts.street.Stage;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names every fault in the signal data, the plans and the schedule of an intersection. The one place of these rules: city files,
 * imported plans and designed plans are all judged by it. Pure.
 */
public final class PlanCheck {
    private final Intersection x;
    private final String where;
    private final PlanFaults faults = new PlanFaults();

    private PlanCheck(Intersection x) {
        this.x = x;
        this.where = "intersection " + x.id();
    }

    /** All faults of signal data, plans and schedule; without the rules that need to know the streets. */
    public static List<PlanFault> check(Intersection x) {
        return check(x, Map.of());
    }

    /** All faults of signal data, plans and schedule. {@code streets}: of the approaches, as far as they are known. */
    public static List<PlanFault> check(Intersection x, Map<ApproachId, ApproachStreet> streets) {
        PlanCheck check = new PlanCheck(x);
        SignalDataCheck.check(x, streets, check.faults);
        x.plans().forEach(check::checkPlan);
        check.checkSchedule();
        return check.faults.list();
    }

    /** The faults of one plan alone, whether or not it is among the intersection's. */
    public static List<PlanFault> check(Intersection x, SignalPlan plan) {
        PlanCheck check = new PlanCheck(x);
        check.checkPlan(plan);
        return check.faults.list();
    }

    private void checkPlan(SignalPlan plan) {
        if (plan.kind() == SignalPlan.Kind.NIGHT_FLASH) return;
        String at = where + ", plan " + plan.id();
        if (plan.splits().isEmpty()) {
            faults.add(
                    CityFault.Kind.PLAN_WITHOUT_SPLITS,
                    at,
                    "has no split",
                    "name its stages with their splits in order");
            return;
        }
        checkCycle(plan, at);
        boolean known = true;
        for (SignalPlan.Split split : plan.splits()) {
            if (x.findStage(split.stage()).isEmpty()) {
                faults.unknown(at, "stage " + split.stage());
                known = false;
            }
            if (!split.length().isPositive() || split.gap().isNegative())
                faults.add(
                        CityFault.Kind.TIME_NOT_POSITIVE,
                        at + ", stage " + split.stage(),
                        "has a split of " + seconds(split.length()) + " and a gap of " + seconds(split.gap()),
                        "a split must be positive and a gap not negative");
        }
        if (!known) return; // without its stages nothing can be said of the greens
        List<PlannedGreens.Green> greens = PlannedGreens.of(x, plan);
        greens.forEach(green -> checkGreen(plan, green, at));
        for (SignalGroup group : x.groups()) checkService(plan, group, greens, at);
    }

    private void checkCycle(SignalPlan plan, String at) {
        Duration sum = plan.splits().stream().map(SignalPlan.Split::length).reduce(Duration.ZERO, Duration::plus);
        if (!sum.equals(plan.cycle()))
            faults.add(
                    CityFault.Kind.PLAN_CYCLE_MISMATCH,
                    at,
                    "splits add up to " + seconds(sum) + " but the cycle is " + seconds(plan.cycle()),
                    "change the splits by " + seconds(plan.cycle().minus(sum)) + " in all, or the cycle");
        if (plan.offset().isNegative() || plan.offset().compareTo(plan.cycle()) >= 0)
            faults.add(
                    CityFault.Kind.OFFSET_OUTSIDE_CYCLE,
                    at,
                    "offset " + seconds(plan.offset()) + " is not within the cycle",
                    "use 0 s up to less than " + seconds(plan.cycle()));
    }

    private void checkGreen(SignalPlan plan, PlannedGreens.Green green, String at) {
        SignalGroup group = x.findGroup(green.group()).orElse(null);
        if (group == null || green.length().compareTo(group.minGreen()) >= 0) return;
        SignalPlan.Split split = plan.splits().get(green.firstSplit());
        faults.add(
                CityFault.Kind.PLAN_BELOW_MINIMUM,
                at + ", stage " + split.stage(),
                "leaves group " + group.id() + " a green of " + seconds(green.length()) + ", its minimum is "
                        + seconds(group.minGreen()),
                "lengthen the split by " + seconds(group.minGreen().minus(green.length())));
    }

    private void checkService(SignalPlan plan, SignalGroup group, List<PlannedGreens.Green> greens, String at) {
        List<PlannedGreens.Green> own = greens.stream()
                .filter(green -> green.group().equals(group.id()))
                .toList();
        if (own.isEmpty()) {
            if (isGreenInAStage(group.id()))
                faults.add(
                        CityFault.Kind.GROUP_NOT_IN_PLAN,
                        at,
                        "never serves group " + group.id(),
                        "add a split of a stage with it");
            return;
        }
        if (!group.maxRed().isPositive()) return;
        Duration red = longestRed(own, plan.cycle()).minus(group.endOfGreen());
        if (red.compareTo(group.maxRed()) > 0)
            faults.add(
                    CityFault.Kind.MAX_RED_TOO_SHORT,
                    at,
                    "keeps group " + group.id() + " red for " + seconds(red) + ", its longest red is "
                            + seconds(group.maxRed()),
                    "shorten the cycle, serve the group twice, or allow a longer red");
    }

    /** The longest time within a cycle between an end of green and the next begin of green. */
    private static Duration longestRed(List<PlannedGreens.Green> greens, Duration cycle) {
        Duration longest = Duration.ZERO;
        for (int i = 0; i < greens.size(); i++) {
            PlannedGreens.Green green = greens.get(i);
            boolean last = i == greens.size() - 1;
            Duration next = last
                    ? greens.getFirst().start().plus(cycle)
                    : greens.get(i + 1).start();
            Duration gap = next.minus(green.start().plus(green.length()));
            if (gap.compareTo(longest) > 0) longest = gap;
        }
        return longest;
    }

    private boolean isGreenInAStage(SignalGroupId group) {
        return x.stages().stream().map(Stage::groups).anyMatch(groups -> groups.contains(group));
    }

    private void checkSchedule() {
        if (x.schedule().isEmpty()) {
            faults.add(
                    CityFault.Kind.NO_SCHEDULE,
                    where,
                    "has no schedule: no plan would ever run",
                    "say from when on which days each plan runs");
            return;
        }
        Set<DayOfWeek> without = EnumSet.allOf(DayOfWeek.class);
        Set<String> taken = new HashSet<>();
        List<String> twice = new ArrayList<>();
        for (PlanTimes times : x.schedule()) {
            if (x.findPlan(times.plan()).isEmpty()) faults.unknown(where + ", schedule", "plan " + times.plan());
            without.removeAll(times.days());
            times.days().stream()
                    .sorted()
                    .map(day -> day + " " + times.from())
                    .filter(moment -> !taken.add(moment))
                    .forEach(twice::add);
        }
        if (!without.isEmpty())
            faults.add(
                    CityFault.Kind.SCHEDULE_GAP,
                    where + ", schedule",
                    "names no plan for " + without + ": the last plan of the day before would run on",
                    "say from when each plan runs on these days");
        Optional.of(twice)
                .filter(moments -> !moments.isEmpty())
                .ifPresent(moments -> faults.add(
                        CityFault.Kind.SCHEDULE_AMBIGUOUS,
                        where + ", schedule",
                        "names more than one plan from " + moments,
                        "leave one of them"));
    }
}
