package city.ioc.sim.sumo;

import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Lane;
import city.ioc.contracts.street.Link;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.Node;
import city.ioc.contracts.street.Turn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The streets of a SUMO net as nodes and links of a city: an edge that vehicles use is a link, a junction where some end is a node.
 * Lanes for pedestrians or trains alone are left out, and so are lanes that end at a stop line which no signal group opens: they
 * always flow. Pure.
 */
record CityNetwork(List<Node> nodes, List<Link> links) {
    private static final double SLOWEST_KMH = 5;
    private static final double FASTEST_KMH = 120;
    private static final double NARROWEST_M = 1;
    private static final double WIDEST_M = 8;
    private static final Set<String> NO_STREET =
            Set.of("pedestrian", "rail", "rail_urban", "rail_electric", "rail_fast", "subway", "ship", "cable_car");
    private static final Set<String> TWO_WHEELERS = Set.of("motorcycle", "moped");

    CityNetwork {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
    }

    static CityNetwork of(SumoNet net, CityForm form, List<SumoSignal> signals) {
        Map<String, Map<String, Set<Turn>>> released = releasedTurns(form, signals);
        List<Link> links = new ArrayList<>();
        Set<String> used = new LinkedHashSet<>();
        for (SumoNet.Edge edge : net.edges().values()) {
            if (!edge.function().isEmpty() || edge.from().isEmpty() || edge.to().isEmpty()) continue;
            List<Lane> lanes = lanes(net, form, edge, released.get(edge.id()));
            if (lanes.isEmpty()) continue;
            links.add(link(net, form, edge, lanes));
            used.add(edge.from());
            used.add(edge.to());
        }
        return new CityNetwork(nodes(net, form, signals, links, used), links);
    }

    /** What each lane before a stop line may do there, by edge and lane. */
    private static Map<String, Map<String, Set<Turn>>> releasedTurns(CityForm form, List<SumoSignal> signals) {
        Map<String, Map<String, Set<Turn>>> turns = new HashMap<>();
        for (SumoSignal signal : signals)
            for (SignalLink link : signal.links()) {
                SumoNet.Connection way = link.connection();
                if (link.isCrossing() || signal.lamps().groupsOf(link.index()).isEmpty()) continue;
                turns.computeIfAbsent(way.from(), edge -> new HashMap<>())
                        .computeIfAbsent(way.fromLane(), lane -> EnumSet.noneOf(Turn.class))
                        .add(form.turn(way.dir()));
            }
        return turns;
    }

    private static List<Lane> lanes(
            SumoNet net,
            CityForm form,
            SumoNet.Edge edge,
            @org.jspecify.annotations.Nullable Map<String, Set<Turn>> released) {
        List<Lane> lanes = new ArrayList<>();
        for (SumoNet.Lane lane : edge.lanes()) {
            Set<Turn> turns = EnumSet.noneOf(Turn.class);
            if (released == null) {
                if (!isStreet(lane)) continue;
                for (SumoNet.Connection each : net.leaving(lane.id())) turns.add(form.turn(each.dir()));
            } else {
                if (!released.containsKey(lane.id())) continue;
                turns.addAll(released.getOrDefault(lane.id(), Set.of()));
            }
            lanes.add(new Lane(
                    lane.index() + 1,
                    Math.clamp(lane.widthM(), NARROWEST_M, WIDEST_M),
                    isOnlyFor(lane, TWO_WHEELERS),
                    turns));
        }
        return lanes;
    }

    private static boolean isStreet(SumoNet.Lane lane) {
        return !isOnlyFor(lane, NO_STREET) && !lane.disallow().equals("all");
    }

    private static boolean isOnlyFor(SumoNet.Lane lane, Set<String> classes) {
        return !lane.allow().isBlank()
                && Set.of(lane.allow().trim().split("\\s+")).stream().allMatch(classes::contains);
    }

