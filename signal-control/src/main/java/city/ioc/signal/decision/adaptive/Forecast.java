package city.ioc.signal.decision.adaptive;

import city.ioc.contracts.live.Lamp;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.traffic.ApproachLane;
import city.ioc.signal.traffic.ExpectedArrivals;
import city.ioc.signal.traffic.LaneLayout;
import city.ioc.signal.traffic.LaneTraffic;
import city.ioc.signal.traffic.TrafficPicture;
import java.util.Arrays;

/**
 * Who reaches the stop lines when, if nothing held them up: vehicles that are seen, those that have set out upstream, and on lanes
 * that nobody sees as many as usually come. Pedestrian groups are lanes of their own behind those of the vehicles. Working memory of
 * one decision; confined to one thread.
 */
final class Forecast {
    private static final int MOST = 160;
    /** Vehicles that reach the line within this, seconds, count as waiting there. */
    private static final double AT_LINE_S = 1;
    /** Road that a vehicle takes up in a queue, metres (HCM 6th ed.: 7.6 m). */
    private static final double QUEUE_SPACE_M = 8;
    /** A vehicle that stands further behind the queue than this is not of it, metres. */
    private static final double APART_M = 15;
    /** What a vehicle that stands apart loses until it moves, seconds. */
    private static final double MOVE_OFF_S = 3;
    /** So long after begin of green whoever stands at the line waits for a gap. */
    private static final long BLOCKED_AFTER_MS = 3_000;
    /** Longest red that a queue nobody sees is assumed to have built up in, seconds. */
    private static final double ASSUMED_RED_S = 120;
    /** A way with less of a lane's traffic does not hold the rest up when its exit is full. */
    private static final double MATTERS_SHARE = 0.3;

    final int lanes;
    final int vehicleLanes;
    /** By lane: how many, when each is at the line at the earliest (seconds from now), and PCU. */
    final int[] count;

    final double[][] atS;
    final double[][] pcu;
    /** By lane. */
    final double[] headwayS;

    final long[] groups;
    final boolean[] seen;
    final double[] arrivalPcuPerS;
    /** By lane: whether its first stands at the line although it has been green for a while: it waits for a gap. */
    final boolean[] blocked;
    /** By lane: PCU for which the exits have room. */
    final double[] roomPcu;

    private final SignalLayout layout;
    private final AdaptiveParameters parameters;
    private final int[] pedestrianGroup;
    private final boolean hearsNeighbours;

    /** @param hearsNeighbours whether those count who have set out upstream and are not seen yet */
    Forecast(SignalLayout layout, AdaptiveParameters parameters, boolean hearsNeighbours) {
        this.layout = layout;
        this.hearsNeighbours = hearsNeighbours;
        this.parameters = parameters;
        LaneLayout places = layout.lanes();
        long pedestrians = ~layout.vehicleGroups() & allGroups(layout);
        vehicleLanes = places.lanes().size();
        lanes = vehicleLanes + Long.bitCount(pedestrians);
        count = new int[lanes];
        atS = new double[lanes][MOST];
        pcu = new double[lanes][MOST];
        headwayS = new double[lanes];
        groups = new long[lanes];
        seen = new boolean[lanes];
        arrivalPcuPerS = new double[lanes];
        blocked = new boolean[lanes];
        roomPcu = new double[lanes];
        Arrays.fill(roomPcu, Double.POSITIVE_INFINITY);
        pedestrianGroup = new int[lanes - vehicleLanes];
        for (int l = 0; l < vehicleLanes; l++) {
            ApproachLane lane = places.lanes().get(l);
            headwayS[l] = parameters.headwayS(lane.widthM());
            groups[l] = lane.groups();
        }
        int l = vehicleLanes;
        for (long rest = pedestrians; rest != 0; rest &= rest - 1) {
            int group = Long.numberOfTrailingZeros(rest);
            pedestrianGroup[l - vehicleLanes] = group;
            headwayS[l] = 0.1;
            groups[l] = 1L << group;
            l++;
        }
    }

    private static long allGroups(SignalLayout layout) {
        return layout.groups() == SignalLayout.MAX_GROUPS ? -1 : (1L << layout.groups()) - 1;
    }

    /** Looks at the state anew. */
    void read(SignalState state, long nowMs) {
        TrafficPicture picture = state.traffic();
        for (int l = 0; l < vehicleLanes; l++) {
            ApproachLane lane = layout.lanes().lanes().get(l);
            count[l] = 0;
            seen[l] = picture.isSeen(l, nowMs);
            arrivalPcuPerS[l] = picture.arrivalPcuPerS(l, nowMs);
            roomPcu[l] = roomPcu(picture, lane);
            if (seen[l]) readSeen(state, l, lane, nowMs);
            else assume(l, redS(state, lane, nowMs));
        }
        for (int p = 0; p < pedestrianGroup.length; p++) {
            int l = vehicleLanes + p;
            count[l] = 0;
            seen[l] = true;
            if (state.isCalled(pedestrianGroup[p])) add(l, 0, parameters.pedestriansPcu());
        }
    }

