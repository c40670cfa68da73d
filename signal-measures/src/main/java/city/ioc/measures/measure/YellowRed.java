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
 * When vehicles enter around the start of red: actuations of the group's yellow-red detectors, less the latency, by their distance
 * to the begin of red clearance (10) in steps of half a second, and by what the group showed: 1 green, 8 amber, 10 red.
 *
 * <p>A cycle runs from one begin of green to the next. It counts when it has exactly one begin of green, amber and red, so the part
 * of the log before the first green and a last cycle that does not reach red are left out. Its actuations are in the bin of the
 * start of red, however late in the red they come. Offsets are rounded to the nearest half second, halves away from zero; those
 * before {@link MeasureParameter#EARLIEST_OFFSET_S} are left out after rounding. Amber just before red is {@code -0.0}.
 *
 * <p>Source: UDOT ATSPM, "Yellow and red actuations".
 */
final class YellowRed implements Measure.Run {
    private static final int ON = SignalEventCode.DETECTOR_ON.code();

    static final Measure MEASURE = new Measure(
            "yellow_red",
            "when vehicles enter around the start of red",
            List.of(
                    Column.BIN,
                    Column.DEVICE,
                    Column.PHASE,
                    Column.key("Signal_State"),
                    Column.key("Red_Offset", Column.Format.DOUBLE),
                    Column.count("Count", Column.Format.DOUBLE)),
            Optional.of(DetectorFunction.YELLOW_RED),
            Set.of(ON),
            List.of(MeasureParameter.YELLOW_RED_LATENCY_S, MeasureParameter.EARLIEST_OFFSET_S),
            YellowRed::new);

    private record Entry(long atMs, int shown) {}

    private record Place(long binMs, int group, int shown, double offsetS) {}

    /** From one begin of green to the next. */
    private static final class Cycle {
        private int shown = LampDelay.GREEN;
        private int ambers;
        private int reds;
        private long redMs;
        private final List<Entry> beforeRed = new ArrayList<>();
        private final Map<Place, Integer> counts = new HashMap<>();
    }

    private final Map<Integer, List<Integer>> groupsByChannel;
    private final Bins bins;
    private final LampDelay lamps;
    private final double earliestS;
    private final Map<Integer, Cycle> cycles = new HashMap<>();
    private final Map<Place, Integer> counts = new HashMap<>();

    private YellowRed(DetectorTable detectors, MeasureParameters parameters) {
        groupsByChannel = detectors.groupsByChannel(DetectorFunction.YELLOW_RED);
        bins = parameters.bins();
        lamps = new LampDelay(parameters.milliseconds(MeasureParameter.YELLOW_RED_LATENCY_S), this::show);
        earliestS = parameters.get(MeasureParameter.EARLIEST_OFFSET_S);
    }

    private void show(LogEvent lamp) {
        if (lamp.code() == LampDelay.GREEN) {
            close(lamp.parameter());
            cycles.put(lamp.parameter(), new Cycle());
            return;
        }
        Cycle cycle = cycles.get(lamp.parameter());
        if (cycle == null) return;
        cycle.shown = Math.max(cycle.shown, lamp.code());
        if (lamp.code() == LampDelay.AMBER) cycle.ambers++;
        if (lamp.code() == LampDelay.RED && cycle.reds++ == 0) {
            cycle.redMs = lamp.atMs();
            for (Entry entry : cycle.beforeRed) count(lamp.parameter(), cycle, entry);
            cycle.beforeRed.clear();
        }
    }

    @Override
    public void observe(LogEvent event) {
        lamps.observe(event);
        if (event.code() != ON) return;
        for (int group : groupsByChannel.getOrDefault(event.parameter(), List.of())) {
            Cycle cycle = cycles.get(group);
            if (cycle == null) continue;
            Entry entry = new Entry(lamps.vehicleAtMs(event), cycle.shown);
            if (cycle.reds > 0) {
                count(group, cycle, entry);
            } else {
                // Red can only come later: what is too early now stays too early, so a long green fills no memory.
                cycle.beforeRed.removeIf(earlier -> offsetS(earlier.atMs, entry.atMs) < earliestS);
                cycle.beforeRed.add(entry);
            }
        }
    }

    private void count(int group, Cycle cycle, Entry entry) {
        double offset = offsetS(entry.atMs, cycle.redMs);
        if (offset >= earliestS)
            cycle.counts.merge(new Place(bins.start(cycle.redMs), group, entry.shown, offset), 1, Integer::sum);
    }

    /** To the nearest half second, halves away from zero, keeping the sign of a zero. */
    private static double offsetS(long atMs, long redMs) {
        double halves = (atMs - redMs) / 500.0;
        return Math.copySign(Math.floor(Math.abs(halves) + 0.5), halves) / 2;
    }

    private void close(int group) {
        Cycle cycle = cycles.remove(group);
        if (cycle != null && cycle.ambers == 1 && cycle.reds == 1)
            cycle.counts.forEach((place, count) -> counts.merge(place, count, Integer::sum));
    }

    @Override
    public List<MeasureRow> finish() {
        lamps.finish();
        for (int group : List.copyOf(cycles.keySet())) close(group);
        List<MeasureRow> rows = new ArrayList<>();
        counts.forEach((place, count) -> rows.add(MeasureRow.of(
                place.binMs, Value.of(place.group), Value.of(place.shown), Value.of(place.offsetS), Value.of(count))));
        return rows;
    }
}
