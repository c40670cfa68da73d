package city.ioc.sim.camera.scenery;

import city.ioc.contracts.city.City;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Lane;
import city.ioc.contracts.street.Movement;
import city.ioc.contracts.street.Node;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.Turn;
import city.ioc.sim.camera.draw.MeshPainter.Place;
import city.ioc.sim.camera.scenery.Scenery.HeadPlace;
import city.ioc.sim.camera.scenery.Scenery.Patch;
import city.ioc.sim.camera.scenery.Scenery.Standing;
import city.ioc.sim.camera.scenery.Scenery.StreetLamp;
import city.ioc.sim.traffic.Carriageway;
import city.ioc.sim.traffic.StreetPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Puts the scenery of a part of the city together from its network; houses and trees are made up, always the same ones. */
public final class SceneryBuilder {
    private static final int ASPHALT = 0x66676a;
    private static final int KERB = 0xa8a69f;
    /** Beside the outer lane, for those who ride there although they must not. */
    private static final double SHOULDER_M = 0.9;

    private static final double KERB_M = 0.3;
    private static final double PAVEMENT_M = 3.6;

    /** No tree this near a camera: the town cuts them back. */
    private static final double FREE_OF_TREES_M = 38;

    private final City city;
    private final double east;
    private final double north;
    private final double radius;
    private final Structures structures = new Structures();
    private final List<Patch> ground = new ArrayList<>();
    private final List<Standing> standing = new ArrayList<>();
    private final List<StreetLamp> lamps = new ArrayList<>();
    private final List<HeadPlace> heads = new ArrayList<>();
    private final List<Carriageway> near;

    private SceneryBuilder(City city, StreetPlan plan, double east, double north, double radius) {
        this.city = city;
        this.east = east;
        this.north = north;
        this.radius = radius;
        near = plan.carriageways().stream().filter(this::isNear).toList();
    }

    /** The scenery within {@code radius} of a camera. */
    public static Scenery around(City city, StreetPlan plan, double east, double north, double radius) {
        return new SceneryBuilder(city, plan, east, north, radius).build();
    }

    private boolean isNear(Carriageway road) {
        for (double s = 0; s <= road.lengthM(); s += 10) {
            Carriageway.Place at = road.at(s, 0);
            if (Math.hypot(at.east() - east, at.north() - north) < radius) return true;
        }
        return false;
    }

    private Scenery build() {
        surfaces();
        Markings markings = new Markings(ground);
        for (Carriageway road : near) {
            Optional<Intersection> x = intersectionAfter(road);
            Optional<Approach> approach = x.flatMap(each -> approachOf(each, road));
            boolean crossing = x.isPresent()
                    && x.get().groups().stream().anyMatch(group -> group.kind() == SignalGroup.Kind.PEDESTRIAN);
            markings.paint(road, approach.isPresent(), crossing);
            intersectionBefore(road)
                    .filter(each ->
                            each.groups().stream().anyMatch(group -> group.kind() == SignalGroup.Kind.PEDESTRIAN))
                    .ifPresent(each -> markings.zebra(road, -3.9, -0.9));
            if (approach.isPresent()) signals(x.orElseThrow(), approach.get(), road);
            roadside(road);
        }
        return new Scenery(ground, standing, lamps, heads);
    }

    private void surfaces() {
        Map<String, List<double[]>> corners = new LinkedHashMap<>();
        for (Carriageway road : near) {
            double out = road.widthM() + SHOULDER_M;
            List<double[]> to = corners.computeIfAbsent(road.link().to(), key -> new ArrayList<>());
            to.add(Markings.point(road, road.lengthM(), 0));
            to.add(Markings.point(road, road.lengthM(), out));
            List<double[]> from = corners.computeIfAbsent(road.link().from(), key -> new ArrayList<>());
            from.add(Markings.point(road, 0, 0));
            from.add(Markings.point(road, 0, out));
        }
        List<double[][]> junctions = new ArrayList<>();
        for (Node node : city.nodes()) {
            List<double[]> points = corners.get(node.id());
            if (points != null && node.kind() != Node.Kind.BOUNDARY && points.size() >= 4)
                junctions.add(ConvexHull.of(points));
        }
        for (double[][] junction : junctions) ground.add(new Patch(ConvexHull.grown(junction, KERB_M), KERB));
        for (Carriageway road : near) {
            double out = road.widthM() + SHOULDER_M + KERB_M;
            ground.add(new Patch(Markings.ring(road, -0.1, out, 0, road.lengthM()), KERB));
        }
        for (double[][] junction : junctions) ground.add(new Patch(ConvexHull.grown(junction, 0.05), ASPHALT));
        for (Carriageway road : near)
            ground.add(new Patch(
                    Markings.ring(road, -0.15, road.widthM() + SHOULDER_M, -0.2, road.lengthM() + 0.2), ASPHALT));
    }

