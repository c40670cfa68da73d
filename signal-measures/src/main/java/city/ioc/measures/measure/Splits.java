package city.ioc.measures.measure;

import city.ioc.measures.log.LogEvent;
import city.ioc.measures.table.Column;
import city.ioc.measures.table.MeasureRow;
import city.ioc.measures.table.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Splits that the controller itself reports when they end: number and mean of the parameters, in seconds, of the vendor's events
 * 300 to 317 (Q-Free MaxTime: 300 is the split of signal group 1, 301 that of 2 …, 316 the length of the cycle).
 *
 * <p>Source: the vendor's extension of the Indiana enumeration. A controller of another make has no such events.
 */
final class Splits implements Measure.Run {
    private static final int FIRST = 300;
    private static final int LAST = 317;

    static final Measure MEASURE = new Measure(
            "splits",
            "splits and cycles that the controller reports",
            List.of(
                    Column.BIN,
                    Column.DEVICE,
                    Column.key("EventId"),
                    Column.count("Services"),
                    Column.amount("Average_Split", Column.Format.SINGLE)),
            Optional.empty(),
            IntStream.rangeClosed(FIRST, LAST).boxed().collect(Collectors.toUnmodifiableSet()),
            List.of(),
            (detectors, parameters) -> new Splits(parameters));

    private final Tally<Tally.Mean> seconds;

    private Splits(MeasureParameters parameters) {
        seconds = new Tally<>(parameters.bins(), Tally.Mean::new);
    }

    @Override
    public void observe(LogEvent event) {
        if (event.code() >= FIRST && event.code() <= LAST)
            seconds.at(event.atMs(), event.code()).add(event.parameter());
    }

    @Override
    public List<MeasureRow> finish() {
        return seconds.rows(split -> List.of(Value.of(split.count()), Value.of(split.mean())));
    }
}
