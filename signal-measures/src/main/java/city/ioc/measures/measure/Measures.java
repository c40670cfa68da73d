package city.ioc.measures.measure;

import city.ioc.measures.log.DetectorTable;
import city.ioc.measures.log.LogEvent;
import city.ioc.measures.table.MeasureRow;
import city.ioc.measures.table.MeasureTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All measures, and how they are taken of a log. */
public final class Measures {
    private static final List<Measure> ALL = List.of(
            Actuations.MEASURE,
            ArrivalOnGreen.MEASURE,
            ApproachDelay.MEASURE,
            SplitFailures.MEASURE,
            Splits.MEASURE,
            Terminations.MEASURE,
            YellowRed.MEASURE,
            PedestrianServices.MEASURE,
            PedestrianVolumes.MEASURE,
            PedestrianDelay.MEASURE,
            PhaseWait.MEASURE,
            Coordination.MEASURE,
            HasData.MEASURE);

    private Measures() {}

    /** A measure of a log; where it has no rows, why. */
    public record Outcome(MeasureTable table, Optional<Obstacle> obstacle) {}

    public static List<Measure> list() {
        return ALL;
    }

    public static Optional<Measure> find(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Takes one measure of a log; see {@link #take(List, String, DetectorTable, MeasureParameters, Iterable)}. */
    public static Outcome take(
            Measure measure,
            String device,
            DetectorTable detectors,
            MeasureParameters parameters,
            Iterable<LogEvent> log) {
        return take(List.of(measure), device, detectors, parameters, log).values().stream()
                .findFirst()
                .orElseThrow();
    }

    /**
     * Reads a log once and takes measures of it, in the order asked for.
     *
     * @param log events in order, exact repeats once
     * @throws IllegalArgumentException when a measure cannot have such bins, or the log is not in order
     */
    public static Map<String, Outcome> take(
            List<Measure> measures,
            String device,
            DetectorTable detectors,
            MeasureParameters parameters,
            Iterable<LogEvent> log) {
        Taking taking = new Taking(measures, detectors, parameters);
        for (LogEvent event : log) taking.observe(event);
        return taking.finish(device);
    }

    /** Measures while they read a log that comes event by event; used by one thread. */
    public static final class Taking {
        private final List<Measure> measures;
        private final DetectorTable detectors;
        private final MeasureParameters parameters;
        private final List<Measure.Run> runs;
        private final HasData whole;
        private final BitSet codes = new BitSet();
        private Optional<LogEvent> before = Optional.empty();

        /** @throws IllegalArgumentException when a measure cannot have such bins */
        public Taking(List<Measure> measures, DetectorTable detectors, MeasureParameters parameters) {
            this.measures = List.copyOf(measures);
            this.detectors = detectors;
            this.parameters = parameters;
            runs = measures.stream()
                    .map(measure -> measure.start().begin(detectors, parameters))
                    .toList();
            whole = new HasData(parameters);
        }

        /** @throws IllegalArgumentException when the event is not after the one before */
        public void observe(LogEvent event) {
            before.ifPresent(earlier -> checkOrder(earlier, event));
            before = Optional.of(event);
            // An event without a parameter names no signal group, channel or value.
            if (event.parameter() == LogEvent.NO_PARAMETER) return;
            codes.set(event.code());
            whole.observe(event);
            for (Measure.Run run : runs) run.observe(event);
        }

        /** What the log came to, by name of the measure. */
        public Map<String, Outcome> finish(String device) {
            Set<Long> wholeBins = whole.wholeBins();
            Map<String, Outcome> outcomes = new LinkedHashMap<>();
            for (int i = 0; i < runs.size(); i++) {
                Measure measure = measures.get(i);
                List<MeasureRow> all = runs.get(i).finish();
                List<MeasureRow> kept = new ArrayList<>(all);
                if (!parameters.incompleteToo()) kept.removeIf(row -> !wholeBins.contains(row.binMs()));
                MeasureTable table = MeasureTable.of(device, measure.columns(), kept);
                Optional<Obstacle> obstacle = kept.isEmpty()
                        ? Optional.of(Obstacle.of(measure, detectors, codes, all.isEmpty()))
                        : Optional.empty();
                outcomes.put(measure.name(), new Outcome(table, obstacle));
            }
            return outcomes;
        }
    }

    private static void checkOrder(LogEvent earlier, LogEvent event) {
        if (earlier.compareTo(event) >= 0)
            throw new IllegalArgumentException(
                    "a log must be in order and without repeats, but " + event + " comes after " + earlier);
    }
}
