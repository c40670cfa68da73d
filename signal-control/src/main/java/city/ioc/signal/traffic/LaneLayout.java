package city.ioc.signal.traffic;

import java.util.List;

/**
 * The lanes that lead to an intersection and the roads that lead out of it, by index. Immutable.
 *
 * @param exits names of the roads that lead out
 */
public record LaneLayout(List<ApproachLane> lanes, List<String> exits) {
    /** No lanes are known: control then goes by groups and detectors alone. */
    public static final LaneLayout NONE = new LaneLayout(List.of(), List.of());

    public LaneLayout {
        lanes = List.copyOf(lanes);
        exits = List.copyOf(exits);
        for (ApproachLane lane : lanes)
            for (ApproachLane.Way way : lane.ways())
                if (way.exit() >= exits.size())
                    throw new IllegalArgumentException(
                            "lane " + lane.id() + " leads to exit " + way.exit() + " of " + exits.size());
    }
}
