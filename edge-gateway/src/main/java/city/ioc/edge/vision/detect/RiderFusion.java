package city.ioc.edge.vision.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one road user of a motorcycle or bicycle and those who sit on it. The network was trained to see person and machine
 * apart; small riders get a weak score for each, and both together are better evidence than either.
 */
final class RiderFusion {
    /**
     * What makes a person a rider: a machine of at least this score where it would be, and of at least this share of the
     * person's own score. Of a hundred people who walk, five get a machine of 0.11 and one of 0.18 from the network. Who is wide
     * for a walker, arms and legs forward, needs less.
     */
    private static final double HINT = 0.15;

    private static final double SHARE = 0.35;
    /** Width over height that few walkers reach, and the part of the evidence that is enough from there on. */
    private static final double WIDE = 0.65;

    private static final double ENOUGH_IF_WIDE = 0.6;

    /** Nobody who walks is as wide; on a street whose box is, sits on something that the network took for a part of the person. */
    private static final double WIDEST_WALKER = 0.85;

    private RiderFusion() {}

    /**
     * @param persons freed of duplicates
     * @param machines motorcycles and bicycles, freed of duplicates, weak ones included
     */
    static List<Detection> fuse(List<Candidate> persons, List<Candidate> machines, Thresholds thresholds) {
        Map<Candidate, Rider> riders = new HashMap<>();
        List<Candidate> walkers = new ArrayList<>(persons);
        for (Pair pair : pairs(persons, machines)) {
            if (!walkers.contains(pair.person) || riders.containsKey(pair.machine)) continue;
            riders.put(pair.machine, new Rider(pair.machine).with(pair.person));
            walkers.remove(pair.person);
        }
        for (Pair pair : pairs(walkers, machines)) { // who is left sits behind somebody, if close enough
            Rider rider = riders.get(pair.machine);
            if (rider == null || !walkers.contains(pair.person) || !rider.seats(pair.person)) continue;
            riders.put(pair.machine, rider.with(pair.person));
            walkers.remove(pair.person);
        }
        List<Detection> found = new ArrayList<>();
        for (Rider rider : riders.values()) if (1 - rider.doubt >= thresholds.rider()) found.add(rider.detection());
        for (Candidate machine : machines) {
            if (!riders.containsKey(machine) && machine.score() >= thresholds.machine())
                found.add(new Rider(machine).detection());
        }
        for (Candidate walker : walkers) {
            boolean sits = walker.width() > WIDEST_WALKER * walker.height();
            found.add(detection(sits ? RoadUser.MOTORCYCLE : RoadUser.PEDESTRIAN, walker.score(), walker));
        }
        return found;
    }

    private static List<Pair> pairs(List<Candidate> persons, List<Candidate> machines) {
        List<Pair> pairs = new ArrayList<>();
        for (Candidate person : persons) {
            for (Candidate machine : machines) {
                double fit = fit(person, machine);
                if (fit > 0 && machine.score() >= Math.max(HINT, SHARE * person.score()))
                    pairs.add(new Pair(person, machine, fit));
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::weight).reversed());
        return pairs;
    }

    private static double evidenceNeeded(Candidate person) {
        double needed = Math.max(HINT, SHARE * person.score());
        return person.width() > WIDE * person.height() ? ENOUGH_IF_WIDE * needed : needed;
    }

    /**
     * How well a person sits on a machine, 0..1: above its middle, feet between its saddle and the ground, of fitting size. 0: not.
     */
    static double fit(Candidate person, Candidate machine) {
        double aside = Math.abs(centre(person.left(), person.right()) - centre(machine.left(), machine.right()));
        double reach = 0.5 * Math.max(machine.width(), person.width());
        double feet = (person.bottom() - machine.top()) / machine.height();
        double size = person.height() / machine.height();
        boolean above = person.top() < machine.top() + 0.4 * machine.height();
        if (aside > reach || feet < 0.1 || feet > 1.2 || size < 0.35 || size > 2.5 || !above) return 0;
        return (1 - aside / reach) * (1 - Math.min(1, Math.abs(feet - 0.7)));
    }

    private static double centre(double from, double to) {
        return (from + to) / 2;
    }

    static Detection detection(RoadUser kind, double score, Candidate box) {
        return new Detection(kind, score, box.left(), box.top(), box.width(), box.height());
    }

    private record Pair(Candidate person, Candidate machine, double fit) {
        double weight() {
            return fit * person.score() * machine.score();
        }
    }

    /** A machine and those on it so far; their scores as independent evidence of one rider. */
    private record Rider(Candidate machine, Candidate box, double doubt) {
        Rider(Candidate machine) {
            this(machine, machine, 1 - machine.score());
        }

        Rider with(Candidate person) {
            Candidate union = new Candidate(
                    machine.kind(),
                    machine.score(),
                    Math.min(box.left(), person.left()),
                    Math.min(box.top(), person.top()),
                    Math.max(box.right(), person.right()),
                    Math.max(box.bottom(), person.bottom()));
            return new Rider(machine, union, doubt * (1 - person.score()));
        }

        /** Passengers sit within the outline, not beside it. */
        boolean seats(Candidate person) {
            return person.overlap(box) > 0.6 * person.area();
        }

        Detection detection() {
            RoadUser kind = machine.kind() == CocoClass.BICYCLE ? RoadUser.BICYCLE : RoadUser.MOTORCYCLE;
            return RiderFusion.detection(kind, 1 - doubt, box);
        }
    }
}
