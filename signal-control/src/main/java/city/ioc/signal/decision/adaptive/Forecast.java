package city.ioc.signal.decision.adaptive;

import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.traffic.ApproachLane;
import city.ioc.signal.traffic.ExpectedArrivals;
import city.ioc.signal.traffic.LaneLayout;
import city.ioc.signal.traffic.LaneTraffic;
import city.ioc.signal.traffic.TrafficPicture;

/**
 * Who reaches the stop lines when, if nothing held them up: vehicles that are seen, then arrivals at the measured rate. Pedestrian
 * groups are lanes of their own behind those of the vehicles. Working memory of one decision; confined to one thread.
 */
final class Forecast {
    private static final int MOST = 160;
    /** Vehicles that reach the line within this, seconds, count as waiting there. */
    private static final double AT_LINE_S = 1;

    final int lanes;
    final int vehicleLanes;
    /** By lane: how many, when each is at the line at the earliest (seconds from now), PCU, and whether it stands already. */
    final int[] count;

    final double[][] atS;
    final double[][] pcu;
    final boolean[][] stands;
    /** By lane. */
    final double[] headwayS;

    final long[] groups;
    final boolean[] seen;
    /** By exit: PCU that may still leave. */
    final double[] exitRoom;

    private final SignalLayout layout;
    private final AdaptiveParameters parameters;
    private final int[] pedestrianGroup;

    Forecast(SignalLayout layout, AdaptiveParameters parameters) {
        this.layout = layout;
        this.parameters = parameters;
        LaneLayout places = layout.lanes();
        long pedestrians = ~layout.vehicleGroups() & allGroups(layout);
        vehicleLanes = places.lanes().size();
        lanes = vehicleLanes + Long.bitCount(pedestrians);
        count = new int[lanes];
        atS = new double[lanes][MOST];
        pcu = new double[lanes][MOST];
        stands = new boolean[lanes][MOST];
        headwayS = new double[lanes];
        groups = new long[lanes];
        seen = new boolean[lanes];
        exitRoom = new double[places.exits().size()];
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
        return layout.groups() == 64 ? -1 : (1L << layout.groups()) - 1;
    }

    /** Looks at the state anew. */
    void read(SignalState state, long nowMs) {
        TrafficPicture picture = state.traffic();
        for (int l = 0; l < vehicleLanes; l++) {
            count[l] = 0;
            ApproachLane lane = layout.lanes().lanes().get(l);
            seen[l] = picture.isSeen(l, nowMs);
            double rate = picture.arrivalPcuPerS(l, nowMs);
            double fromS = 0;
            if (seen[l]) {
                readSeen(l, lane, picture.lane(l));
                fromS = picture.seenM(l) / lane.freeSpeedMps();
            } else {
                if (rate <= 0) rate = parameters.unseenPcuPerS();
                assumeQueue(l, rate * redS(state, lane, nowMs));
            }
            ExpectedArrivals coming = picture.expected(l);
            if (coming.isTold() && lane.entryM() > 0) {
                for (int e = 0; e < coming.count(); e++) {
                    double at = (coming.atMs(e) - nowMs) / 1000.0;
                    if (at > fromS) add(l, at, coming.pcu(e), false);
                }
                fromS = Math.max(fromS, lane.entryM() / lane.freeSpeedMps());
            }
            expect(l, rate, fromS);
        }
        for (int p = 0; p < pedestrianGroup.length; p++) {
            int l = vehicleLanes + p;
            count[l] = 0;
            seen[l] = true;
            if (state.isCalled(pedestrianGroup[p])) add(l, 0, parameters.pedestriansPcu(), true);
        }
        for (int e = 0; e < exitRoom.length; e++) exitRoom[e] = picture.exitRoomPcu(e);
    }

    private void readSeen(int l, ApproachLane lane, LaneTraffic traffic) {
        for (int v = 0; v < traffic.count(); v++) {
            boolean standing = traffic.speedMps(v) < LaneTraffic.STANDING_MPS;
            double at = standing ? 0 : traffic.distanceM(v) / lane.freeSpeedMps();
            add(l, at, traffic.pcu(v), standing);
        }
    }

    /** Where nobody looks: as many as came at the usual rate while the lane was red wait. */
    private void assumeQueue(int l, double waiting) {
        for (double left = waiting; left > 0.3 && count[l] < MOST / 2; left -= 1) add(l, 0, Math.min(1, left), true);
    }

    private static double redS(SignalState state, ApproachLane lane, long nowMs) {
        double shortest = 120;
        for (ApproachLane.Way way : lane.ways()) {
            if (state.lamp(way.group()) == city.ioc.contracts.live.Lamp.GREEN) return 0;
            shortest = Math.min(shortest, (nowMs - state.greenEndedMs(way.group())) / 1000.0);
        }
        return Math.max(0, shortest);
    }

    private void expect(int l, double pcuPerS, double fromS) {
        if (pcuPerS <= 0) return;
        double unit = Math.max(1, pcuPerS * 3);
        double everyS = unit / pcuPerS;
        for (double at = fromS + everyS / 2; at < parameters.horizonS(); at += everyS) add(l, at, unit, false);
    }

    private void add(int l, double at, double units, boolean standing) {
        int n = count[l];
        if (n == MOST) return;
        atS[l][n] = n > 0 ? Math.max(at, atS[l][n - 1]) : at;
        pcu[l][n] = units;
        stands[l][n] = standing;
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
}