    private void readSeen(SignalState state, int l, ApproachLane lane, long nowMs) {
        TrafficPicture picture = state.traffic();
        LaneTraffic traffic = picture.lane(l);
        double ahead = 0;
        for (int v = 0; v < traffic.count(); v++) {
            add(l, arrivalS(lane, traffic, v, ahead), traffic.pcu(v));
            ahead += traffic.pcu(v);
        }
        blocked[l] = waitsForGap(state, l, traffic, nowMs);
        if (!hearsNeighbours) return;
        double seenS = picture.seenM(l) / lane.freeSpeedMps();
        ExpectedArrivals coming = picture.expected(l);
        for (int e = 0; e < coming.count(); e++) {
            double at = (coming.atMs(e) - nowMs) / 1000.0;
            if (at > seenS) add(l, at, coming.pcu(e));
        }
    }

    /** When a vehicle is at the line: with those of the queue at once, else as soon as its speed allows. */
    private static double arrivalS(ApproachLane lane, LaneTraffic traffic, int v, double pcuAhead) {
        double distance = traffic.distanceM(v);
        double free = lane.freeSpeedMps();
        if (traffic.speedMps(v) >= LaneTraffic.STANDING_MPS)
            return distance / Math.clamp(traffic.speedMps(v), free / 2, free);
        double behindQueueM = distance - QUEUE_SPACE_M * (pcuAhead + 1);
        return Math.max(0, behindQueueM) / free + (behindQueueM > APART_M ? MOVE_OFF_S : 0);
    }

    private boolean waitsForGap(SignalState state, int l, LaneTraffic traffic, long nowMs) {
        if (!state.traffic().isWatched(l, nowMs)) return state.traffic().isHeldUp(l);
        long greenSince = Long.MAX_VALUE;
        for (long rest = groups[l] & state.greenGroups(); rest != 0; rest &= rest - 1)
            greenSince = Math.min(greenSince, state.lampSinceMs(Long.numberOfTrailingZeros(rest)));
        if (greenSince == Long.MAX_VALUE || nowMs - greenSince <= BLOCKED_AFTER_MS) return false;
        boolean firstStands = traffic.count() > 0
                && traffic.distanceM(0) < QUEUE_SPACE_M
                && traffic.speedMps(0) < LaneTraffic.STANDING_MPS;
        return firstStands || state.traffic().isBoxStanding(l);
    }

    private double roomPcu(TrafficPicture picture, ApproachLane lane) {
        double room = Double.POSITIVE_INFINITY;
        for (ApproachLane.Way way : lane.ways())
            if (way.share() > MATTERS_SHARE)
                room = Math.min(room, picture.exitRoomPcu(way.exit()) / way.share() - parameters.exitRoomPcu() + 1);
        return room;
    }

    /** Where nobody looks: as many as came at the usual rate while the lane was red wait, and others come at that rate. */
    private void assume(int l, double redS) {
        blocked[l] = false;
        double rate = arrivalPcuPerS[l] > 0 ? arrivalPcuPerS[l] : parameters.unseenPcuPerS();
        for (double left = rate * redS; left > 0.3 && count[l] < MOST / 2; left -= 1) add(l, 0, Math.min(1, left));
        double unit = Math.max(1, rate * 3);
        for (double at = unit / rate / 2; rate > 0 && at < parameters.expectS(); at += unit / rate) add(l, at, unit);
    }

    private static double redS(SignalState state, ApproachLane lane, long nowMs) {
        double shortest = ASSUMED_RED_S;
        for (ApproachLane.Way way : lane.ways()) {
            if (state.lamp(way.group()) == Lamp.GREEN) return 0;
            shortest = Math.min(shortest, (nowMs - state.greenEndedMs(way.group())) / 1000.0);
        }
        return Math.max(0, shortest);
    }

    private void add(int l, double at, double units) {
        int n = count[l];
        if (n == MOST) return;
        atS[l][n] = n > 0 ? Math.max(at, atS[l][n - 1]) : at;
        pcu[l][n] = units;
        count[l] = n + 1;
    }

    /** PCU that wait at the line of a lane. */
    double queuePcu(int l) {
        double sum = 0;
        for (int v = 0; v < count[l] && atS[l][v] <= AT_LINE_S; v++) sum += pcu[l][v];
        return sum;
    }

    /** PCU that reach the line of a lane within a time, without those that wait there. */
    double arrivingPcu(int l, double withinS) {
        double sum = 0;
        for (int v = 0; v < count[l] && atS[l][v] <= withinS; v++) if (atS[l][v] > AT_LINE_S) sum += pcu[l][v];
        return sum;
    }

    /** When the last of those comes who reach the line of a lane within a time, seconds; 0 when nobody does. */
    double lastArrivalS(int l, double withinS) {
        double last = 0;
        for (int v = 0; v < count[l] && atS[l][v] <= withinS; v++) if (atS[l][v] > AT_LINE_S) last = atS[l][v];
        return last;
    }

    /** How long all together wait at the line of a lane within a time, PCU·s. */
    double waitingPcuS(int l, double withinS) {
        double sum = 0;
        for (int v = 0; v < count[l] && atS[l][v] < withinS; v++) sum += pcu[l][v] * (withinS - atS[l][v]);
        return sum;
    }
}
