package city.ioc.sim.sumo;

import java.util.ArrayList;
import java.util.List;

/**
 * The way to a stop line that carries one lane's traffic and no other: the lane and, as long as each leads to the next one only, the
 * lanes before it. Networks are cut into edges at will; this is where a detector counts for one lane. Immutable.
 *
 * @param parts nearest to the stop line first
 * @param lengthM of all parts
 */
record OwnLane(List<Part> parts, double lengthM) {
    /** One lane of SUMO; {@code toStopLineM} is from its begin. */
    record Part(String lane, double toStopLineM) {}

    OwnLane {
        parts = List.copyOf(parts);
    }

    static OwnLane of(SumoNet net, SumoNet.Lane last) {
        List<Part> parts = new ArrayList<>();
        double way = last.lengthM();
        parts.add(new Part(last.id(), way));
        SumoNet.Lane lane = last;
        while (way < LaneTable.VISIBLE_M) {
            List<SumoNet.Connection> before = net.entering(lane.id()).stream()
                    .filter(each -> !each.from().startsWith(":"))
                    .toList();
            if (before.size() != 1 || !before.getFirst().light().isEmpty()) break;
            SumoNet.Connection only = before.getFirst();
            if (net.leaving(only.fromLane()).size() != 1) break;
            SumoNet.Lane via = net.findLane(only.via()).orElse(null);
            if (via != null) {
                way += via.lengthM();
                parts.add(new Part(via.id(), way));
            }
            lane = net.getLane(only.fromLane());
            way += lane.lengthM();
            parts.add(new Part(lane.id(), way));
        }
        return new OwnLane(parts, way);
    }
}
