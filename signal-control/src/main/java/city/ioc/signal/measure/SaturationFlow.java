package city.ioc.signal.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Saturation flow of a lane measured from the discharge of its queues: HCM chapter 31, field measurement. The headways from the
 * fourth queued vehicle to the last one count, for the first ones still start up; what those took longer is the start-up lost time.
 * Pure.
 */
public final class SaturationFlow {
    /** Vehicles at the head of a queue whose headways do not count. */
    public static final int STARTING_VEHICLES = 4;
    /** Shorter queues say too little (HCM). */
    public static final int SHORTEST_QUEUE = 8;

    private SaturationFlow() {}

    /** A queued vehicle that crosses the stop line, seconds after the begin of green. */
    public record Departure(double atS, double pcu) {}

    /**
     * What was measured.
     *
     * @param headwayS saturation headway; {@code headwayErrorS} its standard error over the queues, empty for a single one
     * @param startLostS start-up lost time, mean over the queues
     * @param queues queues that were long enough
     */
    public record Measured(
            double vehiclesPerHour,
            double pcuPerHour,
            double headwayS,
            Optional<Double> headwayErrorS,
            double startLostS,
            int queues) {}

    /**
     * Queues out of what a stop-line detector of one lane saw: of each green the departures from its begin on, until a headway is longer
     * than a queue's. A detector does not say who had stood; vehicles that close up to a moving queue count with it, as they do in HCM
     * when they stop at its end.
     *
     * @param greensS begin and end of each green, seconds
     * @param departuresS moments at which a vehicle leaves the detector, seconds, in order
     * @param longestHeadwayS headway that ends a queue
     */
    public static List<List<Departure>> queues(List<double[]> greensS, double[] departuresS, double longestHeadwayS) {
        List<List<Departure>> queues = new ArrayList<>();
        for (double[] green : greensS) {
            List<Departure> queue = new ArrayList<>();
            double before = green[0];
            for (double at : departuresS) {
                if (at <= green[0] || at > green[1]) continue;
                // The first vehicle starts up; its headway may be longer.
                if (at - before > longestHeadwayS + (queue.isEmpty() ? 2 : 0)) break;
                queue.add(new Departure(at - green[0], 1));
                before = at;
            }
            if (!queue.isEmpty()) queues.add(List.copyOf(queue));
        }
        return List.copyOf(queues);
    }

    /**
     * From the queues of several greens, each in order of departure.
     *
     * @return empty when no queue was long enough
     */
    public static Optional<Measured> ofDischarge(List<List<Departure>> queues) {
        double timeS = 0;
        int headways = 0;
        double pcu = 0;
        List<Double> perQueue = new ArrayList<>();
        List<Double> fourth = new ArrayList<>();
        for (List<Departure> queue : queues) {
            if (queue.size() < SHORTEST_QUEUE) continue;
            double from = queue.get(STARTING_VEHICLES - 1).atS();
            double to = queue.getLast().atS();
            if (!(to > from)) continue;
            timeS += to - from;
            headways += queue.size() - STARTING_VEHICLES;
            for (Departure each : queue.subList(STARTING_VEHICLES, queue.size())) pcu += each.pcu();
            perQueue.add((to - from) / (queue.size() - STARTING_VEHICLES));
            fourth.add(from);
        }
        if (headways == 0) return Optional.empty();
        double headway = timeS / headways;
        double lost = fourth.stream()
                .mapToDouble(at -> at - STARTING_VEHICLES * headway)
                .average()
                .orElseThrow();
        return Optional.of(new Measured(
                3600 / headway, 3600 * pcu / timeS, headway, standardError(perQueue), lost, perQueue.size()));
    }

    private static Optional<Double> standardError(List<Double> values) {
        int n = values.size();
        if (n < 2) return Optional.empty();
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double sum = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return Optional.of(Math.sqrt(sum / (n - 1) / n));
    }
}
