package city.ioc.measures.measure;

import city.ioc.contracts.field.SignalEventCode;
import city.ioc.measures.log.DetectorFunction;
import city.ioc.measures.log.DetectorTable;
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

/**
 * How long those who arrive have to wait for green, at least: a vehicle on the group's advance detector in red waits until the begin
 * of green (1), one in green or amber does not. In the bin of the arrival.
 *
 * <p>Braking, starting and queues of more than a cycle come on top, so it compares hours and plans and is no level of service. What
 * arrives before the first lamp of the log, or in a red whose end the log does not have, is not counted.
 *
 * <p>Source: UDOT ATSPM, "Approach delay".
 */
final class ApproachDelay implements Measure.Run {
    private static final int ON = SignalEventCode.DETECTOR_ON.code();

    static final Measure MEASURE = new Measure(
            "approach_delay",
            "how long those who arrive wait for green, at least",
            List.of(
                    Column.BIN,
                    Column.DEVICE,
                    Column.PHASE,
                    Column.count("Total_Actuations"),
                    Column.amount("AvgDelay", Column.Format.DOUBLE),
                    Column.amount("TotalDelay", Column.Format.DOUBLE)),
            Optional.of(DetectorFunction.ADVANCE),
            Set.of(ON),
            List.of(MeasureParameter.ARRIVAL_LATENCY_S),
            ApproachDelay::new);

    /** What a group shows, and who has arrived in its red. */
    private static final class Approach {
        private int shown;
        private final List<Long> waitingSinceMs = new ArrayList<>();
    }

    private final Map<Integer, List<Integer>> groupsByChannel;
    private final LampDelay lamps;
    private final Map<Integer, Approach> approaches = new HashMap<>();
    private final Tally<Tally.Mean> delaysMs;

    private ApproachDelay(DetectorTable detectors, MeasureParameters parameters) {
        groupsByChannel = detectors.groupsByChannel(DetectorFunction.ADVANCE);
        for (int group : detectors.groups(DetectorFunction.ADVANCE)) approaches.put(group, new Approach());
        lamps = new LampDelay(parameters.milliseconds(MeasureParameter.ARRIVAL_LATENCY_S), this::show);
        delaysMs = new Tally<>(parameters.bins(), Tally.Mean::new);
    }

    private void show(LogEvent lamp) {
        Approach approach = approaches.get(lamp.parameter());
        if (approach == null) return;
        approach.shown = lamp.code();
        if (lamp.code() != LampDelay.GREEN) return;
        for (long sinceMs : approach.waitingSinceMs)
            delaysMs.at(sinceMs, lamp.parameter()).add(lamp.atMs() - sinceMs);
        approach.waitingSinceMs.clear();
    }

    @Override
    public void observe(LogEvent event) {
        lamps.observe(event);
        if (event.code() != ON) return;
        for (int group : groupsByChannel.getOrDefault(event.parameter(), List.of())) {
            Approach approach = approaches.get(group);
            if (approach == null || approach.shown == 0) continue;
            long atMs = lamps.vehicleAtMs(event);
            if (approach.shown == LampDelay.RED) approach.waitingSinceMs.add(atMs);
            else delaysMs.at(atMs, group).add(0);
        }
    }

    @Override
    public List<MeasureRow> finish() {
        lamps.finish();
        return delaysMs.rows(
                bin -> List.of(Value.of(bin.count()), Value.of(bin.mean() / 1000), Value.of(bin.sum() / 1000)));
    }
}
