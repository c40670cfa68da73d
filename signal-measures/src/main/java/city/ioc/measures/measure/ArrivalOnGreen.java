package city.ioc.measures.measure;

import city.ioc.contracts.field.SignalEventCode;
import city.ioc.measures.log.DetectorFunction;
import city.ioc.measures.log.DetectorTable;
import city.ioc.measures.log.LogEvent;
import city.ioc.measures.table.Column;
import city.ioc.measures.table.MeasureRow;
import city.ioc.measures.table.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Share of vehicles that arrive while their signal group is green: actuations of the group's advance detectors between begin of
 * green (1) and begin of amber (8), of all their actuations, in the bin of the arrival.
 *
 * <p>An actuation in the tenth of a second in which green begins is on green, one in that in which amber begins is not. Before the
 * first begin of green in the log nobody arrives on green. A bin without a single arrival on green has no row: that is how the
 * tables that we were compared with are, and it loses the worst bins, so read a missing row next to {@link Actuations}.
 *
 * <p>Source: UDOT ATSPM, "Purdue coordination diagram", percent arrivals on green; Day et al., Performance Measures for Traffic
 * Signal Systems, Purdue University 2014.
 */
final class ArrivalOnGreen implements Measure.Run {
    private static final int ON = SignalEventCode.DETECTOR_ON.code();

    static final Measure MEASURE = new Measure(
            "arrival_on_green",
            "share of vehicles that arrive on green",
            List.of(
                    Column.BIN,
                    Column.DEVICE,
                    Column.PHASE,
                    Column.count("Total_Actuations"),
                    Column.amount("Percent_AOG", Column.Format.SINGLE)),
            Optional.of(DetectorFunction.ADVANCE),
            Set.of(ON),
            List.of(MeasureParameter.ARRIVAL_LATENCY_S),
            ArrivalOnGreen::new);

    private static final class Arrivals {
        private long all;
        private long onGreen;
    }

    private final Map<Integer, List<Integer>> groupsByChannel;
    private final LampDelay lamps;
    private final Map<Integer, Integer> shown = new HashMap<>();
    private final Tally<Arrivals> arrivals;

    private ArrivalOnGreen(DetectorTable detectors, MeasureParameters parameters) {
        groupsByChannel = detectors.groupsByChannel(DetectorFunction.ADVANCE);
        lamps = new LampDelay(parameters.milliseconds(MeasureParameter.ARRIVAL_LATENCY_S), this::show);
        arrivals = new Tally<>(parameters.bins(), Arrivals::new);
    }

    /** Within a cycle lamps only go forward: green, amber, red. */
    private void show(LogEvent lamp) {
        int before = lamp.code() == LampDelay.GREEN ? 0 : shown.getOrDefault(lamp.parameter(), 0);
        shown.put(lamp.parameter(), Math.max(before, lamp.code()));
    }

    @Override
    public void observe(LogEvent event) {
        lamps.observe(event);
        if (event.code() != ON) return;
        for (int group : groupsByChannel.getOrDefault(event.parameter(), List.of())) {
            Arrivals bin = arrivals.at(lamps.vehicleAtMs(event), group);
            bin.all++;
            if (shown.getOrDefault(group, 0) == LampDelay.GREEN) bin.onGreen++;
        }
    }

    @Override
    public List<MeasureRow> finish() {
        return arrivals.rows(bin -> List.of(Value.of(bin.all), Value.of((double) bin.onGreen / bin.all))).stream()
                .filter(row -> row.values().getLast().compareTo(Value.of(0)) > 0)
                .toList();
    }
}
