package city.ioc.signal.nema;

import city.ioc.contracts.city.CityFault;
import city.ioc.contracts.city.PlanCheck;
import city.ioc.contracts.city.PlanFault;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.Conflicts;
import city.ioc.contracts.street.Intergreens;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.PlanTimes;
import city.ioc.contracts.street.PlannedGreens;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.contracts.street.Stage;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Maps NEMA ring-barrier data to the model: a phase becomes a signal group of its number, its pedestrians and the overlaps become
 * groups of their own, every set of phases that may run together becomes a stage, and a pattern becomes a plan whose splits are the
 * times between two changes of that set. A phase's splits add up to what the pattern gives it. Pure.
 */
public final class NemaReader {
    /** The plan that a controller without coordination runs: every phase up to its maximum green. */
    public static final PlanId FREE = new PlanId("free");

    private final NemaController data;
    private final List<PlanFault> faults = new ArrayList<>();
    /** From the moment that a pattern's offset tells to the start of the first stage's green. */
    private final Map<PlanId, Long> referenceMs = new HashMap<>();

    private NemaReader(NemaController data) {
        this.data = data;
    }

    /** The intersection with all faults, those of rings and barriers as well as those that any plan may have. */
    public static NemaReading read(NemaController data) {
        return new NemaReader(data).read();
    }

    private NemaReading read() {
        RingBarrier structure = structure(data.rings(), "rings");
        checkOverlaps();
        if (!faults.isEmpty()) return new NemaReading(Optional.empty(), faults);
        RingGroups groups = new RingGroups(data, structure);
        RingStages stages = new RingStages(data, groups);
        structure.listCombinations().forEach(stages::add);
        List<SignalPlan> plans = new ArrayList<>();
        for (NemaController.Pattern pattern : data.patterns().orElse(List.of()))
            findPlan(pattern, stages).ifPresent(plans::add);
        List<PlanTimes> schedule = data.schedule()
                .orElseGet(
                        () -> always(plans.isEmpty() ? FREE : plans.getFirst().id()));
        if (schedule.stream().anyMatch(times -> times.plan().equals(FREE))) plans.add(free(structure, stages));
        if (!faults.isEmpty()) return new NemaReading(Optional.empty(), faults);
        Intersection x =
                intersection(groups, stages.list(), plans, schedule).withPlans(inStep(groups, stages, plans, schedule));
        faults.addAll(PlanCheck.check(x));
        return new NemaReading(Optional.of(x), faults);
    }

    private RingBarrier structure(List<List<Integer>> rings, String where) {
        List<String> wrong = new ArrayList<>();
        RingBarrier structure = RingBarrier.of(data, rings, wrong);
        wrong.forEach(what -> fault(where, what, "name every phase once in the rings and once in the barriers"));
        return structure;
    }

    private void checkOverlaps() {
        for (NemaController.Overlap overlap : data.overlaps().orElse(List.of()))
            for (int parent : overlap.parents())
                if (data.findPhase(parent).isEmpty())
                    fault(
                            "overlap " + overlap.number(),
                            "has parent phase " + parent + ", which does not exist",
                            "correct it");
    }

    private Optional<SignalPlan> findPlan(NemaController.Pattern pattern, RingStages stages) {
        String where = "pattern " + pattern.id();
        int before = faults.size();
        RingBarrier structure = structure(pattern.rings().orElse(data.rings()), where + ", rings");
        Map<Integer, Long> splits = new TreeMap<>();
        for (NemaController.Phase phase : data.phases()) {
            Duration split = pattern.splits().get(phase.number());
            if (split == null) {
                fault(where, "has no split for phase " + phase.number(), "add it");
                continue;
            }
            if (split.compareTo(phase.leastSplit()) < 0)
                fault(
                        where,
                        "gives phase " + phase.number() + " " + seconds(split)
                                + ", its minimum green or walk with clearances needs " + seconds(phase.leastSplit()),
                        "lengthen it by " + seconds(phase.leastSplit().minus(split)));
            splits.put(phase.number(), split.toMillis());
        }
        for (int phase : pattern.splits().keySet())
            if (data.findPhase(phase).isEmpty())
                fault(where, "has a split for phase " + phase, "there is no such phase");
        for (int phase : pattern.coordinated())
            if (data.findPhase(phase).isEmpty()) fault(where, "coordinates phase " + phase, "there is no such phase");
        if (pattern.coordinated().isEmpty())
            fault(where, "coordinates no phase", "name the phases the offset refers to");
        if (faults.size() > before) return Optional.empty();
        for (int a : pattern.coordinated())
            for (int b : pattern.coordinated())
                if (a < b && structure.conflict(a, b))
                    fault(
                            where,
                            "coordinates phases " + a + " and " + b + ", which conflict",
                            "name phases that run together");
        List<String> wrong = new ArrayList<>();
        Map<Integer, RingBarrier.Span> spans = structure.spans(splits, false, wrong);
        wrong.forEach(what -> fault(where, what, "make the rings equally long between the barriers"));
        long sum =
                spans.values().stream().mapToLong(RingBarrier.Span::endMs).max().orElse(0);
        if (wrong.isEmpty() && sum != pattern.cycle().toMillis())
            fault(
                    where,
                    "has a cycle of " + seconds(pattern.cycle()) + ", its splits take " + sum / 1000.0 + " s",
                    "correct one of them");
        if (faults.size() > before) return Optional.empty();
        boolean fixed = data.phases().stream()
                .allMatch(phase -> phase.recall() == NemaController.Recall.MAXIMUM
                        || pattern.coordinated().contains(phase.number()));
        RingStages.Sequence sequence = stages.sequence(spans, pattern.coordinated());
        referenceMs.put(pattern.id(), sequence.firstStartMs() - reference(pattern, spans));
        return Optional.of(new SignalPlan(
                pattern.id(),
                fixed ? SignalPlan.Kind.FIXED_TIME : SignalPlan.Kind.ACTUATED,
                pattern.name(),
                pattern.cycle(),
                pattern.offset(),
                sequence.splits()));
    }

