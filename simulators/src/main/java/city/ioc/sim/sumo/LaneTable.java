package city.ioc.sim.sumo;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.LinkId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import city.ioc.signal.traffic.ApproachLane;
import city.ioc.signal.traffic.LaneLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lanes that end at a light's stop lines, in lane groups: lanes of one edge that the same signal groups release are one
 * approach (HCM 6th ed., 19: lane group). Immutable.
 */
final class LaneTable {
    /** How far upstream a camera sees vehicles, metres. */
    static final double VISIBLE_M = 200;
    /** An advance detector lies so many seconds of free travel before the stop line, or where the lane's own traffic begins. */
    static final double ADVANCE_S = 4;

    /** From the end of the detection zone at the stop line to the stop line, and the length of a zone, metres. */
    static final double STOP_LINE_GAP_M = 1;

    static final double ZONE_M = 2;

    /** Traffic that set out farther away than this has spread out on its way, metres. */
    private static final double FARTHEST_FEED_M = 1000;

    private final SumoNet net;
    private final SignalForm form;
    private final Map<String, List<SignalLink>> linksOfLane = new LinkedHashMap<>();
    private final Map<String, ApproachId> approachOfLane = new LinkedHashMap<>();
    private final Map<ApproachId, String> approaches = new LinkedHashMap<>();
    private final List<String> exits = new ArrayList<>();
    private final List<String> entries = new ArrayList<>();
    private final LinkGroups groups;

    private LaneTable(SumoNet net, SignalForm form, LinkGroups groups) {
        this.net = net;
        this.form = form;
        this.groups = groups;
    }

    static LaneTable of(SumoNet net, SignalForm form, List<SignalLink> links, LinkGroups groups) {
        LaneTable table = new LaneTable(net, form, groups);
        for (SignalLink link : links) {
            if (link.isCrossing() || groups.ballOf(link) < 0 && groups.arrowOf(link) < 0) continue;
            table.linksOfLane
                    .computeIfAbsent(link.connection().fromLane(), id -> new ArrayList<>())
                    .add(link);
            if (!table.exits.contains(link.connection().to()))
                table.exits.add(link.connection().to());
            if (!table.entries.contains(link.connection().from()))
                table.entries.add(link.connection().from());
        }
        Map<String, ApproachId> byKey = new LinkedHashMap<>();
        table.linksOfLane.forEach((lane, its) -> {
            long released = 0;
            for (SignalLink link : its)
                for (int group : new int[] {groups.ballOf(link), groups.arrowOf(link)})
                    if (group >= 0) released |= 1L << group;
            String edge = net.getLane(lane).edge();
            ApproachId approach = byKey.computeIfAbsent(
                    form.approachKey(edge, released), key -> SignalAssembly.approach(byKey.size() + 1));
            table.approachOfLane.put(lane, approach);
            table.approaches.put(approach, edge);
        });
        return table;
    }

    /** Every approach and the edge it is the end of. */
    Map<ApproachId, String> approaches() {
        return approaches;
    }

    Optional<ApproachId> approachOf(String lane) {
        return Optional.ofNullable(approachOfLane.get(lane));
    }

    LinkId exitLink(String edge) {
        return form.exit(edge, exits.indexOf(edge) + 1);
    }

    LinkId entryLink(String edge) {
        return form.entry(edge, entries.indexOf(edge) + 1);
    }

    List<String> laneIds() {
        return List.copyOf(linksOfLane.keySet());
    }

    List<String> exitIds() {
        return List.copyOf(exits);
    }

    LaneLayout layout(boolean detectors) {
        List<ApproachLane> lanes = new ArrayList<>();
        linksOfLane.forEach((id, links) -> {
            SumoNet.Lane lane = net.getLane(id);
            int number = lanes.size();
            Feed feed = feed(lane);
            lanes.add(new ApproachLane(
                    id,
                    approachOfLane.getOrDefault(id, SignalAssembly.approach(0)).value(),
                    lane.edge(),
                    ways(links),
                    feed.edge(),
                    feed.toStopLineM(),
                    VISIBLE_M,
                    lane.widthM(),
                    lane.speedMps(),
                    detectors ? 2 * number : -1,
                    detectors ? 2 * number + 1 : -1,
                    detectors ? advanceM(net, lane) : 0));
        });
        return new LaneLayout(lanes, exits);
    }

