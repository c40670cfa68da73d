package city.ioc.sim.replay;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a log shows of an intersection nobody has described: its groups, their times, and which were green together. Pure. */
final class LampHistory {
    private static final Duration SHORTEST_STAGE = Duration.ofSeconds(3);
    private static final double LEAST_SHARE = 0.01;

    /** Where one kind of group begins green, ends it and is red again, by event code. */
    private enum Lamps {
        PHASE(1, 8, 10),
        OVERLAP(61, 63, 64),
        PEDESTRIAN(21, 22, 23);

        private final int begin;
        private final int end;
        private final int red;

        Lamps(int begin, int end, int red) {
            this.begin = begin;
            this.end = end;
            this.red = red;
        }
    }

    /** Times seen of one group. */
    static final class Times {
        private final List<Duration> greens = new ArrayList<>();
        private final List<Duration> ends = new ArrayList<>();
        private LocalDateTime greenSince = LocalDateTime.MIN;
        private LocalDateTime endSince = LocalDateTime.MIN;
        private boolean green;
        private boolean ending;

        /** The shortest green, at least a second. */
        Duration shortestGreen() {
            return greens.stream()
                    .min(Duration::compareTo)
                    .filter(each -> each.compareTo(Duration.ofSeconds(1)) >= 0)
                    .orElse(Duration.ofSeconds(1));
        }

        /** The usual time from the end of green to red. */
        Duration usualEnd(Duration fallback) {
            return ends.isEmpty() ? fallback : ends.stream().sorted().toList().get(ends.size() / 2);
        }
    }

    private final Map<Integer, Times> phases = new TreeMap<>();
    private final Map<Integer, Times> overlaps = new TreeMap<>();
    private final Map<Integer, Times> pedestrians = new TreeMap<>();
    private final Map<SortedSet<Integer>, Duration> together = new LinkedHashMap<>();
    private final SortedSet<Integer> greenNow = new TreeSet<>();

    LampHistory(List<EventLine> lines) {
        LocalDateTime since = lines.getFirst().at();
        for (EventLine line : lines) {
            if (line.code() == Lamps.PHASE.begin || line.code() == Lamps.PHASE.end) {
                count(since, line.at());
                since = line.at();
            }
            for (Lamps lamps : Lamps.values()) observe(lamps, line);
            if (line.code() == Lamps.PHASE.begin) greenNow.add(line.parameter());
            if (line.code() == Lamps.PHASE.end) greenNow.remove(line.parameter());
        }
    }

    private void count(LocalDateTime from, LocalDateTime to) {
        if (greenNow.isEmpty() || !to.isAfter(from)) return;
        together.merge(new TreeSet<>(greenNow), Duration.between(from, to), Duration::plus);
    }

    private void observe(Lamps lamps, EventLine line) {
        if (line.code() != lamps.begin && line.code() != lamps.end && line.code() != lamps.red) return;
        Map<Integer, Times> of = switch (lamps) {
            case PHASE -> phases;
            case OVERLAP -> overlaps;
            case PEDESTRIAN -> pedestrians;
        };
        Times times = of.computeIfAbsent(line.parameter(), number -> new Times());
        if (line.code() == lamps.begin) {
            times.green = true;
            times.greenSince = line.at();
        } else if (line.code() == lamps.end) {
            if (times.green) times.greens.add(Duration.between(times.greenSince, line.at()));
            times.green = false;
            times.ending = true;
            times.endSince = line.at();
        } else {
            if (times.ending) times.ends.add(Duration.between(times.endSince, line.at()));
            times.ending = false;
        }
    }

    Map<Integer, Times> phases() {
        return phases;
    }

    Map<Integer, Times> overlaps() {
        return overlaps;
    }

    Map<Integer, Times> pedestrians() {
        return pedestrians;
    }

    /** Phases that were green together for more than a moment, in order of their first time. */
    List<Set<Integer>> listStages() {
        Duration all = together.values().stream().reduce(Duration.ZERO, Duration::plus);
        return together.entrySet().stream()
                .filter(entry -> entry.getValue().compareTo(SHORTEST_STAGE) >= 0)
                .filter(entry -> entry.getValue().toMillis() >= all.toMillis() * LEAST_SHARE)
                .map(entry -> Set.copyOf(entry.getKey()))
                .toList();
    }

    /** Channels of pedestrian buttons (event 90). */
    static SortedSet<Integer> buttonsIn(List<EventLine> lines) {
        SortedSet<Integer> channels = new TreeSet<>();
        Map<Integer, Integer> pressed = new HashMap<>();
        for (EventLine line : lines) if (line.code() == 90) pressed.merge(line.parameter(), 1, Integer::sum);
        channels.addAll(pressed.keySet());
        return channels;
    }
}
