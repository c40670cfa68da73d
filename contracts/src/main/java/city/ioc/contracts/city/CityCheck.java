package city.ioc.contracts.city;

import city.ioc.contracts.street.Corridor;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Link;
import city.ioc.contracts.street.Movement;
import city.ioc.contracts.street.Node;
import city.ioc.contracts.street.SignalGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names the faults of a city. Pure. */
public final class CityCheck {
    private final City city;
    private final List<CityFault> faults = new ArrayList<>();

    private CityCheck(City city) {
        this.city = city;
    }

    /** All faults, empty when the city can be used. */
    public static List<CityFault> check(City city) {
        return new CityCheck(city).run();
    }

    private List<CityFault> run() {
        unique("node", city.nodes(), Node::id);
        unique("link", city.links(), link -> link.id().value());
        unique("intersection", city.intersections(), each -> each.id().value());
        unique("device", city.devices(), device -> device.id().value());
        checkNetwork();
        city.intersections().forEach(this::checkIntersection);
        city.devices().forEach(this::checkDevice);
        city.corridors().forEach(this::checkCorridor);
        return List.copyOf(faults);
    }

    private void checkNetwork() {
        Set<String> nodes = city.nodes().stream().map(Node::id).collect(Collectors.toSet());
        for (Link link : city.links()) {
            if (!nodes.contains(link.from())) unknown("link " + link.id(), "node " + link.from());
            if (!nodes.contains(link.to())) unknown("link " + link.id(), "node " + link.to());
        }
        Map<String, List<Link>> byStart = city.links().stream().collect(Collectors.groupingBy(Link::from));
        Set<String> reached = new HashSet<>();
        List<String> frontier = new ArrayList<>(city.nodes().stream()
                .filter(node -> node.kind() == Node.Kind.BOUNDARY)
                .map(Node::id)
                .toList());
        while (!frontier.isEmpty()) {
            String node = frontier.removeLast();
            if (!reached.add(node)) continue;
            byStart.getOrDefault(node, List.of()).forEach(link -> frontier.add(link.to()));
        }
        for (Link link : city.links()) {
            if (!reached.contains(link.from()))
                add(
                        CityFault.Kind.UNREACHABLE_LANE,
                        "link " + link.id(),
                        "no way leads to its lanes from any boundary of the network");
        }
        for (Node node : city.nodes()) {
            node.intersection()
                    .filter(id -> city.findIntersection(id).isEmpty())
                    .ifPresent(id -> unknown("node " + node.id(), "intersection " + id));
        }
    }

    private void checkIntersection(Intersection x) {
        String where = "intersection " + x.id();
        Map<String, Link> links =
                city.links().stream().collect(Collectors.toMap(l -> l.id().value(), l -> l, (a, b) -> a));
        for (SignalGroup group : x.groups()) {
            for (Movement movement : group.movements()) {
                if (x.control() == Intersection.Control.COMMANDED
                        && !links.containsKey(movement.exit().value()))
                    unknown(where + ", group " + group.id(), "link " + movement.exit());
            }
        }
        if (x.control() == Intersection.Control.OBSERVED) {
            checkObserved(x, where);
            return;
        }
        checkLanes(x, links);
        PlanCheck.check(x, ApproachStreet.of(city, x)).forEach(fault -> faults.add(CityFault.of(fault)));
    }

    /** Of a foreign intersection only what the centre reads must hold together; its conflicts and plans are not ours. */
    private void checkObserved(Intersection x, String where) {
        unique(where + " group", x.groups(), group -> group.id().value());
        unique(where + " group number", x.groups(), SignalGroup::number);
        unique(where + " stage", x.stages(), stage -> stage.id().value());
        unique(where + " plan", x.plans(), plan -> plan.id().value());
        for (SignalGroup group : x.groups())
            for (Movement movement : group.movements())
                if (x.approaches().stream().noneMatch(each -> each.id().equals(movement.approach())))
                    unknown(where + ", group " + group.id(), "approach " + movement.approach());
    }

    private void checkLanes(Intersection x, Map<String, Link> links) {
        for (var approach : x.approaches()) {
            Link link = links.get(approach.link().value());
            String where = "intersection " + x.id() + ", approach " + approach.id();
            if (link == null) {
                unknown(where, "link " + approach.link());
                continue;
            }
            var released = x.groups().stream()
                    .flatMap(group -> group.movements().stream())
                    .filter(movement -> movement.approach().equals(approach.id()))
                    .map(Movement::turn)
                    .collect(Collectors.toSet());
            link.lanes().stream()
                    .filter(lane -> lane.turns().stream().noneMatch(released::contains))
                    .forEach(lane -> add(
                            CityFault.Kind.UNREACHABLE_LANE,
                            where + ", lane " + lane.number(),
                            "no signal group releases any of its turns " + lane.turns()));
        }
    }

    private void checkDevice(Device device) {
        String where = "device " + device.id();
        Optional<Intersection> site = city.findIntersection(device.site());
        if (device.kind() == Device.Kind.CONTROLLER && site.isEmpty()) unknown(where, "intersection " + device.site());
        device.speaksThrough()
                .filter(through -> city.findDevice(through).isEmpty())
                .ifPresent(through -> unknown(where, "device " + through));
        site.ifPresent(x -> {
            device.approach()
                    .filter(id ->
                            x.approaches().stream().noneMatch(each -> each.id().equals(id)))
                    .ifPresent(id -> unknown(where, "approach " + id + " of intersection " + x.id()));
            device.group()
                    .filter(id -> x.findGroup(id).isEmpty())
                    .ifPresent(id -> unknown(where, "group " + id + " of intersection " + x.id()));
        });
    }

    private void checkCorridor(Corridor corridor) {
        List<Intersection> present = new ArrayList<>();
        for (var id : corridor.intersections()) {
            Optional<Intersection> x = city.findIntersection(id);
            if (x.isEmpty()) unknown("corridor " + corridor.id(), "intersection " + id);
            x.ifPresent(present::add);
        }
        CoordinationCheck.check(corridor, present).forEach(fault -> faults.add(CityFault.of(fault)));
    }

    private <T, K> void unique(String noun, Collection<T> items, Function<T, K> key) {
        Set<K> seen = new HashSet<>();
        for (T item : items) {
            K k = key.apply(item);
            if (!seen.add(k)) add(CityFault.Kind.DUPLICATE, noun + " " + k, "occurs more than once");
        }
    }

    private void unknown(String where, String what) {
        add(CityFault.Kind.UNKNOWN_REFERENCE, where, "refers to " + what + ", which does not exist");
    }

    private void add(CityFault.Kind kind, String where, String what) {
        faults.add(new CityFault(kind, where, what));
    }
}
