package city.ioc.measures.measure;

import city.ioc.contracts.field.SignalEventCode;
import city.ioc.measures.log.DetectorFunction;
import city.ioc.measures.log.DetectorTable;
import city.ioc.measures.log.LogEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cycles of signal groups one by one and when vehicles arrived: what a coordination diagram and a split monitor draw. For one thread.
 *
 * <p>A cycle runs from a begin of red clearance (10) to the next and has one begin of green (1) and one begin of amber (8) after it.
 * What has more, less or another order, or lasts longer than ten minutes, as over a gap in the log or a night of flashing, is none.
 * Arrivals are actuations (82) of the group's advance detectors.
 *
 * <p>Source: Day et al., Performance Measures for Traffic Signal Systems, Purdue University 2014, "Purdue coordination diagram"; FHWA
 * Signal Timing Manual, 2nd edition, 5.1.3 (why greens end).
 */
public final class SignalCycles {
    private static final long LONGEST_MS = Duration.ofMinutes(10).toMillis();
    private static final int ON = SignalEventCode.DETECTOR_ON.code();
    private static final int CLEARED = SignalEventCode.GROUP_END_RED_CLEARANCE.code();
    private static final Map<Integer, Ending> ENDINGS = Map.of(
            SignalEventCode.GROUP_GAP_OUT.code(), Ending.GAP_OUT,
            SignalEventCode.GROUP_MAX_OUT.code(), Ending.MAX_OUT,
            SignalEventCode.GROUP_FORCE_OFF.code(), Ending.FORCE_OFF);

    /** Events that cycles are made of. */
    public static final Set<Integer> LAMP_CODES = Stream.concat(
                    Stream.of(LampDelay.GREEN, LampDelay.AMBER, LampDelay.RED, CLEARED), ENDINGS.keySet().stream())
            .collect(Collectors.toUnmodifiableSet());

    /** The event of an arrival. */
    public static final int ARRIVAL_CODE = ON;

    /** Why a green ended. */
    public enum Ending {
        GAP_OUT,
        MAX_OUT,
        FORCE_OFF
    }

    /**
     * One cycle, in milliseconds of the log.
     *
     * @param clearedMs when the red clearance after it was over, where the log says so
     * @param ending why its green ended, where the log says so
     */
    public record Cycle(
            long redMs, long greenMs, long amberMs, long endMs, OptionalLong clearedMs, Optional<Ending> ending) {}

    /** What the log has of a signal group, in order of time. */
    public record Group(List<Cycle> cycles, List<Long> arrivalsMs) {}

    private static final class Run {
        private final List<Cycle> cycles = new ArrayList<>();
        private final List<Long> arrivals = new ArrayList<>();
        private OptionalLong red = OptionalLong.empty();
        private OptionalLong green = OptionalLong.empty();
        private OptionalLong amber = OptionalLong.empty();
        private Optional<Ending> ending = Optional.empty();
        private boolean broken;
        private boolean clearing;

        void green(long atMs) {
            broken |= green.isPresent();
            green = OptionalLong.of(atMs);
            clearing = false;
        }

        void amber(long atMs) {
            broken |= green.isEmpty() || amber.isPresent();
            amber = OptionalLong.of(atMs);
        }

        void red(long atMs) {
            clearing = red.isPresent()
                    && green.isPresent()
                    && amber.isPresent()
                    && !broken
                    && atMs - red.getAsLong() <= LONGEST_MS;
            if (clearing)
                cycles.add(new Cycle(
                        red.getAsLong(), green.getAsLong(), amber.getAsLong(), atMs, OptionalLong.empty(), ending));
            red = OptionalLong.of(atMs);
            green = OptionalLong.empty();
            amber = OptionalLong.empty();
            ending = Optional.empty();
            broken = false;
        }

        void cleared(long atMs) {
            if (!clearing) return;
            Cycle last = cycles.removeLast();
            cycles.add(
                    new Cycle(last.redMs, last.greenMs, last.amberMs, last.endMs, OptionalLong.of(atMs), last.ending));
            clearing = false;
        }
    }

    private final Map<Integer, List<Integer>> groupsByChannel;
    private final Map<Integer, Run> runs = new HashMap<>();

    public SignalCycles(DetectorTable detectors) {
        groupsByChannel = detectors.groupsByChannel(DetectorFunction.ADVANCE);
    }

    /** Takes the next event of the log; events come in their order. */
    public void observe(LogEvent event) {
        if (event.code() == ON) {
            for (int group : groupsByChannel.getOrDefault(event.parameter(), List.of()))
                run(group).arrivals.add(event.atMs());
        } else if (event.code() == LampDelay.GREEN) {
            run(event.parameter()).green(event.atMs());
        } else if (event.code() == LampDelay.AMBER) {
            run(event.parameter()).amber(event.atMs());
        } else if (event.code() == LampDelay.RED) {
            run(event.parameter()).red(event.atMs());
        } else if (event.code() == CLEARED) {
            run(event.parameter()).cleared(event.atMs());
        } else {
            Ending ending = ENDINGS.get(event.code());
            if (ending != null) run(event.parameter()).ending = Optional.of(ending);
        }
    }

    private Run run(int group) {
        return runs.computeIfAbsent(group, each -> new Run());
    }

    /** By number of the signal group. */
    public Map<Integer, Group> finish() {
        Map<Integer, Group> groups = new TreeMap<>();
        runs.forEach(
                (number, run) -> groups.put(number, new Group(List.copyOf(run.cycles), List.copyOf(run.arrivals))));
        return groups;
    }
}
