package city.ioc.measures.measure;

import city.ioc.contracts.field.SignalEventCode;
import city.ioc.measures.log.LogEvent;
import city.ioc.measures.table.Column;
import city.ioc.measures.table.MeasureRow;
import city.ioc.measures.table.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How often each detector came on: the number of events 82 by channel. Channels that no table names count, too; a bin in which a
 * channel was never on has no row, for the log cannot tell an empty lane from a dead detector.
 *
 * <p>Source: UDOT ATSPM, "Approach volume"; Indiana enumeration, code 82.
 */
final class Actuations implements Measure.Run {
    private static final int ON = SignalEventCode.DETECTOR_ON.code();

    static final Measure MEASURE = new Measure(
            "actuations",
            "how often each detector came on",
            List.of(Column.BIN, Column.DEVICE, Column.key("Detector"), Column.count("Total")),
            Optional.empty(),
            Set.of(ON),
            List.of(),
            (detectors, parameters) -> new Actuations(parameters));

    private final Tally<Tally.Count> counts;

    private Actuations(MeasureParameters parameters) {
        counts = new Tally<>(parameters.bins(), Tally.Count::new);
    }

    @Override
    public void observe(LogEvent event) {
        if (event.code() == ON) counts.at(event.atMs(), event.parameter()).add();
    }

    @Override
    public List<MeasureRow> finish() {
        return counts.rows(count -> List.of(Value.of(count.count())));
    }
}
