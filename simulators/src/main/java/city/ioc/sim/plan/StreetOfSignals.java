package city.ioc.sim.plan;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.LinkId;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Corridor;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Link;
import city.ioc.contracts.street.Movement;
import city.ioc.contracts.street.Node;
import city.ioc.contracts.street.PlannedGreens;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.contracts.street.Turn;
import city.ioc.signal.design.Progression;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A corridor of the city as a progression: the greens of its through traffic by a plan, and the travel times between its signals. */
final class StreetOfSignals {
    /** Share of the speed limit that platoons drive at on an urban street. */
    private static final double PLATOON_SPEED = 0.8;

    private final City city;
    private final String plan;
    private final List<Intersection> intersections;
    private final Flows flows;
    private final Optional<Double> speedKmh;

    /** Flow and saturation flow of a group's approach, PCU/h. */
    interface Flows {
        double flowPcuPerHour(Intersection x, SignalGroup group);

        double saturationPcuPerHour(Intersection x, SignalGroup group, Approach approach);
    }

    /** A way between two signals: its links in order. */
    private record Way(List<Link> links) {
        double travelS(Optional<Double> speedKmh) {
            return links.stream()
                    .mapToDouble(link -> link.lengthM() / (speedKmh.orElse(PLATOON_SPEED * link.speedLimitKmh()) / 3.6))
                    .sum();
        }
    }

    /** @param speedKmh of platoons; without it 0.8 of each link's speed limit */
    StreetOfSignals(City city, Corridor corridor, String plan, Flows flows, Optional<Double> speedKmh) {
        this.speedKmh = speedKmh;
        this.city = city;
        this.plan = plan;
        this.flows = flows;
        intersections = corridor.intersections().stream()
                .map(id -> city.findIntersection(id).orElseThrow())
                .toList();
    }

    List<Intersection> intersections() {
        return intersections;
    }

    /** @throws PlanException when a signal lacks the plan, the cycles differ, or no way leads from one signal to the next */
    Progression progression() {
        long cycle = PlanCity.plan(intersections.getFirst(), plan).cycle().toSeconds();
        List<Progression.Signal> signals = new ArrayList<>();
        int n = intersections.size();
        for (int i = 0; i < n; i++) {
            Intersection x = intersections.get(i);
            if (PlanCity.plan(x, plan).cycle().toSeconds() != cycle)
                throw new PlanException("plan " + plan + " has other cycles along the corridor; offsets need one");
            Optional<Way> fromBefore = i > 0 ? Optional.of(way(i - 1, i)) : Optional.empty();
            Optional<Way> toNext = i < n - 1 ? Optional.of(way(i, i + 1)) : Optional.empty();
            Optional<Way> fromNext = i < n - 1 ? Optional.of(way(i + 1, i)) : Optional.empty();
            Optional<Way> toBefore = i > 0 ? Optional.of(way(i, i - 1)) : Optional.empty();
            signals.add(
                    new Progression.Signal(x.id().value(), green(x, fromBefore, toNext), green(x, fromNext, toBefore)));
        }
        return new Progression((int) cycle, signals);
    }

    /** The green of traffic that comes by one way, or at the end of the corridor leaves by the other. */
    private Progression.Green green(Intersection x, Optional<Way> from, Optional<Way> to) {
        for (SignalGroup group : x.groups())
            for (Movement movement : group.movements()) {
                Optional<Approach> approach = x.approaches().stream()
                        .filter(each -> each.id().equals(movement.approach()))
                        .findFirst();
                if (movement.turn() != Turn.THROUGH || approach.isEmpty()) continue;
                LinkId link = approach.get().link();
                boolean comes =
                        from.isEmpty() || from.get().links().getLast().id().equals(link);
                boolean leaves = from.isPresent()
                        || to.isEmpty()
                        || to.get().links().getFirst().id().equals(movement.exit());
                if (!comes || !leaves) continue;
                SignalPlan of = PlanCity.plan(x, plan);
                PlannedGreens.Green green = PlannedGreens.of(x, of, group.id()).stream()
                        .max(Comparator.comparing(PlannedGreens.Green::length))
                        .orElseThrow(() -> new PlanException(
                                "plan " + plan + " of " + x.id() + " never serves group " + group.id()));
                return new Progression.Green(
                        green.start().toMillis() / 1000.0,
                        green.length().toMillis() / 1000.0,
                        from.map(way -> way.travelS(speedKmh)).orElse(0.0),
                        flows.flowPcuPerHour(x, group),
                        flows.saturationPcuPerHour(x, group, approach.get()));
            }
        throw new PlanException("intersection " + x.id() + " has no through movement along the corridor");
    }

    /** The way with the fewest links that passes no other signal. */
    private Way way(int from, int to) {
        IntersectionId start = intersections.get(from).id();
        IntersectionId end = intersections.get(to).id();
        Map<String, Node> nodes = new HashMap<>();
        city.nodes().forEach(node -> nodes.put(node.id(), node));
        Deque<List<Link>> ways = new ArrayDeque<>();
        Map<String, Boolean> seen = new HashMap<>();
        for (Link link : city.links()) if (isAt(nodes.get(link.from()), start)) ways.add(List.of(link));
        while (!ways.isEmpty()) {
            List<Link> way = ways.poll();
            Node at = nodes.get(way.getLast().to());
            if (isAt(at, end)) return new Way(way);
            if (at == null || at.intersection().isPresent() || seen.put(at.id(), true) != null) continue;
            for (Link link : city.links()) {
                if (!link.from().equals(at.id())) continue;
                List<Link> longer = new ArrayList<>(way);
                longer.add(link);
                ways.add(longer);
            }
        }
        throw new PlanException("no way leads from " + start + " to " + end + " without passing another signal");
    }

    private static boolean isAt(@org.jspecify.annotations.Nullable Node node, IntersectionId id) {
        return node != null && node.intersection().filter(id::equals).isPresent();
    }
}
