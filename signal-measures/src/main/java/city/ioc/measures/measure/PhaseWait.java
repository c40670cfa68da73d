package city.ioc.measures.measure;

import city.ioc.contracts.field.SignalEventCode;
import city.ioc.measures.log.LogEvent;
import city.ioc.measures.table.Column;
import city.ioc.measures.table.MeasureRow;
import city.ioc.measures.table.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How long a signal group waits: from the last call registered (43) before its next begin of green (1) to that green, in the bin in
 * which the wait ends. A call that is dropped (44) and not registered again still waits for the green. Waits under 0.2 s are none.
 *
 * <p>A group counts as skipped when it waited longer than 1.5 cycles: of the cycle length (132) in force when the wait began, the
 * longer of two said at once; 140 s where none is said or it is 0, running free. Left out are waits that begin during a preemption
 * (102 to 104) or in the 120 s after it; a wait that began before the preemption is kept, for it was the preemption that skipped
 * it. A preemption that does not end in the log leaves nothing out. A wait across a gap in the log is taken as it is read.
 *
 * <p>Source: Strasser, atspm 2.1, "phase wait"; FHWA Signal Timing Manual, 2nd edition, 5.3 (calls), 10.1 (preemption).
 */
final class PhaseWait implements Measure.Run {
    private static final int CALL = SignalEventCode.GROUP_CALL_REGISTERED.code();
    private static final int CYCLE = SignalEventCode.CYCLE_LENGTH_CHANGE.code();
    private static final int PREEMPT_ON = SignalEventCode.PREEMPT_CALL_ON.code();
    private static final int PREEMPT_OFF = SignalEventCode.PREEMPT_CALL_OFF.code();

    static final Measure MEASURE = new Measure(
            "phase_wait",
            "how long signal groups wait for green after a call",
            List.of(
                    Column.BIN,
                    Column.DEVICE,
                    Column.PHASE,
                    Column.amount("AvgPhaseWait", Column.Format.DOUBLE),
                    Column.count("TotalSkips", Column.Format.DOUBLE)),
            Optional.empty(),
            Set.of(CALL),
            List.of(
                    MeasureParameter.ASSUMED_CYCLE_S,
                    MeasureParameter.SKIP_MULTIPLIER,
                    MeasureParameter.PREEMPT_RECOVERY_S,
                    MeasureParameter.SHORTEST_WAIT_S),
            (detectors, parameters) -> new PhaseWait(parameters));

    private record Wait(int group, long fromMs, long toMs) {}

    private static final class Waits {
        private final Tally.Mean lengthsMs = new Tally.Mean();
        private long skips;
    }

    private final MeasureParameters parameters;
    private final Map<Integer, Long> callsMs = new HashMap<>();
    private final List<Wait> waits = new ArrayList<>();
    private final TreeMap<Long, Integer> cyclesS = new TreeMap<>();
    private final Map<Integer, Long> preemptsMs = new HashMap<>();
    private final TreeMap<Long, Long> closedMs = new TreeMap<>();

    private PhaseWait(MeasureParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public void observe(LogEvent event) {
        if (event.code() == CALL) {
            callsMs.put(event.parameter(), event.atMs());
        } else if (event.code() == LampDelay.GREEN) {
            Long callMs = callsMs.remove(event.parameter());
            if (callMs != null && isLongEnough(event.atMs() - callMs))
                waits.add(new Wait(event.parameter(), callMs, event.atMs()));
        } else if (event.code() == CYCLE) {
            cyclesS.merge(event.atMs(), event.parameter(), Math::max);
        } else if (event.code() == PREEMPT_ON) {
            preemptsMs.put(event.parameter(), event.atMs());
        } else if (event.code() == PREEMPT_OFF) {
            Long onMs = preemptsMs.remove(event.parameter());
            if (onMs != null && isLongEnough(event.atMs() - onMs)) close(onMs, event.atMs());
        }
    }

    private boolean isLongEnough(long ms) {
        return ms >= parameters.milliseconds(MeasureParameter.SHORTEST_WAIT_S);
    }

    /** No wait may begin from the preemption until after the recovery; spans that overlap are kept as one. */
    private void close(long onMs, long offMs) {
        long from = onMs;
        long to = offMs + parameters.milliseconds(MeasureParameter.PREEMPT_RECOVERY_S);
        for (Map.Entry<Long, Long> before = closedMs.floorEntry(to);
                before != null && before.getValue() >= from;
                before = closedMs.floorEntry(to)) {
            closedMs.remove(before.getKey());
            from = Math.min(from, before.getKey());
            to = Math.max(to, before.getValue());
        }
        closedMs.put(from, to);
    }

    @Override
    public List<MeasureRow> finish() {
        Tally<Waits> bins = new Tally<>(parameters.bins(), Waits::new);
        for (Wait wait : waits) {
            Map.Entry<Long, Long> closed = closedMs.floorEntry(wait.fromMs);
            if (closed != null && wait.fromMs < closed.getValue()) continue;
            double seconds = (wait.toMs - wait.fromMs) / 1000.0;
            Waits bin = bins.at(wait.toMs, wait.group);
            bin.lengthsMs.add(wait.toMs - wait.fromMs);
            if (seconds > cycleS(wait.fromMs) * parameters.get(MeasureParameter.SKIP_MULTIPLIER)) bin.skips++;
        }
        return bins.rows(bin -> List.of(Value.of(bin.lengthsMs.mean() / 1000), Value.of(bin.skips)));
    }

    private double cycleS(long atMs) {
        return Optional.ofNullable(cyclesS.floorEntry(atMs))
                .map(Map.Entry::getValue)
                .filter(cycle -> cycle > 0)
                .map(Integer::doubleValue)
                .orElse(parameters.get(MeasureParameter.ASSUMED_CYCLE_S));
    }
}
