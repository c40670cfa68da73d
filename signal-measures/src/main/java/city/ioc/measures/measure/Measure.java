package city.ioc.measures.measure;

import city.ioc.measures.log.DetectorFunction;
import city.ioc.measures.log.DetectorTable;
import city.ioc.measures.log.LogEvent;
import city.ioc.measures.table.Column;
import city.ioc.measures.table.MeasureRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One signal performance measure: what it is called, what it needs, and how it is begun.
 *
 * @param needs the function of the detectors that it needs; empty: it needs none
 * @param codes events of which the log must hold at least one
 */
public record Measure(
        String name,
        String purpose,
        List<Column> columns,
        Optional<DetectorFunction> needs,
        Set<Integer> codes,
        List<MeasureParameter> parameters,
        Start start) {
    public Measure {
        columns = List.copyOf(columns);
        codes = Set.copyOf(codes);
        parameters = List.copyOf(parameters);
    }

    /** Begins the measure of one log. */
    public interface Start {
        Run begin(DetectorTable detectors, MeasureParameters parameters);
    }

    /** The measure while it reads a log; used by one thread. */
    public interface Run {
        /** Takes the next event: events come in their order, exact repeats once. */
        void observe(LogEvent event);

        /** The rows, in any order, when the log has ended. */
        List<MeasureRow> finish();
    }

    public Optional<MeasureParameter> findParameter(String option) {
        return parameters.stream().filter(each -> each.option().equals(option)).findFirst();
    }
}
