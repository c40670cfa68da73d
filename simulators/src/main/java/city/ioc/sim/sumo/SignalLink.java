package city.ioc.sim.sumo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One way through a junction that a traffic light releases: a connection of lanes, or a pedestrian crossing. Immutable.
 *
 * @param index its place in the state of the light; several links may share one
 * @param isCrossing whether pedestrians use it
 * @param path where its middle runs, from stop line to the begin of the lane beyond
 * @param pathM length of the path, metres
 * @param speedMps speed at which it is driven, m/s
 * @param internalLanes lanes within the junction that it takes
 * @param request its number in the junction's table of conflicts; -1 where there is none
 */
record SignalLink(
        int index,
        SumoNet.Connection connection,
        boolean isCrossing,
        Polyline path,
        double pathM,
        double speedMps,
        List<String> internalLanes,
        Optional<SumoNet.Junction> junction,
        int request) {

    private static final double SLOWEST_MPS = 2;

    /** All links of a light, in the net's order. */
    static List<SignalLink> of(SumoNet net, List<SumoNet.Connection> signalled) {
        Map<String, Map<Integer, Integer>> requests = new HashMap<>();
        List<SignalLink> links = new ArrayList<>();
        for (SumoNet.Connection each : signalled) {
            if (each.linkIndex() < 0) continue;
            SumoNet.Edge to = net.getEdge(each.to());
            SumoNet.Edge from = net.getEdge(each.from());
            boolean crossing = to.isForPedestrians() || from.isForPedestrians();
            List<String> inside = crossing ? List.of(each.toLane()) : chain(net, each);
            Optional<SumoNet.Junction> junction = junctionOf(net, each, from);
            int request = junction.map(at -> requests.computeIfAbsent(at.id(), id -> numberRequests(net, at))
                            .getOrDefault(each.order(), requestByLane(at, inside)))
                    .orElse(-1);
            Polyline path = path(net, each, inside);
            double length = inside.isEmpty()
                    ? path.lengthM()
                    : inside.stream()
                            .mapToDouble(lane -> net.getLane(lane).lengthM())
                            .sum();
            double speed = net.getLane(each.fromLane()).speedMps();
            for (String lane : inside) speed = Math.min(speed, net.getLane(lane).speedMps());
            links.add(new SignalLink(
                    each.linkIndex(),
                    each,
                    crossing,
                    path,
                    length,
                    Math.max(SLOWEST_MPS, speed),
                    inside,
                    junction,
                    request));
        }
        return List.copyOf(links);
    }

    /** Whether the two ways meet, by the junction's table. */
    boolean conflictsWith(SignalLink other) {
        if (junction.isEmpty() || !junction.equals(other.junction) || index == other.index) return false;
        SumoNet.Request mine = junction.get().requests().get(request);
        SumoNet.Request theirs = other.junction.get().requests().get(other.request);
        return (mine != null && mine.conflictsWith(other.request)) || (theirs != null && theirs.conflictsWith(request));
    }

    /** Whether this way has to let the other pass while both are released. */
    boolean yieldsTo(SignalLink other) {
        if (junction.isEmpty() || !junction.equals(other.junction)) return false;
        SumoNet.Request mine = junction.get().requests().get(request);
        return mine != null && mine.yieldsTo(other.request);
    }

    /** Left, right or back rather than straight on. */
    boolean isTurning() {
        return !connection.dir().equals("s");
    }

    private static List<String> chain(SumoNet net, SumoNet.Connection first) {
        List<String> lanes = new ArrayList<>();
        String via = first.via();
        while (!via.isEmpty() && !lanes.contains(via) && net.findLane(via).isPresent()) {
            lanes.add(via);
            via = net.leaving(via).stream()
                    .filter(next -> next.to().equals(first.to()))
                    .map(SumoNet.Connection::via)
                    .findFirst()
                    .orElse("");
        }
        return List.copyOf(lanes);
    }

    private static Polyline path(SumoNet net, SumoNet.Connection each, List<String> inside) {
        Polyline path = Polyline.NONE;
        for (String lane : inside) path = path.then(net.getLane(lane).shape());
        if (!path.isEmpty()) return path;
        Polyline from = net.getLane(each.fromLane()).shape();
        Polyline to = net.getLane(each.toLane()).shape();
        if (from.isEmpty() || to.isEmpty()) return Polyline.NONE;
        return new Polyline(new double[] {from.lastX(), to.firstX()}, new double[] {from.lastY(), to.firstY()});
    }

    private static Optional<SumoNet.Junction> junctionOf(SumoNet net, SumoNet.Connection each, SumoNet.Edge from) {
        if (!from.to().isEmpty()) return Optional.ofNullable(net.junctions().get(from.to()));
        // Walking areas and crossings are named after their junction: ":junction_w0".
        String id = each.from();
        int end = id.lastIndexOf('_');
        return end <= 1 ? Optional.empty() : Optional.ofNullable(net.junctions().get(id.substring(1, end)));
    }

    /**
     * SUMO numbers requests by incoming lane and, within it, by connection, each in the file's order. The way from a sidewalk to a
     * walking area is none.
     */
    private static Map<Integer, Integer> numberRequests(SumoNet net, SumoNet.Junction junction) {
        Map<Integer, Integer> byOrder = new HashMap<>();
        int next = 0;
        for (String lane : junction.incomingLanes()) {
            if (lane.startsWith(":")) continue;
            for (SumoNet.Connection each : net.leaving(lane))
                if (!each.to().startsWith(":")) byOrder.put(each.order(), next++);
        }
        return byOrder;
    }

    private static int requestByLane(SumoNet.Junction junction, List<String> inside) {
        for (String lane : inside) {
            int at = junction.internalLanes().indexOf(lane);
            if (at >= 0) return at;
        }
        return -1;
    }
}