    private static Link link(SumoNet net, CityForm form, SumoNet.Edge edge, List<Lane> lanes) {
        List<GeoPoint> line = new ArrayList<>();
        line.add(place(net, form, edge.from(), edge.lanes().getLast().shape(), true));
        Polyline shape = edge.lanes().getLast().shape();
        for (int i = 1; i < shape.points() - 1; i++) line.add(form.places().at(shape.x(i), shape.y(i)));
        line.add(place(net, form, edge.to(), shape, false));
        String name = edge.name().isBlank() ? edge.id() : edge.name();
        return new Link(
                form.link(edge.id()),
                edge.from(),
                edge.to(),
                new LocalName(name, name),
                Math.clamp(CityForm.limitKmh(edge), SLOWEST_KMH, FASTEST_KMH),
                lanes,
                line);
    }

    /** Where a junction is; where the net does not say, the end of the edge there. */
    private static GeoPoint place(SumoNet net, CityForm form, String junction, Polyline shape, boolean begin) {
        SumoNet.Junction at = net.junctions().get(junction);
        if (at != null) return form.places().at(at.x(), at.y());
        if (shape.isEmpty()) return form.places().at(0, 0);
        return begin
                ? form.places().at(shape.firstX(), shape.firstY())
                : form.places().at(shape.lastX(), shape.lastY());
    }

    // Nodes

    private static List<Node> nodes(
            SumoNet net, CityForm form, List<SumoSignal> signals, List<Link> links, Set<String> used) {
        Map<String, IntersectionId> signalled = new HashMap<>();
        for (SumoSignal signal : signals)
            for (SignalLink link : signal.links())
                link.junction()
                        .ifPresent(at -> signalled.putIfAbsent(
                                at.id(), signal.intersection().id()));
        Set<String> boundary = boundary(net, links, used, signalled.keySet());
        Map<String, Node> nodes = new LinkedHashMap<>();
        for (String id : used) {
            GeoPoint at = links.stream()
                    .filter(link -> link.from().equals(id))
                    .map(link -> link.line().getFirst())
                    .findFirst()
                    .orElseGet(() -> place(net, form, id, Polyline.NONE, true));
            Node.Kind kind = boundary.contains(id)
                    ? Node.Kind.BOUNDARY
                    : signalled.containsKey(id) ? Node.Kind.SIGNALS : Node.Kind.PRIORITY;
            nodes.put(id, new Node(id, at, kind, Optional.ofNullable(signalled.get(id))));
        }
        return List.copyOf(nodes.values());
    }

    /**
     * Where traffic comes from: the ends of streets. A part of the net that none of them leads to has traffic of its own, as SUMO lets
     * it begin anywhere; there a junction stands in, without signals if there is one.
     */
    private static Set<String> boundary(SumoNet net, List<Link> links, Set<String> used, Set<String> signalled) {
        Map<String, List<String>> onward = new HashMap<>();
        Map<String, Set<String>> neighbours = new HashMap<>();
        Set<String> entered = new HashSet<>();
        for (Link link : links) {
            onward.computeIfAbsent(link.from(), id -> new ArrayList<>()).add(link.to());
            neighbours.computeIfAbsent(link.from(), id -> new HashSet<>()).add(link.to());
            neighbours.computeIfAbsent(link.to(), id -> new HashSet<>()).add(link.from());
            entered.add(link.to());
        }
        Set<String> boundary = new LinkedHashSet<>();
        for (String id : used) {
            SumoNet.Junction at = net.junctions().get(id);
            boolean end = at != null && at.type().equals("dead_end")
                    || !entered.contains(id)
                    || neighbours.getOrDefault(id, Set.of()).size() == 1;
            if (end && !signalled.contains(id)) boundary.add(id);
        }
        Set<String> reached = new HashSet<>();
        boundary.forEach(id -> reach(id, onward, reached));
        for (boolean mayBeSignalled : new boolean[] {false, true})
            for (Link link : links) {
                if (reached.contains(link.from()) || signalled.contains(link.from()) && !mayBeSignalled) continue;
                boundary.add(link.from());
                reach(link.from(), onward, reached);
            }
        return boundary;
    }

    private static void reach(String from, Map<String, List<String>> onward, Set<String> reached) {
        Deque<String> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            String id = next.pop();
            if (reached.add(id)) next.addAll(onward.getOrDefault(id, List.of()));
        }
    }
}
