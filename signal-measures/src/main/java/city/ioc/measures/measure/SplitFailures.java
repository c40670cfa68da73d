package city.ioc.measures.measure;

import city.ioc.contracts.field.SignalEventCode;
import city.ioc.measures.log.DetectorFunction;
import city.ioc.measures.log.DetectorTable;
import city.ioc.measures.log.LogEvent;
import city.ioc.measures.table.Column;
import city.ioc.measures.table.MeasureRow;
import city.ioc.measures.table.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether a green was too short for those who waited: the approach is occupied for at least 80 % of the green and again for at least
 * 80 % of the first 5 s of red, by its presence detectors at the stop line taken together.
 *
 * <p>Green is from its begin (1) to the begin of amber (8); red from the begin of red clearance (10). A cycle runs from one begin of
 * green to the next and counts when it has one amber and one red that lasts as long as is looked at, and when the state of the
 * detectors was known throughout. It is in the bin in which the part of red that is looked at ends. Green time and the two
 * occupancies are means over the bin's cycles, not weighted by their length.
 *
 * <p>Source: UDOT ATSPM, "Split failure"; Smaglik et al., Transportation Research Record 2259 (2011), 181–189. Keeps eight bytes for
 * each event of a presence detector.
 */
final class SplitFailures implements Measure.Run {
    private static final int OFF = SignalEventCode.DETECTOR_OFF.code();
    private static final int ON = SignalEventCode.DETECTOR_ON.code();

    static final Measure MEASURE = new Measure(
            "split_failures",
            "greens that were too short for those who waited",
            List.of(
                    Column.BIN,
                    Column.DEVICE,
                    Column.PHASE,
                    Column.amount("Green_Time", Column.Format.SINGLE),
                    Column.amount("Green_Occupancy", Column.Format.SINGLE),
                    Column.amount("Red_Occupancy", Column.Format.SINGLE),
                    Column.count("Split_Failure")),
            Optional.of(DetectorFunction.PRESENCE),
            Set.of(OFF, ON),
            List.of(MeasureParameter.GREEN_OCCUPANCY, MeasureParameter.RED_OCCUPANCY, MeasureParameter.RED_TIME_S),
            SplitFailures::new);

    /** What was seen of a group and its approach. */
    private static final class Approach {
        private final Longs lamps = new Longs();
        private final Map<Integer, Longs> detectors = new TreeMap<>();
    }

    /** What a group's bin comes to. */
    private static final class Failures {
        private final Tally.Mean greenS = new Tally.Mean();
        private final Tally.Mean greenOccupancy = new Tally.Mean();
        private final Tally.Mean redOccupancy = new Tally.Mean();
        private long failures;

        List<Value> values() {
            return List.of(
                    Value.of(greenS.mean()),
                    Value.of(greenOccupancy.count() == 0 ? 0 : greenOccupancy.mean()),
                    Value.of(redOccupancy.mean()),
                    Value.of(failures));
        }
    }

    private final Map<Integer, List<Integer>> groupsByChannel;
    private final MeasureParameters parameters;
    private final long redMs;
    private final Map<Integer, Approach> approaches = new TreeMap<>();
    private final Tally<Failures> failures;
    private long lastMs = Long.MIN_VALUE;

    private SplitFailures(DetectorTable table, MeasureParameters parameters) {
        this.parameters = parameters;
        groupsByChannel = table.groupsByChannel(DetectorFunction.PRESENCE);
        for (int group : table.groups(DetectorFunction.PRESENCE)) approaches.put(group, new Approach());
        redMs = parameters.milliseconds(MeasureParameter.RED_TIME_S);
        failures = new Tally<>(parameters.bins(), Failures::new);
    }

    @Override
    public void observe(LogEvent event) {
        lastMs = event.atMs();
        if (LampDelay.isLamp(event)) {
            Approach approach = approaches.get(event.parameter());
            if (approach != null) approach.lamps.add(ApproachCycles.code(event.atMs(), event.code()));
        } else if (event.code() == ON || event.code() == OFF) {
            for (int group : groupsByChannel.getOrDefault(event.parameter(), List.of())) {
                Approach approach = approaches.get(group);
                if (approach != null)
                    approach.detectors
                            .computeIfAbsent(event.parameter(), channel -> new Longs())
                            .add(ApproachOccupancy.code(event.atMs(), event.code() == ON));
            }
        }
    }

    @Override
    public List<MeasureRow> finish() {
        // A red that is looked at beyond the last bin of the log has not been seen to its end.
        long endMs = lastMs == Long.MIN_VALUE
                ? lastMs
                : parameters.bins().start(lastMs) + parameters.bins().lengthMs();
        approaches.forEach((group, approach) -> {
            Longs occupied = ApproachOccupancy.of(approach.detectors.values());
            for (ApproachCycles.Cycle cycle : ApproachCycles.of(approach.lamps, occupied, redMs, endMs))
                add(group, cycle);
        });
        return failures.rows(Failures::values);
    }

    private void add(int group, ApproachCycles.Cycle cycle) {
        Failures bin = failures.at(cycle.endMs(), group);
        double red = (double) cycle.redOccupiedMs() / redMs;
        bin.greenS.add(cycle.greenMs() / 1000.0);
        bin.redOccupancy.add(red);
        if (cycle.greenMs() == 0) return;
        double green = (double) cycle.greenOccupiedMs() / cycle.greenMs();
        bin.greenOccupancy.add(green);
        if (green >= parameters.get(MeasureParameter.GREEN_OCCUPANCY)
                && red >= parameters.get(MeasureParameter.RED_OCCUPANCY)) bin.failures++;
    }
}
