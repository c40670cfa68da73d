package city.ioc.edge.vision.conduct;

import city.ioc.contracts.field.StopLinePassage.Break;
import city.ioc.edge.vision.conduct.Trail.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The longest stretch of a trail on which it went against the traffic, as the network found it there: pure, and the same however often
 * it is asked. What moves between two looks of the network only says whether it was followed without a break.
 *
 * @param seen all sightings of the trail
 * @param run those of the stretch that the network made, two at least
 */
record AgainstReading(List<Sighting> seen, List<Sighting> run) {
    /** Boxes tremble, and who makes room rolls back: so far forward is no turning round. */
    private static final double TREMBLE_M = 1.0;
    /** A shorter way is not worth telling of. */
    private static final double LEAST_M = 5;
    /** Slower than this one walks beside what one rides. */
    private static final double LEAST_MPS = 2;
    /** So often the network has found it on that way. */
    private static final int LEAST_FOUND = 5;
    /** Who goes across more than this share of the way along crosses the road. */
    private static final double ASIDE = 0.5;
    /** Longest gap between two sightings, seconds. */
    private static final double GAP_S = 0.9;
    /** No vehicle in a town is faster, m/s. */
    private static final double FASTEST = 25;
    /**
     * How far from where an even speed would have had it: who rides ten metres hardly brakes meanwhile, and boxes tremble; a track that is
     * handed from one vehicle to the next leaps.
     */
    private static final double UNEVEN_M = 0.6;

    /** Empty where it did not go against the traffic, or not far and fast enough to be worth a word. */
    static Optional<AgainstReading> of(List<Sighting> seen) {
        List<Sighting> found = seen.stream().filter(Sighting::detected).toList();
        List<Sighting> best = List.of();
        int from = 0;
        for (int i = 1; i <= found.size(); i++) {
            if (i < found.size() && found.get(i).place().alongM() <= lowest(found, from, i) + TREMBLE_M) {
                // Where it still went forward, or stood, the way against has not begun.
                if (found.get(i - 1).place().alongM() >= found.get(from).place().alongM()) from = i - 1;
                continue;
            }
            List<Sighting> run = found.subList(from, lowestAt(found, from, i) + 1);
            if (best.isEmpty() || movedM(run) > movedM(best)) best = run;
            from = i;
        }
        if (best.size() < 2 || movedM(best) < LEAST_M) return Optional.empty();
        AgainstReading reading = new AgainstReading(List.copyOf(seen), List.copyOf(best));
        return reading.speedMps() < LEAST_MPS || reading.asideM() > ASIDE * reading.movedM()
                ? Optional.empty()
                : Optional.of(reading);
    }

    private static double lowest(List<Sighting> found, int from, int to) {
        return found.get(lowestAt(found, from, to)).place().alongM();
    }

    private static int lowestAt(List<Sighting> found, int from, int to) {
        int lowest = from;
        for (int i = from; i < to; i++)
            if (found.get(i).place().alongM() < found.get(lowest).place().alongM()) lowest = i;
        return lowest;
    }

    private static double movedM(List<Sighting> run) {
        return run.getFirst().place().alongM() - run.getLast().place().alongM();
    }

    /** How far against the traffic. */
    double movedM() {
        return movedM(run);
    }

    Instant at() {
        return run.getFirst().at();
    }

    Instant until() {
        return run.getLast().at();
    }

    double speedMps() {
        return movedM() / Math.max(0.2, Trail.seconds(run.getFirst(), run.getLast()));
    }

    private double asideM() {
        return Math.abs(run.getLast().place().acrossM() - run.getFirst().place().acrossM());
    }

    /** In the middle of the way, where it is neither far away nor cut by the picture's edge. */
    Sighting middle() {
        return run.get(run.size() / 2);
    }

    /** The longest time between two sightings. */
    Duration unseen() {
        Duration longest = Duration.ZERO;
        Instant before = at();
        for (Sighting each : seen) {
            if (!each.at().isAfter(at()) || each.at().isAfter(until())) continue;
            Duration gap = Duration.between(before, each.at());
            if (gap.compareTo(longest) > 0) longest = gap;
            before = each.at();
        }
        return longest;
    }

    /** Why this is not one vehicle's way. */
    Optional<Break> broken() {
        if (run.size() < LEAST_FOUND || unseen().toMillis() > GAP_S * 1000) return Optional.of(Break.UNSEEN);
        return speedMps() > FASTEST || unevenM() > UNEVEN_M ? Optional.of(Break.JUMPED) : Optional.empty();
    }

    /** The farthest that it was found from the straight line through its places over time that fits them best. */
    private double unevenM() {
        Sighting first = run.getFirst();
        double time = 0;
        double place = 0;
        for (Sighting each : run) {
            time += Trail.seconds(first, each) / run.size();
            place += each.place().alongM() / run.size();
        }
        double together = 0;
        double spread = 0;
        for (Sighting each : run) {
            double away = Trail.seconds(first, each) - time;
            together += away * (each.place().alongM() - place);
            spread += away * away;
        }
        double speed = together / spread;
        double farthest = 0;
        for (Sighting each : run)
            farthest = Math.max(
                    farthest, Math.abs(each.place().alongM() - place - speed * (Trail.seconds(first, each) - time)));
        return farthest;
    }
}
