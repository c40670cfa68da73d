package city.ioc.measures.measure;

import city.ioc.measures.log.LogEvent;
import city.ioc.measures.table.Column;
import city.ioc.measures.table.MeasureRow;
import city.ioc.measures.table.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Pedestrians, estimated from presses of their buttons. A press counts as another person's when it comes more than 15 s after the
 * group's press before it; the first press of a log has none before it and does not count. With A presses of different people in
 * the hour that begins with the bin, the hour's volume is 0.7167 A + 0.0599 A² + 1.1063; the bin gets its share of the first two
 * terms by its presses, and of the constant by its length.
 *
 * <p>Every group that has a pedestrian event in the log has a row in every bin from its first to its last event. The last hour of a
 * log looks ahead into nothing and comes out too low.
 *
 * <p>Source: Singleton, Park, Lee, Transportation Research Record 2675(6), 2021, doi 10.1177/0361198121994126.
 */
final class PedestrianVolumes implements Measure.Run {
    private static final double PER_PERSON = 0.7167;
    private static final double PER_PERSON_SQUARED = 0.0599;
    private static final double PER_HOUR = 1.1063;
    private static final long HOUR_MS = 3_600_000;

    static final Measure MEASURE = new Measure(
            "full_ped",
            "pedestrians, estimated from presses of their buttons",
            List.of(
                    Column.BIN,
                    Column.DEVICE,
                    Column.PHASE,
                    Column.count("PedServices"),
                    Column.count("PedActuation"),
                    Column.count("Unique_Actuations"),
                    Column.amount("Estimated_Volumes", Column.Format.SINGLE)),
            Optional.empty(),
            Set.of(PedestrianServices.WALK, PedestrianServices.OVERLAP_WALK, PedestrianServices.PRESS),
            List.of(MeasureParameter.PEDESTRIAN_GAP_S),
            (detectors, parameters) -> new PedestrianVolumes(parameters));

    private static final class Bin {
        private long walks;
        private long presses;
        private long people;
    }

    private final Bins bins;
    private final long gapMs;
    private final Map<Integer, Map<Long, Bin>> groups = new TreeMap<>();
    private final Map<Integer, Long> lastPressMs = new HashMap<>();
    private Optional<Long> firstMs = Optional.empty();
    private long lastMs;

    private PedestrianVolumes(MeasureParameters parameters) {
        bins = parameters.bins();
        gapMs = parameters.milliseconds(MeasureParameter.PEDESTRIAN_GAP_S);
        if (HOUR_MS % bins.lengthMs() != 0)
            throw new IllegalArgumentException(
                    "pedestrians are estimated by the hour: a bin must be an equal part of one");
    }

    @Override
    public void observe(LogEvent event) {
        if (firstMs.isEmpty()) firstMs = Optional.of(event.atMs());
        lastMs = event.atMs();
        if (event.code() == PedestrianServices.PRESS) {
            Bin bin = bin(event);
            bin.presses++;
            Long before = lastPressMs.put(event.parameter(), event.atMs());
            if (before != null && event.atMs() - before > gapMs) bin.people++;
        } else if (event.code() == PedestrianServices.WALK || event.code() == PedestrianServices.OVERLAP_WALK) {
            bin(event).walks++;
        }
    }

    private Bin bin(LogEvent event) {
        return groups.computeIfAbsent(event.parameter(), group -> new HashMap<>())
                .computeIfAbsent(bins.start(event.atMs()), start -> new Bin());
    }

    @Override
    public List<MeasureRow> finish() {
        List<MeasureRow> rows = new ArrayList<>();
        if (firstMs.isEmpty()) return rows;
        long first = bins.start(firstMs.get());
        int count = Math.toIntExact((bins.start(lastMs) - first) / bins.lengthMs() + 1);
        groups.forEach((group, byStart) -> {
            Bin[] all = new Bin[count];
            Arrays.setAll(all, i -> byStart.getOrDefault(first + i * bins.lengthMs(), new Bin()));
            for (int i = 0; i < count; i++)
                rows.add(MeasureRow.of(
                        first + i * bins.lengthMs(),
                        Value.of(group),
                        Value.of(all[i].walks),
                        Value.of(all[i].presses),
                        Value.of(all[i].people),
                        Value.of(volume(all, i))));
        });
        return rows;
    }

    private double volume(Bin[] all, int index) {
        int inAnHour = Math.toIntExact(HOUR_MS / bins.lengthMs());
        long people = 0;
        for (int i = index; i < Math.min(all.length, index + inAnHour); i++) people += all[i].people;
        double share = people == 0 ? 0 : (double) all[index].people / people;
        return (PER_PERSON * people + PER_PERSON_SQUARED * people * people) * share + PER_HOUR / inAnHour;
    }
}