    /** The road by which another light's traffic comes; empty and 0 where there is none. */
    private record Feed(String edge, double toStopLineM) {}

    /** Goes upstream, straight on where there is a choice, until a light releases traffic onto the road. */
    private Feed feed(SumoNet.Lane last) {
        double way = 0;
        SumoNet.Lane lane = last;
        Set<String> passed = new HashSet<>();
        while (passed.add(lane.id()) && way < FARTHEST_FEED_M) {
            way += lane.lengthM();
            String edge = lane.edge();
            boolean isFed = net.getEdge(edge).lanes().stream()
                    .flatMap(each -> net.entering(each.id()).stream())
                    .anyMatch(each -> !each.light().isEmpty());
            if (isFed) return new Feed(edge, way);
            SumoNet.Connection before = net.entering(lane.id()).stream()
                    .filter(each -> !each.from().startsWith(":"))
                    .min(Comparator.comparing(each -> each.dir().equals("s") ? 0 : 1))
                    .orElse(null);
            if (before == null) break;
            way += net.findLane(before.via()).map(SumoNet.Lane::lengthM).orElse(0.0);
            lane = net.getLane(before.fromLane());
        }
        return new Feed("", 0);
    }

    /** How far before the stop line a lane's advance detector lies, metres. */
    static double advanceM(SumoNet net, SumoNet.Lane lane) {
        return Math.max(
                0, Math.min(ADVANCE_S * lane.speedMps(), OwnLane.of(net, lane).lengthM() - ZONE_M));
    }

    private List<ApproachLane.Way> ways(List<SignalLink> links) {
        Map<String, Double> weights = new LinkedHashMap<>();
        Map<String, Integer> connections = new LinkedHashMap<>();
        for (SignalLink link : links) {
            weights.put(direction(link), usualWeight(link.connection().dir()));
            connections.merge(direction(link), 1, Integer::sum);
        }
        double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        List<ApproachLane.Way> ways = new ArrayList<>();
        for (SignalLink link : links) {
            double share =
                    weights.getOrDefault(direction(link), 0.0) / sum / connections.getOrDefault(direction(link), 1);
            int exit = exits.indexOf(link.connection().to());
            int ball = groups.ballOf(link);
            int arrow = groups.arrowOf(link);
            // Ball and arrow let the same traffic go: all of it is the ball's, and the arrow only makes it protected.
            if (ball >= 0) ways.add(new ApproachLane.Way(ball, exit, share, groups.yieldsTo(link)));
            if (arrow >= 0) ways.add(new ApproachLane.Way(arrow, exit, ball >= 0 ? 0 : share, 0));
        }
        return ways;
    }

    private static String direction(SignalLink link) {
        return link.connection().to() + " " + link.connection().dir();
    }

    /** How traffic usually spreads over directions before any was counted: mostly straight on, hardly ever back. */
    private static double usualWeight(String dir) {
        return switch (SignalAssembly.turn(dir)) {
            case THROUGH -> 3;
            case LEFT, RIGHT -> 1;
            case U_TURN -> 0.05;
        };
    }

    /** A stop line and an advance detector on every lane; channels count from 1. */
    List<Device> detectors(Intersection x) {
        List<Device> devices = new ArrayList<>();
        linksOfLane.keySet().forEach(id -> {
            devices.add(detector(x, id, Device.Kind.STOP_LINE_DETECTOR, STOP_LINE_GAP_M, devices.size() + 1));
            devices.add(
                    detector(x, id, Device.Kind.ADVANCE_DETECTOR, advanceM(net, net.getLane(id)), devices.size() + 1));
        });
        return devices;
    }

    private Device detector(Intersection x, String lane, Device.Kind kind, double toStopLineM, int channel) {
        return new Device(
                new DeviceId(x.id().value() + "-d" + channel),
                kind,
                new LocalName(lane, lane),
                x.id(),
                x.at(),
                Optional.of(x.controller()),
                Optional.of(channel),
                approachOf(lane),
                Optional.of(net.getLane(lane).index() + 1),
                Optional.of(toStopLineM),
                Optional.empty(),
                form.reportEvery(),
                List.of(),
                SignalAssembly.VALID_FROM,
                Optional.empty());
    }
}