    private void roadside(Carriageway road) {
        SplittableRandom random = new SplittableRandom(road.link().id().value().hashCode());
        double kerb = road.widthM() + SHOULDER_M + KERB_M;
        double s = 3;
        while (s < road.lengthM() - 3) {
            double width = 4 + 1.6 * random.nextDouble();
            int floors = 1 + random.nextInt(4);
            int roof = random.nextInt(3);
            boolean gap = random.nextInt(9) == 0;
            Carriageway.Place front = road.at(s + width / 2, kerb + PAVEMENT_M);
            boolean inSight = Math.hypot(front.east() - east, front.north() - north) < radius;
            long house = random.nextLong();
            if (!gap && inSight && isFree(road, s + width / 2, kerb + PAVEMENT_M + 5))
                standing.add(new Standing(
                        structures.house(width, floors, roof),
                        new Place(front.east(), front.north(), 0, front.headingRad() + Math.PI / 2),
                        Structures.housePaint(house, false),
                        Structures.housePaint(house, true)));
            s += width + 0.02;
        }
        for (double at = 12; at < road.lengthM() - 8; at += 10) {
            int kind = random.nextInt(4);
            Carriageway.Place tree = road.at(at, kerb + 1.1);
            double away = Math.hypot(tree.east() - east, tree.north() - north);
            if (kind < 3 && away > FREE_OF_TREES_M && away < radius)
                standing.add(new Standing(
                        structures.tree(kind),
                        new Place(tree.east(), tree.north(), 0, random.nextDouble() * 6),
                        Structures.treePaint(),
                        Structures.treePaint()));
        }
        for (double at = 8; at < road.lengthM() - 4; at += 28) {
            Carriageway.Place post = road.at(at, kerb + 0.5);
            if (Math.hypot(post.east() - east, post.north() - north) > radius) continue;
            Carriageway.Place over = road.at(at, kerb - 1.7);
            lamps.add(new StreetLamp(over.east(), over.north(), 8.8));
            if (Math.hypot(post.east() - east, post.north() - north) < 6) continue;
            standing.add(new Standing(
                    structures.lampPost(),
                    new Place(post.east(), post.north(), 0, post.headingRad()),
                    Structures.mastPaint(false),
                    Structures.mastPaint(true)));
        }
    }

    /** Whether a house in the block beside a road stands on no other road. */
    private boolean isFree(Carriageway beside, double along, double right) {
        Carriageway.Place middle = beside.at(along, right);
        for (Carriageway road : near) {
            for (double s = -20; s <= road.lengthM() + 20; s += 5) {
                Carriageway.Place at = road.at(s, road.widthM() / 2);
                double clear = road.widthM() / 2 + 9.5;
                if (road != beside && Math.hypot(at.east() - middle.east(), at.north() - middle.north()) < clear)
                    return false;
            }
        }
        return true;
    }

    private void signals(Intersection x, Approach approach, Carriageway road) {
        double after = road.lengthM() + 1.2;
        double post = road.widthM() + SHOULDER_M + 0.7;
        double farthest = post;
        for (SignalGroup group : x.groups()) {
            List<Turn> turns = group.movements().stream()
                    .filter(movement -> movement.approach().equals(approach.id()))
                    .map(Movement::turn)
                    .toList();
            if (turns.isEmpty()) continue;
            double right = road.link().lanes().stream()
                    .filter(lane -> lane.turns().stream().anyMatch(turns::contains))
                    .mapToDouble(lane -> middle(road, lane))
                    .average()
                    .orElse(road.widthM() / 2);
            farthest = Math.min(farthest, right);
            Carriageway.Place at = road.at(after, right);
            heads.add(new HeadPlace(x.id(), approach.id(), group.id(), at.east(), at.north(), 5.45, at.headingRad()));
        }
        Carriageway.Place foot = road.at(after + 0.25, post);
        standing.add(new Standing(
                structures.signalMast(post - farthest + 0.4),
                new Place(foot.east(), foot.north(), 0, foot.headingRad()),
                Structures.mastPaint(false),
                Structures.mastPaint(false)));
    }

    private static double middle(Carriageway road, Lane lane) {
        return (road.innerEdgeM(lane.number()) + road.outerEdgeM(lane.number())) / 2;
    }

    private Optional<Intersection> intersectionAfter(Carriageway road) {
        return node(road.link().to()).flatMap(Node::intersection).flatMap(city::findIntersection);
    }

    private Optional<Intersection> intersectionBefore(Carriageway road) {
        return node(road.link().from()).flatMap(Node::intersection).flatMap(city::findIntersection);
    }

    private Optional<Node> node(String id) {
        return city.nodes().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    private static Optional<Approach> approachOf(Intersection x, Carriageway road) {
        return x.approaches().stream()
                .filter(each -> each.link().equals(road.link().id()))
                .findFirst();
    }
}
