package city.ioc.signal.nema;

import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.contracts.street.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The stages of a ring-barrier controller: every set of phases that may run together, with pedestrians and, while these clear,
 * without; and whatever other sets a pattern passes through. Owned by one reading.
 */
final class RingStages {
    private final NemaController data;
    private final RingGroups groups;
    private final Map<Set<SignalGroupId>, Stage> stages = new LinkedHashMap<>();

    /** The splits of a plan, and when its first stage begins, ms from the first barrier. */
    record Sequence(List<SignalPlan.Split> splits, long firstStartMs) {}

    RingStages(NemaController data, RingGroups groups) {
        this.data = data;
        this.groups = groups;
    }

    void add(Set<Integer> phases) {
        stage(groups.with(phases, phases));
        stage(groups.with(phases, Set.of()));
    }

    List<Stage> list() {
        return List.copyOf(stages.values());
    }

    private Stage stage(Set<SignalGroupId> green) {
        return stages.computeIfAbsent(new TreeSet<>(green), set -> {
            String code = set.stream()
                    .map(group -> group.value().startsWith("p") ? group.value().substring(1) : group.value())
                    .collect(Collectors.joining("-"));
            return new Stage(new StageId("s" + code), new LocalName("Pha " + code, "Phases " + code), set);
        });
    }

    /** From when on which phases run and which groups are green. */
    private record Moment(long startMs, Set<Integer> phases, Set<SignalGroupId> green) {}

    /**
     * The plan that runs phases in these spans: a split for every time between two changes. Pedestrians walk until their clearance
     * just ends with the green of their phase. The plan begins with the first stage in which all coordinated phases run.
     */
    Sequence sequence(Map<Integer, RingBarrier.Span> spans, Collection<Integer> coordinated) {
        TreeSet<Long> cuts = new TreeSet<>();
        spans.forEach((phase, span) -> {
            cuts.add(span.startMs());
            cuts.add(span.endMs());
            if (data.getPhase(phase).walk().isPresent()) cuts.add(endOfWalk(phase, span));
        });
        long cycle = cuts.last();
        List<Moment> moments = new ArrayList<>();
        for (long cut : cuts.headSet(cycle)) {
            Moment moment = moment(cut, spans);
            if (moments.isEmpty() || !moment.green().equals(moments.getLast().green())) moments.add(moment);
        }
        int first = 0;
        for (int i = moments.size() - 1; i >= 0; i--)
            if (moments.get(i).phases().containsAll(coordinated)) first = i;
        List<SignalPlan.Split> splits = new ArrayList<>();
        for (int i = 0; i < moments.size(); i++) {
            int at = (first + i) % moments.size();
            Moment moment = moments.get(at);
            long end = at == moments.size() - 1 ? cycle : moments.get(at + 1).startMs();
            splits.add(new SignalPlan.Split(
                    stage(moment.green()).id(), Duration.ofMillis(end - moment.startMs()), gap(moment.phases())));
        }
        return new Sequence(splits, moments.get(first).startMs());
    }

    private Moment moment(long atMs, Map<Integer, RingBarrier.Span> spans) {
        Set<Integer> running = new TreeSet<>();
        Set<Integer> walking = new TreeSet<>();
        spans.forEach((phase, span) -> {
            if (atMs < span.startMs() || atMs >= span.endMs()) return;
            running.add(phase);
            if (atMs < endOfWalk(phase, span)) walking.add(phase);
        });
        return new Moment(atMs, running, groups.with(running, walking));
    }

    private long endOfWalk(int phase, RingBarrier.Span span) {
        return data.getPhase(phase).walk().isEmpty()
                ? span.startMs()
                : span.endMs()
                        - data.getPhase(phase)
                                .pedestrianClearance()
                                .orElse(Duration.ZERO)
                                .toMillis();
    }

    private Duration gap(Set<Integer> phases) {
        return phases.stream()
                .map(phase -> data.getPhase(phase).passage())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