    private long reference(NemaController.Pattern pattern, Map<Integer, RingBarrier.Span> spans) {
        List<Integer> phases = pattern.coordinated();
        return switch (pattern.offsetReference()) {
            case FIRST_GREEN ->
                phases.stream()
                        .mapToLong(phase -> span(spans, phase).startMs())
                        .min()
                        .orElseThrow();
            case LAST_GREEN ->
                phases.stream()
                        .mapToLong(phase -> span(spans, phase).startMs())
                        .max()
                        .orElseThrow();
            case FIRST_YELLOW ->
                phases.stream()
                        .mapToLong(phase -> span(spans, phase).endMs()
                                - data.getPhase(phase).change().toMillis())
                        .min()
                        .orElseThrow();
        };
    }

    private static RingBarrier.Span span(Map<Integer, RingBarrier.Span> spans, int phase) {
        return Optional.ofNullable(spans.get(phase)).orElseThrow();
    }

    /** Offsets from the moment that NEMA names to the start of the first split, which lies an interstage before its green. */
    private List<SignalPlan> inStep(
            RingGroups groups, RingStages stages, List<SignalPlan> plans, List<PlanTimes> schedule) {
        Intersection x = intersection(groups, stages.list(), plans, schedule);
        List<SignalPlan> inStep = new ArrayList<>();
        for (SignalPlan plan : plans) {
            Long after = referenceMs.get(plan.id());
            if (after == null) {
                inStep.add(plan);
                continue;
            }
            Stage first = x.getStage(plan.splits().getFirst().stage());
            Stage last = x.getStage(plan.splits().getLast().stage());
            long interstage = first.groups().stream()
                    .mapToLong(group ->
                            PlannedGreens.greenDelay(x, last, first, group).toMillis())
                    .max()
                    .orElse(0);
            long offset = Math.floorMod(
                    plan.offset().toMillis() + after - interstage, plan.cycle().toMillis());
            inStep.add(new SignalPlan(
                    plan.id(), plan.kind(), plan.name(), plan.cycle(), Duration.ofMillis(offset), plan.splits()));
        }
        return inStep;
    }

    private SignalPlan free(RingBarrier structure, RingStages stages) {
        Map<Integer, Long> splits = new TreeMap<>();
        for (NemaController.Phase phase : data.phases()) {
            Duration longest = phase.maxGreen().plus(phase.change());
            Duration least = phase.leastSplit();
            splits.put(phase.number(), (longest.compareTo(least) > 0 ? longest : least).toMillis());
        }
        Map<Integer, RingBarrier.Span> spans = structure.spans(splits, true, new ArrayList<>());
        RingStages.Sequence sequence = stages.sequence(spans, List.of());
        long cycle = sequence.splits().stream()
                .mapToLong(split -> split.length().toMillis())
                .sum();
        return new SignalPlan(
                FREE,
                SignalPlan.Kind.ACTUATED,
                new LocalName("Tự do", "Free"),
                Duration.ofMillis(cycle),
                Duration.ZERO,
                sequence.splits());
    }

    private Intersection intersection(
            RingGroups groups, List<Stage> stages, List<SignalPlan> plans, List<PlanTimes> schedule) {
        return new Intersection(
                data.id(),
                data.name(),
                data.ward(),
                data.at(),
                Intersection.Control.COMMANDED,
                data.controller(),
                data.approaches(),
                groups.list(),
                new Conflicts(groups.conflicts()),
                new Intergreens(groups.intergreens()),
                stages,
                data.phases().stream()
                        .map(NemaController.Phase::maxGreen)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO),
                plans,
                schedule,
                data.validFrom(),
                Optional.empty());
    }

    private static List<PlanTimes> always(PlanId plan) {
        return List.of(new PlanTimes(EnumSet.allOf(DayOfWeek.class), LocalTime.MIDNIGHT, plan));
    }

    private void fault(String where, String detail, String remedy) {
        faults.add(new PlanFault(
                CityFault.Kind.RINGS_BARRIERS, "intersection " + data.id() + ", " + where, detail, remedy));
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }

    /** The code of a phase's group; overlaps and pedestrians have an "o" and a "w". */
    static SignalGroupId code(String kind, int number) {
        return new SignalGroupId(kind + number);
    }
}
