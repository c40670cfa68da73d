package city.ioc.measures.measure;

import city.ioc.contracts.field.SignalEventCode;
import city.ioc.measures.log.LogEvent;
import city.ioc.measures.table.Column;
import city.ioc.measures.table.MeasureRow;
import city.ioc.measures.table.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the controller says of its coordination, event by event: 131 plan, 132 cycle length, and the vendor's 316 actual length of
 * the cycle and 318 actual offset, in seconds.
 *
 * <p>Source: Indiana enumeration; 316 and 318 are Q-Free MaxTime's.
 */
final class Coordination implements Measure.Run {
    static final Set<Integer> CODES =
            Set.of(SignalEventCode.PLAN_CHANGE.code(), SignalEventCode.CYCLE_LENGTH_CHANGE.code(), 316, 318);

    static final Measure MEASURE = new Measure(
            "coordination",
            "plan, cycle and offset as the controller reports them",
            List.of(
                    Column.BIN,
                    Column.key("Raw_TimeStamp", Column.Format.MOMENT),
                    Column.DEVICE,
                    Column.key("EventId"),
                    Column.key("Parameter")),
            Optional.empty(),
            CODES,
            List.of(),
            (detectors, parameters) -> new Coordination(parameters));

    private final Bins bins;
    private final List<MeasureRow> rows = new ArrayList<>();

    private Coordination(MeasureParameters parameters) {
        bins = parameters.bins();
    }

    @Override
    public void observe(LogEvent event) {
        if (CODES.contains(event.code()))
            rows.add(MeasureRow.of(
                    bins.start(event.atMs()),
                    Value.moment(event.atMs()),
                    Value.of(event.code()),
                    Value.of(event.parameter())));
    }

    @Override
    public List<MeasureRow> finish() {
        return rows;
    }
}
