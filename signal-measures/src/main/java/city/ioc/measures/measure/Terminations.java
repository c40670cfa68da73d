package city.ioc.measures.measure;

import city.ioc.contracts.field.SignalEventCode;
import city.ioc.measures.log.LogEvent;
import city.ioc.measures.table.Column;
import city.ioc.measures.table.MeasureRow;
import city.ioc.measures.table.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Why greens ended: number of events 4 (gap-out), 5 (max-out) and 6 (force-off) by signal group. A green that ends for another
 * reason, as in a preemption, is in none of them.
 *
 * <p>Source: UDOT ATSPM, "Purdue phase termination"; FHWA Signal Timing Manual, 2nd edition, 5.1.3.
 */
final class Terminations implements Measure.Run {
    private static final Map<Integer, String> REASONS = Map.of(
            SignalEventCode.GROUP_GAP_OUT.code(), "GapOut",
            SignalEventCode.GROUP_MAX_OUT.code(), "MaxOut",
            SignalEventCode.GROUP_FORCE_OFF.code(), "ForceOff");

    static final Measure MEASURE = new Measure(
            "terminations",
            "why greens ended",
            List.of(
                    Column.BIN,
                    Column.DEVICE,
                    Column.PHASE,
                    Column.key("PerformanceMeasure", Column.Format.TEXT),
                    Column.count("Total")),
            Optional.empty(),
            Set.copyOf(REASONS.keySet()),
            List.of(),
            (detectors, parameters) -> new Terminations(parameters));

    private final Map<String, Tally<Tally.Count>> counts = new TreeMap<>();

    private Terminations(MeasureParameters parameters) {
        for (String reason : REASONS.values()) counts.put(reason, new Tally<>(parameters.bins(), Tally.Count::new));
    }

    @Override
    public void observe(LogEvent event) {
        String reason = REASONS.get(event.code());
        Tally<Tally.Count> ofReason = reason == null ? null : counts.get(reason);
        if (ofReason != null) ofReason.at(event.atMs(), event.parameter()).add();
    }

    @Override
    public List<MeasureRow> finish() {
        List<MeasureRow> rows = new ArrayList<>();
        counts.forEach((reason, ofReason) ->
                rows.addAll(ofReason.rows(count -> List.of(Value.of(reason), Value.of(count.count())))));
        return rows;
    }
}
