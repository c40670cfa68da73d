package city.ioc.contracts.city;

import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.Corridor;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Link;
import city.ioc.contracts.street.Movement;
import city.ioc.contracts.street.Node;
import city.ioc.contracts.street.PlanTimes;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.contracts.street.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
        unique(where + " group", x.groups(), group -> group.id().value());
        unique(where + " group number", x.groups(), SignalGroup::number);
        unique(where + " stage", x.stages(), stage -> stage.id().value());
        unique(where + " plan", x.plans(), plan -> plan.id().value());
        for (SignalGroup group : x.groups()) {
            for (Movement movement : group.movements()) {
                if (x.approaches().stream().noneMatch(each -> each.id().equals(movement.approach())))
                    unknown(where + ", group " + group.id(), "approach " + movement.approach());
                if (x.control() == Intersection.Control.COMMANDED
                        && !links.containsKey(movement.exit().value()))
                    unknown(where + ", group " + group.id(), "link " + movement.exit());
            }
        }
        if (x.control() == Intersection.Control.OBSERVED) return;
        checkLanes(x, links);
        checkConflicts(x);
        checkPlans(x);
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

    private void checkConflicts(Intersection x) {
        String where = "intersection " + x.id();
        Set<SignalGroupId> known = x.groups().stream().map(SignalGroup::id).collect(Collectors.toSet());
        for (List<SignalGroupId> pair : x.conflicts().pairs()) {
            for (SignalGroupId id : pair) if (!known.contains(id)) unknown(where + ", conflicts", "group " + id);
            if (!known.containsAll(pair)) continue;
            checkIntergreen(x, pair.get(0), pair.get(1));
            checkIntergreen(x, pair.get(1), pair.get(0));
        }
        for (Stage stage : x.stages()) {
            for (SignalGroupId id : stage.groups())
                if (!known.contains(id)) unknown(where + ", stage " + stage.id(), "group " + id);
            x.conflicts()
                    .findAmong(stage.groups())
                    .ifPresent(pair -> add(
                            CityFault.Kind.CONFLICT_IN_STAGE,
                            where + ", stage " + stage.id(),
                            "groups " + pair.first() + " and " + pair.second()
                                    + " conflict and would be green together"));
        }
        for (SignalGroup group : x.groups()) {
            if (x.stages().stream().noneMatch(stage -> stage.groups().contains(group.id())))
                add(CityFault.Kind.GROUP_NEVER_GREEN, where + ", group " + group.id(), "is green in no stage");
        }
    }

    private void checkIntergreen(Intersection x, SignalGroupId ending, SignalGroupId beginning) {
        String where = "intersection " + x.id();
        Optional<Duration> intergreen = x.intergreens().find(ending, beginning);
        if (intergreen.isEmpty()) {
            add(
                    CityFault.Kind.MISSING_INTERGREEN,
                    where,
                    "groups " + ending + " and " + beginning + " conflict but there is no intergreen " + ending + ">"
                            + beginning);
        } else if (intergreen.get().compareTo(x.getGroup(ending).endOfGreen()) < 0) {
            add(
                    CityFault.Kind.INTERGREEN_TOO_SHORT,
                    where,
                    "intergreen " + ending + ">" + beginning + " of " + seconds(intergreen.get())
                            + " ends before the amber and clearance of " + ending + ", "
                            + seconds(x.getGroup(ending).endOfGreen()));
        }
    }

    private void checkPlans(Intersection x) {
        String where = "intersection " + x.id();
        if (x.schedule().isEmpty()) add(CityFault.Kind.NO_SCHEDULE, where, "has no schedule: no plan would ever run");
        for (PlanTimes times : x.schedule())
            if (x.findPlan(times.plan()).isEmpty()) unknown(where + ", schedule", "plan " + times.plan());
        for (SignalPlan plan : x.plans()) {
            if (plan.kind() == SignalPlan.Kind.NIGHT_FLASH) continue;
            String at = where + ", plan " + plan.id();
            Duration sum = plan.splits().stream().map(SignalPlan.Split::length).reduce(Duration.ZERO, Duration::plus);
            if (plan.kind() == SignalPlan.Kind.FIXED_TIME && !sum.equals(plan.cycle()))
                add(
                        CityFault.Kind.PLAN_CYCLE_MISMATCH,
                        at,
                        "splits add up to " + seconds(sum) + " but the cycle is " + seconds(plan.cycle()));
            if (plan.offset().isNegative() || plan.offset().compareTo(plan.cycle()) >= 0)
                add(
                        CityFault.Kind.OFFSET_OUTSIDE_CYCLE,
                        at,
                        "offset " + seconds(plan.offset()) + " is not within the cycle");
            for (int i = 0; i < plan.splits().size(); i++) checkSplit(x, plan, i, at);
        }
    }

    private void checkSplit(Intersection x, SignalPlan plan, int index, String where) {
        SignalPlan.Split split = plan.splits().get(index);
        SignalPlan.Split before = plan.splits()
                .get((index + plan.splits().size() - 1) % plan.splits().size());
        Optional<Stage> stage = x.findStage(split.stage());
        if (stage.isEmpty()) {
            unknown(where, "stage " + split.stage());
            return;
        }
        Optional<Stage> previous = x.findStage(before.stage());
        if (previous.isEmpty()) return;
        for (SignalGroupId id : stage.get().groups()) {
            Optional<SignalGroup> group = x.findGroup(id);
            if (group.isEmpty()) continue;
            Duration interstage = previous.get().groups().contains(id)
                    ? Duration.ZERO
                    : previous.get().groups().stream()
                            .map(ending -> x.intergreens().find(ending, id).orElse(Duration.ZERO))
                            .max(Duration::compareTo)
                            .orElse(Duration.ZERO);
            Duration green = split.length().minus(interstage);
            if (green.compareTo(group.get().minGreen()) < 0)
                add(
                        CityFault.Kind.PLAN_BELOW_MINIMUM,
                        where + ", stage " + split.stage(),
                        "leaves group " + id + " a green of " + seconds(green) + ", its minimum is "
                                + seconds(group.get().minGreen()));
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
        Map<String, Set<Duration>> cyclesByPlan = new HashMap<>();
        for (var id : corridor.intersections()) {
            Optional<Intersection> x = city.findIntersection(id);
            if (x.isEmpty()) unknown("corridor " + corridor.id(), "intersection " + id);
            x.ifPresent(each -> each.plans().stream()
                    .filter(plan -> plan.kind() == SignalPlan.Kind.FIXED_TIME)
                    .forEach(plan -> cyclesByPlan
                            .computeIfAbsent(plan.id().value(), key -> new HashSet<>())
                            .add(plan.cycle())));
        }
        cyclesByPlan.forEach((plan, cycles) -> {
            if (cycles.size() > 1)
                add(
                        CityFault.Kind.COORDINATION_CYCLES_DIFFER,
                        "corridor " + corridor.id() + ", plan " + plan,
                        "offsets need one cycle, but there are "
                                + cycles.stream()
                                        .sorted()
                                        .map(CityCheck::seconds)
                                        .toList());
        });
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

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
