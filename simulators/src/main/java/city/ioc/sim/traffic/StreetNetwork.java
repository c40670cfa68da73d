package city.ioc.sim.traffic;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.LinkId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Link;
import city.ioc.contracts.street.Movement;
import city.ioc.contracts.street.Node;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The network as strips: a carriageway per link, a connector per movement, and where connectors conflict. */
final class StreetNetwork {
    /** Corner radius and safety strip between the stop line and the crossing carriageway, metres. */
    private static final double STOP_LINE_BACK_M = 5;
    /** The same where pedestrians cross before the stop line. */
    private static final double STOP_LINE_BACK_WITH_CROSSING_M = 7;

    final StreetFrame frame;
    final List<LinkStrip> links = new ArrayList<>();
    final List<Connector> connectors = new ArrayList<>();
    final List<Strip> strips = new ArrayList<>();
    /** Signal groups by index, as connectors name them. */
    final List<Group> groups = new ArrayList<>();

    private final Map<LinkId, LinkStrip> byLink = new HashMap<>();

    /** A signal group somewhere in the city. */
    record Group(IntersectionId intersection, SignalGroupId id) {}

    private StreetNetwork(City city) {
        frame = new StreetFrame(city.centre());
        for (Link link : city.links()) {
            LinkStrip strip = new LinkStrip(
                    links.size(), link, setback(city, link.from(), link), setback(city, link.to(), link), frame);
            links.add(strip);
            strips.add(strip);
            byLink.put(link.id(), strip);
        }
        for (Node node : city.nodes()) {
            if (node.kind() == Node.Kind.BOUNDARY) continue;
            Optional<Intersection> x = node.intersection().flatMap(city::findIntersection);
            if (x.isPresent()) connectSignals(x.get());
            else connectFreely(node.id());
        }
        Conflicting.connect(connectors);
    }

    static StreetNetwork of(City city) {
        return new StreetNetwork(city);
    }

    Optional<LinkStrip> findLink(LinkId id) {
        return Optional.ofNullable(byLink.get(id));
    }

    /** Index of a signal group, added when it is new. */
    int groupIndex(IntersectionId intersection, SignalGroupId group) {
        Group key = new Group(intersection, group);
        int index = groups.indexOf(key);
        if (index >= 0) return index;
        groups.add(key);
        return groups.size() - 1;
    }

    /** How far before the node the stop line lies: the widest crossing carriageway and a strip. */
    private double setback(City city, String nodeId, Link link) {
        Node node = city.nodes().stream()
                .filter(each -> each.id().equals(nodeId))
                .findFirst()
                .orElseThrow();
        if (node.kind() == Node.Kind.BOUNDARY) return 0;
        double direction = directionAt(nodeId, link);
        double widest = 0;
        for (Link other : city.links()) {
            if (!other.from().equals(nodeId) && !other.to().equals(nodeId)) continue;
            double cross = Math.abs(Math.sin(directionAt(nodeId, other) - direction));
            if (cross > 0.5) widest = Math.max(widest, LinkStrip.widthOf(other));
        }
        return widest
                + node.intersection()
                        .flatMap(city::findIntersection)
                        .map(StreetNetwork::stopLineBackM)
                        .orElse(STOP_LINE_BACK_M);
    }

    /** How far the stop lines of an intersection lie before the crossing carriageways. */
    static double stopLineBackM(Intersection x) {
        boolean crossings = x.groups().stream().anyMatch(group -> group.kind() == SignalGroup.Kind.PEDESTRIAN);
        return crossings ? STOP_LINE_BACK_WITH_CROSSING_M : STOP_LINE_BACK_M;
    }

    /** Direction from the node into the link's leg. */
    private double directionAt(String node, Link link) {
        var line = link.line();
        boolean leaves = link.from().equals(node);
        var at = leaves ? line.getFirst() : line.getLast();
        var away = leaves ? line.get(1) : line.get(line.size() - 2);
        return Math.atan2(frame.east(away) - frame.east(at), frame.north(away) - frame.north(at));
    }

    private void connectSignals(Intersection x) {
        Map<String, List<Integer>> released = new HashMap<>();
        List<Movement> movements = new ArrayList<>();
        Set<String> permissive = new HashSet<>();
        for (SignalGroup group : x.groups()) {
            int index = groupIndex(x.id(), group.id());
            for (Movement movement : group.movements()) {
                String key = movement.approach() + ">" + movement.exit();
                if (!released.containsKey(key)) movements.add(movement);
                // A turn that has a protected group as well yields all the same: then nobody comes whom it would yield
                // to.
                if (movement.permissive()) permissive.add(key);
                released.computeIfAbsent(key, k -> new ArrayList<>()).add(index);
            }
        }
        for (Movement movement : movements) {
            Optional<LinkStrip> from = x.approaches().stream()
                    .filter(approach -> approach.id().equals(movement.approach()))
                    .findFirst()
                    .flatMap(approach -> findLink(approach.link()));
            Optional<LinkStrip> to = findLink(movement.exit());
            if (from.isEmpty() || to.isEmpty()) continue; // an observed intersection outside the network
            String key = movement.approach() + ">" + movement.exit();
            int[] indices = released.getOrDefault(key, List.of()).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            connect(from.get(), to.get(), movement.turn(), permissive.contains(key), indices);
        }
    }

    private void connectFreely(String node) {
        for (LinkStrip from : List.copyOf(links)) {
            if (!from.link.to().equals(node)) continue;
            for (LinkStrip to : links) {
                if (!to.link.from().equals(node) || to.link.to().equals(from.link.from())) continue;
                double bend =
                        to.pose(0, 0).heading() - from.pose(from.length, 0).heading();
                double right = Math.sin(bend);
                Turn turn = Math.abs(right) < 0.5 ? Turn.THROUGH : right > 0 ? Turn.RIGHT : Turn.LEFT;
                connect(from, to, turn, turn == Turn.LEFT, new int[0]);
            }
        }
    }

    private void connect(LinkStrip from, LinkStrip to, Turn turn, boolean permissive, int[] indices) {
        boolean lane = from.link.lanes().stream().anyMatch(each -> each.turns().contains(turn));
        if (!lane) return;
        Connector connector = Connector.between(strips.size(), from, to, turn, permissive, indices);
        connectors.add(connector);
        strips.add(connector);
        from.connectors.add(connector);
        to.feeders.add(connector);
    }
}
