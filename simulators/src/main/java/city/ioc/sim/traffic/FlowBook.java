package city.ioc.sim.traffic;

import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.VehicleClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** True counts and delays at stop lines, written to the ground truth every five minutes on the clock. */
final class FlowBook {
    static final Duration INTERVAL = Duration.ofMinutes(5);

    private final GroundTruth truth;
    private final Map<IntersectionId, Map<LinkStrip, Tally>> byIntersection = new LinkedHashMap<>();
    private final Map<LinkStrip, Tally> byLink = new LinkedHashMap<>();
    private Instant from;
    private Instant until;

    private static final class Tally {
        final String approach;
        final Map<VehicleClass, Integer> byClass = new EnumMap<>(VehicleClass.class);
        int vehicles;
        double delayS;

        Tally(String approach) {
            this.approach = approach;
        }
    }

    /** One approach in a line of the log. */
    private record ApproachFlow(
            String approach, int vehicles, double pcu, Map<VehicleClass, Integer> byClass, double meanDelayS) {}

    FlowBook(GroundTruth truth, Map<Loops.ApproachKey, LinkStrip> approaches, Instant start) {
        this.truth = truth;
        this.from = start;
        this.until = next(start);
        approaches.forEach((key, link) -> {
            Tally tally = new Tally(key.approach().value());
            byLink.put(link, tally);
            byIntersection
                    .computeIfAbsent(key.intersection(), k -> new LinkedHashMap<>())
                    .put(link, tally);
        });
    }

    /** Forgets what was counted and starts an interval. */
    void restart(Instant now) {
        clear();
        from = now;
        until = next(now);
    }

    private void clear() {
        for (Tally tally : byLink.values()) {
            tally.vehicles = 0;
            tally.delayS = 0;
            tally.byClass.clear();
        }
    }

    void passed(LinkStrip link, Vehicle vehicle, double delayS) {
        Tally tally = byLink.get(link);
        if (tally == null) return;
        tally.vehicles++;
        tally.delayS += Math.max(0, delayS);
        tally.byClass.merge(vehicle.type.vehicleClass(), 1, Integer::sum);
    }

    void step(Instant now) {
        if (now.isBefore(until)) return;
        byIntersection.forEach((intersection, tallies) -> {
            List<ApproachFlow> flows = new ArrayList<>();
            int vehicles = 0;
            double delay = 0;
            for (Tally tally : tallies.values()) {
                double pcu = 0;
                for (var each : tally.byClass.entrySet()) pcu += each.getKey().pcu() * each.getValue();
                flows.add(new ApproachFlow(
                        tally.approach,
                        tally.vehicles,
                        round(pcu),
                        new EnumMap<>(tally.byClass.isEmpty() ? new EnumMap<>(VehicleClass.class) : tally.byClass),
                        tally.vehicles == 0 ? 0 : round(tally.delayS / tally.vehicles)));
                vehicles += tally.vehicles;
                delay += tally.delayS;
            }
            truth.write(
                    now,
                    GroundTruth.Kind.FLOW,
                    "intersection",
                    intersection,
                    "from",
                    from,
                    "to",
                    until,
                    "vehicles",
                    vehicles,
                    "meanDelayS",
                    vehicles == 0 ? 0 : round(delay / vehicles),
                    "approaches",
                    flows);
        });
        clear();
        from = until;
        until = next(now);
    }

    /** The next full five minutes. */
    static Instant next(Instant now) {
        long seconds = INTERVAL.toSeconds();
        return Instant.ofEpochSecond((now.getEpochSecond() / seconds + 1) * seconds);
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
