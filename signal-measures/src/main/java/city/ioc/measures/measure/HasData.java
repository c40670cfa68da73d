package city.ioc.measures.measure;

import city.ioc.measures.log.LogEvent;
import city.ioc.measures.table.Column;
import city.ioc.measures.table.MeasureRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Bins of which the log is whole: each of their five minutes has at least three events of the standard enumeration (up to 218;
 * vendors' own do not count, for some controllers write them when nothing happens). The other measures leave the other bins out.
 */
final class HasData implements Measure.Run {
    private static final int LARGEST_STANDARD_CODE = 218;

    static final Measure MEASURE = new Measure(
            "has_data",
            "bins of which the log is whole",
            List.of(Column.BIN, Column.DEVICE),
            Optional.empty(),
            Set.of(),
            List.of(MeasureParameter.DATA_INTERVAL_MIN, MeasureParameter.DATA_POINTS),
            (detectors, parameters) -> new HasData(parameters));

    private final Bins bins;
    private final long intervalMs;
    private final double points;
    private final Map<Long, Integer> eventsByInterval = new TreeMap<>();

    HasData(MeasureParameters parameters) {
        bins = parameters.bins();
        intervalMs = Math.min(bins.lengthMs(), Math.round(parameters.get(MeasureParameter.DATA_INTERVAL_MIN) * 60_000));
        points = parameters.get(MeasureParameter.DATA_POINTS);
        if (bins.lengthMs() % intervalMs != 0)
            throw new IllegalArgumentException("a bin must be a multiple of "
                    + MeasureParameter.plain(intervalMs / 60_000.0) + " minutes, the data-interval");
    }

    @Override
    public void observe(LogEvent event) {
        if (event.code() <= LARGEST_STANDARD_CODE)
            eventsByInterval.merge(Math.floorDiv(event.atMs(), intervalMs), 1, Integer::sum);
    }

    /** The starts of the bins. */
    Set<Long> wholeBins() {
        Map<Long, Integer> wholeIntervals = new TreeMap<>();
        eventsByInterval.forEach((interval, events) -> {
            if (events >= points) wholeIntervals.merge(bins.start(interval * intervalMs), 1, Integer::sum);
        });
        wholeIntervals.values().removeIf(intervals -> intervals < bins.lengthMs() / intervalMs);
        return wholeIntervals.keySet();
    }

    @Override
    public List<MeasureRow> finish() {
        return wholeBins().stream().map(MeasureRow::of).toList();
    }
}
