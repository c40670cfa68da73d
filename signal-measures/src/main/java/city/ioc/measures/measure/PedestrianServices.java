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
 * Pedestrians served and presses of their buttons: number of begins of walk (21, and 67 of pedestrian overlaps, under the overlap's
 * number) and of presses (90) by signal group. A walk without a press is a recall; a press without a walk in its bin waits for the
 * next.
 *
 * <p>Source: UDOT ATSPM, "Pedestrian delay"; Indiana enumeration.
 */
final class PedestrianServices implements Measure.Run {
    static final int WALK = SignalEventCode.PEDESTRIAN_BEGIN_WALK.code();
    static final int OVERLAP_WALK = 67;
    static final int PRESS = SignalEventCode.PEDESTRIAN_DETECTOR_ON.code();

    static final Measure MEASURE = new Measure(
            "ped",
            "pedestrians served, and presses of their buttons",
            List.of(Column.BIN, Column.DEVICE, Column.PHASE, Column.count("PedServices"), Column.count("PedActuation")),
            Optional.empty(),
            Set.of(WALK, OVERLAP_WALK, PRESS),
            List.of(),
            (detectors, parameters) -> new PedestrianServices(parameters));

    private static final class Served {
        private long walks;
        private long presses;
    }

    private final Tally<Served> served;

    private PedestrianServices(MeasureParameters parameters) {
        served = new Tally<>(parameters.bins(), Served::new);
    }

    @Override
    public void observe(LogEvent event) {
        if (event.code() == PRESS) served.at(event.atMs(), event.parameter()).presses++;
        else if (event.code() == WALK || event.code() == OVERLAP_WALK)
            served.at(event.atMs(), event.parameter()).walks++;
    }

    @Override
    public List<MeasureRow> finish() {
        return served.rows(bin -> List.of(Value.of(bin.walks), Value.of(bin.presses)));
    }
}
