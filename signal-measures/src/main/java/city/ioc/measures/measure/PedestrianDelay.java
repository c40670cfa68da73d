package city.ioc.measures.measure;

import city.ioc.contracts.field.SignalEventCode;
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
 * How long pedestrians wait: from the first press (90) after a pedestrian clearance has begun (22), or the first in the log, to the
 * group's next begin of walk (21) or clearance (22), in the bin in which the wait ends. Further presses until then are the same
 * wait; presses while walk is shown do not wait. Waits under 0.2 s are none: the press and the walk were one event. A wait across a
 * gap in the log is taken as it is read.
 *
 * <p>Source: UDOT ATSPM, "Pedestrian delay"; Hubbard, Bullock, Day, Transportation Research Record 2080 (2008).
 */
final class PedestrianDelay implements Measure.Run {
    private static final int WALK = SignalEventCode.PEDESTRIAN_BEGIN_WALK.code();
    private static final int CLEARANCE = SignalEventCode.PEDESTRIAN_BEGIN_CLEARANCE.code();
    private static final int PRESS = SignalEventCode.PEDESTRIAN_DETECTOR_ON.code();

    static final Measure MEASURE = new Measure(
            "ped_delay",
            "how long pedestrians wait after the first press",
            List.of(
                    Column.BIN,
                    Column.DEVICE,
                    Column.PHASE,
                    Column.amount("AvgPedDelay", Column.Format.DOUBLE),
                    Column.count("Samples")),
            Optional.empty(),
            Set.of(PRESS),
            List.of(MeasureParameter.SHORTEST_WAIT_S),
            (detectors, parameters) -> new PedestrianDelay(parameters));

    /** What a group's crossing did last. */
    private static final class Crossing {
        private boolean walkShown;
        private Optional<Long> waitsSinceMs = Optional.empty();
    }

    private final long shortestMs;
    private final Map<Integer, Crossing> crossings = new HashMap<>();
    private final Tally<Tally.Mean> waits;

    private PedestrianDelay(MeasureParameters parameters) {
        shortestMs = parameters.milliseconds(MeasureParameter.SHORTEST_WAIT_S);
        waits = new Tally<>(parameters.bins(), Tally.Mean::new);
    }

    @Override
    public void observe(LogEvent event) {
        if (event.code() != WALK && event.code() != CLEARANCE && event.code() != PRESS) return;
        Crossing crossing = crossings.computeIfAbsent(event.parameter(), group -> new Crossing());
        if (event.code() == PRESS) {
            if (!crossing.walkShown && crossing.waitsSinceMs.isEmpty())
                crossing.waitsSinceMs = Optional.of(event.atMs());
            return;
        }
        crossing.waitsSinceMs.ifPresent(sinceMs -> add(event, event.atMs() - sinceMs));
        crossing.waitsSinceMs = Optional.empty();
        crossing.walkShown = event.code() == WALK;
    }

    private void add(LogEvent end, long waitMs) {
        if (waitMs >= shortestMs) waits.at(end.atMs(), end.parameter()).add(waitMs);
    }

    @Override
    public List<MeasureRow> finish() {
        return waits.rows(wait -> List.of(Value.of(wait.mean() / 1000), Value.of(wait.count())));
    }
}
