package city.ioc.sim.sumo;

import city.ioc.signal.traffic.LaneTraffic;
import city.ioc.signal.traffic.TrafficPicture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a camera over an intersection sees: vehicles within {@link LaneTable#VISIBLE_M} of the stop lines, also on the lanes before
 * where the last one is shorter, but not behind another traffic light; who stands between the stop lines; and how much room the
 * roads that lead out have. It does not know where a vehicle wants to go: one that may still reach several lanes counts on each
 * with its share. Confined to the simulation's thread.
 */
final class ApproachEye {
    /** Road that a passenger car takes up in a queue, metres (HCM 6th ed., default spacing of stored vehicles). */
    private static final double CAR_SPACE_M = 7.5;
    /** How far down the roads that lead out it looks, metres. */
    private static final double EXIT_M = 200;

    private static final double LEAST_SHARE = 0.02;

    private final SumoNet net;
    private final SumoSignal signal;
    private final Sightings[] sightings;
    private final boolean[] boxStanding;
    private final List<ExitPath> exitPaths = new ArrayList<>();
    /** Exits that lead to another stop line of the same light. Its stages say who goes on there: no room is waited for. */
    private final boolean[] isWithin;

    private final double[] comingM;
    private final double[] leftPcu;
    /** Vehicles between the stop lines, with the step they were last seen there in. */
    private final Map<String, Long> passing = new HashMap<>();

    private Set<String> known = new HashSet<>();
    private Set<String> seen = new HashSet<>();

    /** Vehicles on one approach lane in this step. */
    private static final class Sightings {
        int count;
        double[] distanceM = new double[32];
        SumoVehicle[] vehicle = new SumoVehicle[32];
        double[] share = new double[32];

        void add(double distance, SumoVehicle seen, double part) {
            if (count == vehicle.length) {
                distanceM = Arrays.copyOf(distanceM, count * 2);
                vehicle = Arrays.copyOf(vehicle, count * 2);
                share = Arrays.copyOf(share, count * 2);
            }
            int at = count++;
            while (at > 0 && distanceM[at - 1] > distance) {
                distanceM[at] = distanceM[at - 1];
                vehicle[at] = vehicle[at - 1];
                share[at] = share[at - 1];
                at--;
            }
            distanceM[at] = distance;
            vehicle[at] = seen;
            share[at] = part;
        }
    }

    /** A lane that leads out and what follows it until the next stop line. */
    private static final class ExitPath {
        final int exit;
        final double endM;
        final boolean hasStop;
        double queueFromM;
        double[] frontM = new double[16];
        double[] spaceM = new double[16];
        int count;

        ExitPath(int exit, double endM, boolean hasStop) {
            this.exit = exit;
            this.endM = endM;
            this.hasStop = hasStop;
        }

        void clear() {
            count = 0;
            queueFromM = Double.POSITIVE_INFINITY;
        }

        void add(double front, SumoVehicle vehicle) {
            if (vehicle.speedMps < LaneTraffic.STANDING_MPS) {
                queueFromM = Math.min(queueFromM, front - vehicle.kind.lengthM());
                return;
            }
            if (count == frontM.length) {
                frontM = Arrays.copyOf(frontM, count * 2);
                spaceM = Arrays.copyOf(spaceM, count * 2);
            }
            frontM[count] = front;
            spaceM[count++] = vehicle.kind.spaceM();
        }

        /** Metres that are free, or will be until the queue's end; infinite where nothing holds traffic up. */
        double roomM() {
            double until = hasStop ? Math.min(queueFromM, endM) : queueFromM;
            if (until == Double.POSITIVE_INFINITY) return until;
            double room = until;
            for (int v = 0; v < count; v++) if (frontM[v] < until) room -= spaceM[v];
            return room;
        }
    }

    /** Lets an eye look at the lanes around a light; {@code watches} collects by lane who looks at it. */
    ApproachEye(SumoNet net, SumoSignal signal, Map<String, LaneWatch> watches) {
        this.net = net;
        this.signal = signal;
        int lanes = signal.laneIds().size();
        sightings = new Sightings[lanes];
        boxStanding = new boolean[lanes];
        for (int l = 0; l < lanes; l++) {
            sightings[l] = new Sightings();
            SumoNet.Lane lane = net.getLane(signal.laneIds().get(l));
            lookUpstream(lane, l, 0, 1, watches, 0);
        }
        for (SignalLink link : signal.links()) {
            int lane = signal.laneIds().indexOf(link.connection().fromLane());
            int exit = signal.exitIds().indexOf(link.connection().to());
            if (lane < 0 || link.isCrossing()) continue;
            for (String inside : link.internalLanes())
                watch(watches, inside).boxes.add(new LaneWatch.Box(this, lane, exit));
        }
        Map<String, Integer> ways = new HashMap<>();
        for (SignalLink link : signal.links())
            if (!link.isCrossing()
                    && signal.exitIds().contains(link.connection().to()))
                ways.putIfAbsent(
                        link.connection().toLane(),
                        signal.exitIds().indexOf(link.connection().to()));
        ways.forEach((lane, exit) -> lookDownstream(lane, exit, watches));
        isWithin = new boolean[signal.exitIds().size()];
        for (int e = 0; e < isWithin.length; e++) {
            String exit = signal.exitIds().get(e);
            isWithin[e] = signal.laneIds().stream()
                    .anyMatch(lane -> net.getLane(lane).edge().equals(exit));
        }
        comingM = new double[signal.exitIds().size()];
        leftPcu = new double[signal.exitIds().size()];
    }

    private static LaneWatch watch(Map<String, LaneWatch> watches, String lane) {
        return watches.computeIfAbsent(lane, id -> new LaneWatch());
    }

    private void lookUpstream(
            SumoNet.Lane lane, int number, double endToLineM, double share, Map<String, LaneWatch> watches, int depth) {
        watch(watches, lane.id())
                .upstream
                .add(new LaneWatch.Upstream(this, number, endToLineM + lane.lengthM(), share));
        double before = endToLineM + lane.lengthM();
        if (before >= LaneTable.VISIBLE_M || depth > 20) return;
        for (SumoNet.Connection each : net.entering(lane.id())) {
            if (!each.light().isEmpty() || each.from().startsWith(":")) continue;
            double inside = 0;
            double part = share / Math.max(1, net.leaving(each.fromLane()).size());
            if (part < LEAST_SHARE) continue;
            SumoNet.Lane via = net.findLane(each.via()).orElse(null);
            if (via != null) {
                watch(watches, via.id())
                        .upstream
                        .add(new LaneWatch.Upstream(this, number, before + via.lengthM(), share));
                inside = via.lengthM();
            }
            lookUpstream(net.getLane(each.fromLane()), number, before + inside, part, watches, depth + 1);
        }
    }

    private void lookDownstream(String first, int exit, Map<String, LaneWatch> watches) {
        int path = exitPaths.size();
        double offset = 0;
        boolean stop = false;
        Set<String> passed = new HashSet<>();
        SumoNet.Lane lane = net.getLane(first);
        while (offset < EXIT_M && passed.add(lane.id())) {
            watch(watches, lane.id()).exits.add(new LaneWatch.Exit(this, path, offset));
            offset += lane.lengthM();
            List<SumoNet.Connection> next = net.leaving(lane.id());
            stop = next.stream().anyMatch(each -> !each.light().isEmpty());
            SumoNet.Connection straight = next.stream()
                    .filter(each -> each.dir().equals("s"))
                    .findFirst()
                    .or(() -> next.stream().findFirst())
                    .orElse(null);
            if (stop || straight == null) break;
            offset += net.findLane(straight.via()).map(SumoNet.Lane::lengthM).orElse(0.0);
            lane = net.getLane(straight.toLane());
        }
        exitPaths.add(new ExitPath(exit, offset, stop));
    }

    // A look

    void clear() {
        for (Sightings each : sightings) each.count = 0;
        Arrays.fill(boxStanding, false);
        Arrays.fill(comingM, 0);
        for (ExitPath each : exitPaths) each.clear();
    }

    void see(LaneWatch.Upstream where, SumoVehicle vehicle) {
        double distance = where.toStopLineM() - vehicle.positionM;
        if (distance <= LaneTable.VISIBLE_M) sightings[where.lane()].add(Math.max(0, distance), vehicle, where.share());
    }

    void see(LaneWatch.Box where, SumoVehicle vehicle) {
        if (where.exit() >= 0 && passing.put(vehicle.id, vehicle.step) == null)
            leftPcu[where.exit()] += vehicle.kind.pcu();
        if (vehicle.speedMps < LaneTraffic.STANDING_MPS) boxStanding[where.lane()] = true;
        if (where.exit() >= 0) comingM[where.exit()] += vehicle.kind.spaceM();
    }

    void see(LaneWatch.Exit where, SumoVehicle vehicle) {
        exitPaths.get(where.path()).add(where.offsetM() + vehicle.positionM, vehicle);
    }

    /** Tells the picture what was seen. */
    void tell(TrafficPicture picture, long atMs, long latestStep) {
        seen.clear();
        for (int l = 0; l < sightings.length; l++) {
            LaneTraffic traffic = picture.look(l, atMs);
            Sightings here = sightings[l];
            for (int v = 0; v < here.count; v++) {
                SumoVehicle vehicle = here.vehicle[v];
                double pcu = vehicle.kind.pcu() * here.share[v];
                traffic.add(here.distanceM[v], vehicle.speedMps, pcu, vehicle.waitedS);
                seen.add(vehicle.id);
                if (!known.contains(vehicle.id)) picture.arrived(l, pcu, atMs);
            }
            picture.boxStanding(l, boxStanding[l], atMs);
        }
        passing.values().removeIf(step -> step < latestStep);
        Set<String> before = known;
        known = seen;
        seen = before;
        for (int e = 0; e < comingM.length; e++) {
            double room = 0;
            for (ExitPath path : exitPaths) if (path.exit == e) room += Math.max(0, path.roomM());
            picture.left(e, leftPcu[e]);
            leftPcu[e] = 0;
            if (!isWithin[e]) picture.exitRoom(e, Math.max(0, room - comingM[e]) / CAR_SPACE_M);
        }
    }

    SumoSignal signal() {
        return signal;
    }
}
