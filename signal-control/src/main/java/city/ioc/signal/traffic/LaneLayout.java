package city.ioc.signal.traffic;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The lanes that lead to an intersection and the roads that lead out of it, by index. Immutable.
 *
 * @param exits names of the roads that lead out
 * @param feeders the roads that lead here on which intersections with signals let traffic go
 * @param abreast whether vehicles share a lane side by side, as motorcycles do: its loop is then occupied without a break by a queue
 *     that flows, and does not tell who stands
 */
public record LaneLayout(List<ApproachLane> lanes, List<String> exits, List<Feeder> feeders, boolean abreast) {
    /** No lanes are known: control then goes by groups and detectors alone. */
    public static final LaneLayout NONE = new LaneLayout(List.of(), List.of());

    /**
     * A road that leads here from an intersection with signals which counts who sets out on it.
     *
     * @param road its name as lanes name their entry
     * @param neighbour the intersection's name
     */
    public record Feeder(String road, String neighbour) {}

    /** Lanes of an intersection without neighbours. */
    public LaneLayout(List<ApproachLane> lanes, List<String> exits) {
        this(lanes, exits, List.of(), false);
    }

    /** The same lanes, shared side by side. */
    public LaneLayout sharedAbreast() {
        return new LaneLayout(lanes, exits, feeders, true);
    }

    /** The same lanes, fed by these. */
    public LaneLayout fedBy(List<Feeder> neighbours) {
        return new LaneLayout(lanes, exits, neighbours, abreast);
    }

    /**
     * Whether departures by an exit are counted when they are on these lanes: on at least half of those that lead there. To say of
     * another that nobody has left would be a guess.
     */
    public boolean isCounted(int exit, IntPredicate counted) {
        int all = 0;
        int some = 0;
        for (int l = 0; l < lanes.size(); l++) {
            if (lanes.get(l).ways().stream().noneMatch(way -> way.exit() == exit)) continue;
            all++;
            if (counted.test(l)) some++;
        }
        return some > 0 && 2 * some >= all;
    }

    /** The roads that lead out on which stop-line detectors count who sets out, as long as all of them work. */
    public List<String> countedExits() {
        return IntStream.range(0, exits.size())
                .filter(exit -> isCounted(exit, l -> lanes.get(l).stopLineDetector() >= 0))
                .mapToObj(exits::get)
                .toList();
    }

    public LaneLayout {
        lanes = List.copyOf(lanes);
        exits = List.copyOf(exits);
        feeders = List.copyOf(feeders);
        for (ApproachLane lane : lanes)
            for (ApproachLane.Way way : lane.ways())
                if (way.exit() >= exits.size())
                    throw new IllegalArgumentException(
                            "lane " + lane.id() + " leads to exit " + way.exit() + " of " + exits.size());
    }
}
