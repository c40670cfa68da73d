package city.ioc.contracts.street;

import city.ioc.contracts.id.SignalGroupId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The greens that a plan gives its signal groups when every split runs at full length. A group that two neighbouring stages share
 * stays green between them, so that its green may span several splits. Pure.
 */
public final class PlannedGreens {
    private PlannedGreens() {}

    /**
     * One green of one group within the cycle.
     *
     * @param firstSplit place in the plan of the split that the green begins in, from 0; {@code splits}: how many it spans
     * @param delay from the start of the first split to the begin of green: the interstage before it
     * @param start begin of green, counted from the start of the plan's first split
     * @param length green time; negative where the splits are shorter than the interstage
     */
    public record Green(
            SignalGroupId group, int firstSplit, int splits, Duration delay, Duration start, Duration length) {}

    /** All greens of a plan in order of its splits. Splits of stages that do not exist count as stages without groups. */
    public static List<Green> of(Intersection x, SignalPlan plan) {
        List<SignalPlan.Split> splits = plan.splits();
        List<Optional<Stage>> stages =
                splits.stream().map(split -> x.findStage(split.stage())).toList();
        List<Green> greens = new ArrayList<>();
        Duration at = Duration.ZERO;
        for (int i = 0; i < splits.size(); i++) {
            Optional<Stage> before = stages.get((i + splits.size() - 1) % splits.size());
            if (stages.get(i).isPresent())
                for (SignalGroupId group : stages.get(i).get().groups())
                    if (!serves(before, group)) greens.add(green(x, splits, stages, i, at, group));
            at = at.plus(splits.get(i).length());
        }
        if (!stages.isEmpty() && stages.getFirst().isPresent())
            for (SignalGroupId group : stages.getFirst().get().groups())
                if (stages.stream().allMatch(stage -> serves(stage, group)))
                    greens.add(new Green(group, 0, splits.size(), Duration.ZERO, Duration.ZERO, at));
        return List.copyOf(greens);
    }

    /** The greens of one group. */
    public static List<Green> of(Intersection x, SignalPlan plan, SignalGroupId group) {
        return of(x, plan).stream().filter(green -> green.group().equals(group)).toList();
    }

    /**
     * Time from the change of stage until a group of the next stage is green: the longest intergreen from a conflicting group that
     * ends. Zero for a group that stays green, and where nothing in its way ends.
     */
    public static Duration greenDelay(Intersection x, Stage from, Stage to, SignalGroupId group) {
        if (from.groups().contains(group)) return Duration.ZERO;
        return from.groups().stream()
                .filter(ending -> !to.groups().contains(ending) && x.conflicts().between(ending, group))
                .map(ending -> x.intergreens().find(ending, group).orElse(Duration.ZERO))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static Green green(
            Intersection x,
            List<SignalPlan.Split> splits,
            List<Optional<Stage>> stages,
            int first,
            Duration at,
            SignalGroupId group) {
        int count = 0;
        Duration length = Duration.ZERO;
        while (count < splits.size() && serves(stages.get((first + count) % splits.size()), group)) {
            length = length.plus(splits.get((first + count) % splits.size()).length());
            count++;
        }
        Stage stage = stages.get(first).orElseThrow();
        Duration delay = stages.get((first + splits.size() - 1) % splits.size())
                .map(before -> greenDelay(x, before, stage, group))
                .orElse(Duration.ZERO);
        return new Green(group, first, count, delay, at.plus(delay), length.minus(delay));
    }

    private static boolean serves(Optional<Stage> stage, SignalGroupId group) {
        return stage.isPresent() && stage.get().groups().contains(group);
    }
}
