package city.ioc.signal.traffic;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.LinkId;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Lane;
import city.ioc.contracts.street.Link;
import city.ioc.contracts.street.Movement;
import city.ioc.contracts.street.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the lanes that lead to an intersection from a city's network and devices. */
public final class CityLanes {
    /** How far a camera or a queue estimate reaches, metres. */
    private static final double VISIBLE_M = 200;
    /** Mean free speed over the limit in urban streets (HCM 6th ed., 18-5: base free-flow speed is near the limit). */
    private static final double FREE_SPEED_OF_LIMIT = 0.9;
    /** Approaches that face each other within this are opposing, degrees. */
    private static final double OPPOSING_DEG = 45;

    private CityLanes() {}

    /** The lanes of every intersection of a city, and who feeds them: where nobody counts who sets out, a road has no feeder. */
    public static Map<IntersectionId, LaneLayout> of(City city) {
        Map<LinkId, Link> links = new HashMap<>();
        for (Link link : city.links()) links.put(link.id(), link);
        Map<IntersectionId, List<Device>> devices =
                city.devices().stream().collect(Collectors.groupingBy(Device::site));
        Map<IntersectionId, LaneLayout> lanes = new HashMap<>();
        Map<String, IntersectionId> upstream = new HashMap<>();
        for (Intersection x : city.intersections()) {
            LaneLayout layout =
                    of(x, id -> Optional.ofNullable(links.get(id)), devices.getOrDefault(x.id(), List.of()));
            lanes.put(x.id(), layout);
            for (String exit : layout.countedExits()) upstream.put(exit, x.id());
        }
        lanes.replaceAll((id, layout) -> layout.fedBy(layout.lanes().stream()
                .map(ApproachLane::entry)
                .distinct()
                .flatMap(road ->
                        Optional.ofNullable(upstream.get(road))
                                .map(from -> new LaneLayout.Feeder(road, from.value()))
                                .stream())
                .toList()));
        return Map.copyOf(lanes);
    }

    /** The lanes of the intersection's approaches whose link is among these; none where the network does not have them. */
    public static LaneLayout of(Intersection intersection, Collection<Link> links, List<Device> devices) {
        return of(
                intersection,
                id -> links.stream().filter(link -> link.id().equals(id)).findFirst(),
                devices);
    }

    /** The lanes of the intersection's approaches whose link is found; none where the network does not have them. */
    public static LaneLayout of(
            Intersection intersection, Function<LinkId, Optional<Link>> links, List<Device> devices) {
        List<Device> channels = devices.stream()
                .filter(device -> device.site().equals(intersection.id())
                        && device.channel().isPresent())
                .sorted(Comparator.comparing(device -> device.channel().orElseThrow()))
                .toList();
        List<String> exits = intersection.groups().stream()
                .flatMap(group -> group.movements().stream())
                .map(movement -> movement.exit().value())
                .distinct()
                .toList();
        List<ApproachLane> lanes = new ArrayList<>();
        for (Approach approach : intersection.approaches()) {
            Optional<Link> link = links.apply(approach.link());
            if (link.isEmpty()) continue;
            for (Lane lane : link.get().lanes())
                lane(intersection, approach, link.get(), lane, channels, exits).ifPresent(lanes::add);
        }
        // The city's streets are full of motorcycles.
        return new LaneLayout(lanes, exits).sharedAbreast();
    }

    private static Optional<ApproachLane> lane(
            Intersection x, Approach approach, Link link, Lane lane, List<Device> channels, List<String> exits) {
        List<ApproachLane.Way> ways = new ArrayList<>();
        for (int g = 0; g < x.groups().size(); g++)
            for (Movement movement : x.groups().get(g).movements())
                if (movement.approach().equals(approach.id()) && lane.turns().contains(movement.turn()))
                    ways.add(new ApproachLane.Way(
                            g,
                            exits.indexOf(movement.exit().value()),
                            1,
                            movement.permissive() ? opposing(x, approach) : 0));
        if (ways.isEmpty()) return Optional.empty();
        double share = 1.0 / ways.size();
        int stopLine = detector(channels, Device.Kind.STOP_LINE_DETECTOR, approach.id(), lane.number());
        int advance = detector(channels, Device.Kind.ADVANCE_DETECTOR, approach.id(), lane.number());
        return Optional.of(new ApproachLane(
                link.id() + "." + lane.number(),
                approach.id().value(),
                link.id().value(),
                ways.stream()
                        .map(way -> new ApproachLane.Way(way.group(), way.exit(), share, way.yieldsTo()))
                        .toList(),
                link.id().value(),
                link.lengthM(),
                Math.min(VISIBLE_M, link.lengthM()),
                lane.widthM(),
                link.speedLimitKmh() / 3.6 * FREE_SPEED_OF_LIMIT,
                stopLine,
                advance,
                advance < 0 ? 0 : channels.get(advance).toStopLineM().orElse(0.0)));
    }

    private static int detector(List<Device> channels, Device.Kind kind, ApproachId approach, int lane) {
        for (int d = 0; d < channels.size(); d++) {
            Device device = channels.get(d);
            if (device.kind() == kind
                    && device.approach().filter(approach::equals).isPresent()
                    && device.lane().filter(number -> number == lane).isPresent()) return d;
        }
        return -1;
    }

    /** Groups that let traffic straight on or to the right from the approach that faces this one, as bits. */
    private static long opposing(Intersection x, Approach approach) {
        long groups = 0;
        for (int g = 0; g < x.groups().size(); g++)
            for (Movement movement : x.groups().get(g).movements())
                if ((movement.turn() == Turn.THROUGH || movement.turn() == Turn.RIGHT)
                        && faces(x, approach, movement.approach())) groups |= 1L << g;
        return groups;
    }

    private static boolean faces(Intersection x, Approach approach, ApproachId other) {
        return x.approaches().stream().filter(each -> each.id().equals(other)).anyMatch(each -> {
            double turn = Math.abs(each.bearingDeg() - approach.bearingDeg()) % 360;
            return Math.abs(turn - 180) <= OPPOSING_DEG;
        });
    }
}
