package city.ioc.signal.traffic;

import java.util.Arrays;
import java.util.function.ObjDoubleConsumer;

/**
 * What is known of the vehicles around one intersection at a moment: on its approach lanes, on the roads that lead out of it, and
 * in its middle. Fed by cameras, or estimated from loops. Confined to the intersection's single writer; times in milliseconds
 * since the epoch.
 */
public final class TrafficPicture {
    /** A picture older than this is not decided by. */
    public static final long STALE_MS = 3_000;

    private static final long NEVER = Long.MIN_VALUE;

    private final LaneLayout layout;
    private final LaneTraffic[] lanes;
    private final long[] seenAt;
    private final long[] seenSince;
    private final double[] seenM;
    private final long[] watchedAt;
    private final double[] exitRoomPcu;
    private final long[] boxStandingSince;
    private final ArrivalRate[] arrivals;
    private final ExpectedArrivals[] expected;
    private final boolean[] heldUp;
    private final double[] leftPcu;
    private final NeighbourNews news;

    public TrafficPicture(LaneLayout layout) {
        this.layout = layout;
        lanes = new LaneTraffic[layout.lanes().size()];
        for (int i = 0; i < lanes.length; i++) lanes[i] = new LaneTraffic();
        seenAt = new long[lanes.length];
        Arrays.fill(seenAt, NEVER);
        seenSince = new long[lanes.length];
        Arrays.fill(seenSince, NEVER);
        seenM = new double[lanes.length];
        watchedAt = new long[lanes.length];
        Arrays.fill(watchedAt, NEVER);
        exitRoomPcu = new double[layout.exits().size()];
        Arrays.fill(exitRoomPcu, Double.POSITIVE_INFINITY);
        boxStandingSince = new long[lanes.length];
        Arrays.fill(boxStandingSince, NEVER);
        arrivals = new ArrivalRate[lanes.length];
        expected = new ExpectedArrivals[lanes.length];
        for (int i = 0; i < lanes.length; i++) {
            arrivals[i] = new ArrivalRate();
            expected[i] = new ExpectedArrivals();
        }
        heldUp = new boolean[lanes.length];
        leftPcu = new double[layout.exits().size()];
        news = new NeighbourNews(layout.feeders());
    }

    public LaneLayout layout() {
        return layout;
    }

    // What is seen

    /** Begins a new look of a camera at a lane; the vehicles that it sees are then added to what is returned. */
    public LaneTraffic look(int lane, long atMs) {
        watchedAt[lane] = atMs;
        return estimate(lane, atMs, layout.lanes().get(lane).visibleM());
    }

    /** Begins a new estimate of a lane up to a distance from the stop line, metres. */
    LaneTraffic estimate(int lane, long atMs, double upToM) {
        if (!isSeen(lane, atMs)) seenSince[lane] = atMs;
        seenAt[lane] = atMs;
        seenM[lane] = upToM;
        lanes[lane].clear();
        return lanes[lane];
    }

    /** Counts a vehicle that has just come into sight on a lane, or has just passed its advance detector. */
    public void arrived(int lane, double pcu, long atMs) {
        arrivals[lane].count(pcu, atMs);
    }

    /** Counts vehicles that have left by an exit. */
    public void left(int exit, double pcu) {
        if (exit >= 0) leftPcu[exit] += pcu;
    }

    /**
     * Tells who has left by every exit since this was asked last, by road and PCU, also that nobody has: news for the intersections
     * downstream.
     */
    public void tellLeft(ObjDoubleConsumer<String> news) {
        for (int exit = 0; exit < leftPcu.length; exit++) {
            double left = leftPcu[exit];
            leftPcu[exit] = 0;
            news.accept(layout.exits().get(exit), left);
        }
    }

    /**
     * Takes the news that vehicles have set out on a road that feeds lanes here; shared among them as they usually come. That none
     * has is news too.
     */
    public void expect(String entry, double pcu, long setOutMs) {
        news.told(entry, setOutMs);
        if (pcu <= 0) return;
        double all = 0;
        int fed = 0;
        for (int l = 0; l < lanes.length; l++) {
            if (!layout.lanes().get(l).entry().equals(entry)) continue;
            all += arrivals[l].pcuPerS(setOutMs);
            fed++;
        }
        for (int l = 0; l < lanes.length; l++) {
            ApproachLane lane = layout.lanes().get(l);
            if (!lane.entry().equals(entry)) continue;
            double share = all > 0 ? arrivals[l].pcuPerS(setOutMs) / all : 1.0 / fed;
            long atMs = setOutMs + (long) (lane.entryM() / lane.freeSpeedMps() * 1000);
            if (share > 0) expected[l].add(atMs, pcu * share);
        }
    }

    /** When the intersections upstream have told. */
    public NeighbourNews news() {
        return news;
    }

    /** Those who have set out upstream for a lane. */
    public ExpectedArrivals expected(int lane) {
        return expected[lane];
    }

    /** Says how many more passenger-car units a road that leads out has room for before its queue reaches the intersection. */
    public void exitRoom(int exit, double pcu) {
        exitRoomPcu[exit] = pcu;
    }

    /** Says whether a vehicle that came from this lane stands between the stop lines. */
    public void boxStanding(int lane, boolean stands, long atMs) {
        if (!stands) boxStandingSince[lane] = NEVER;
        else if (boxStandingSince[lane] == NEVER) boxStandingSince[lane] = atMs;
    }

    /** Says whether the first of a lane does not get on although it is green, where that is told by loops. */
    void holdUp(int lane, boolean held) {
        heldUp[lane] = held;
    }

    /** Forgets a lane: whoever watched it no longer does. */
    public void lose(int lane) {
        seenAt[lane] = NEVER;
        lanes[lane].clear();
        boxStandingSince[lane] = NEVER;
        heldUp[lane] = false;
    }

    // What is known

    public LaneTraffic lane(int lane) {
        return lanes[lane];
    }

    /** Whether what is known of the lane is recent enough to decide by. */
    public boolean isSeen(int lane, long nowMs) {
        return seenAt[lane] != NEVER && nowMs - seenAt[lane] <= STALE_MS;
    }

    /** Since when the lane has been seen without a break; {@code nowMs} when it is not. */
    public long seenSinceMs(int lane, long nowMs) {
        return isSeen(lane, nowMs) ? seenSince[lane] : nowMs;
    }

    /** Whether a camera looks at the lane, so that nothing need be estimated. */
    public boolean isWatched(int lane, long nowMs) {
        return watchedAt[lane] != NEVER && nowMs - watchedAt[lane] <= STALE_MS;
    }

    /** How far upstream of the stop line the last look went, metres. */
    public double seenM(int lane) {
        return seenM[lane];
    }

    /** How many passenger-car units come a second on a lane, as measured over the last minutes; 0 where none were counted. */
    public double arrivalPcuPerS(int lane, long nowMs) {
        return arrivals[lane].pcuPerS(nowMs);
    }

    /** Room on a road that leads out, passenger-car units; infinite where nobody watches it. */
    public double exitRoomPcu(int exit) {
        return exit < 0 ? Double.POSITIVE_INFINITY : exitRoomPcu[exit];
    }

    /** Whether the first of a lane does not get on although it is green, as loops tell; cameras show it by the vehicles. */
    public boolean isHeldUp(int lane) {
        return heldUp[lane];
    }

    /** Whether a vehicle from this lane stands between the stop lines. */
    public boolean isBoxStanding(int lane) {
        return boxStandingSince[lane] != NEVER;
    }
}
