package city.ioc.signal.traffic;

import java.util.Arrays;

/**
 * Estimates the vehicles on lanes from loops: those that passed the advance detector and have not yet left the stop line, moving
 * at free speed until they reach the one before. Corrects itself where loops contradict it: a stop line that stays empty means
 * that they turned off; one that is occupied means that somebody is there; an advance detector that stays occupied means that the
 * queue reaches beyond it. Works with either loop alone, and says nothing of a lane with neither. Fed with the changes of the
 * loops; confined to the intersection's single writer; times in milliseconds since the epoch.
 */
public final class LoopEstimator {
    /** Room that a standing passenger car takes, metres (SUMO and HCM: 7.5 m). */
    private static final double SPACING_M = 7.5;
    /** An advance detector occupied for longer has a queue on it. */
    private static final long QUEUE_ON_LOOP_MS = 3_000;
    /** A stop line empty for longer has nobody standing at it. */
    private static final long EMPTY_LINE_MS = 3_000;
    /** Whoever has not come for so long after it was due has gone elsewhere. */
    private static final long GHOST_MS = 4_000;

    /** So long after begin of green a queue has reached the stop line. */
    private static final long FLOWING_AFTER_MS = 3_000;
    /** A gap that ends a queue that flows, at the loop: vehicles further apart do not follow one another. */
    private static final long EMPTY_FLOWING_LINE_MS = 1_800;

    private static final long GHOST_FLOWING_MS = 1_000;
    /** The first of a queue moves so long after begin of green (HCM 6th ed., 19.3). */
    private static final long MOVE_OFF_MS = 2_000;
    /** Speed at which a queue begins to move, backwards (kinematic waves: 4 to 6 m/s). */
    private static final double STARTING_WAVE_MPS = 5;
    /** Whoever is on the stop-line loop for longer at green does not get on. */
    private static final long STUCK_MS = 6_000;

    private static final double MOST_BEYOND_LOOP = 20;
    private static final int MOST = 64;

    private final LaneLayout layout;
    private final double headwayS;
    private final Lane[] lanes;

    /** What the loops say at the moment of a look. */
    public interface Loops {
        /** Whether a detector can be believed. */
        boolean isTrusted(int detector);

        boolean isOccupied(int detector);

        /** Since when it has been as it is; long ago where never heard of. */
        long sinceMs(int detector);

        /** Whether a group of these is green, as bits. */
        boolean isGreen(long groups);

        /** Since when the first of these groups that is green has been so. */
        long greenSinceMs(long groups);
    }

    /** Vehicles between the loops of a lane, by when they passed the advance detector. */
    private static final class Lane {
        private final long[] enteredMs = new long[MOST];
        private int count;
        private long lastLeftMs = Long.MIN_VALUE / 2;

        void enter(long atMs) {
            if (count == MOST) leave(enteredMs[0]);
            enteredMs[count++] = atMs;
        }

        void leave(long atMs) {
            if (count > 0) {
                System.arraycopy(enteredMs, 1, enteredMs, 0, count - 1);
                count--;
            }
            lastLeftMs = atMs;
        }
    }

    /** @param headwayS discharge headway of a passenger car, for lanes whose stop-line loop cannot be believed, seconds */
    public LoopEstimator(LaneLayout layout, double headwayS) {
        this.layout = layout;
        this.headwayS = headwayS;
        lanes = new Lane[layout.lanes().size()];
        Arrays.setAll(lanes, l -> new Lane());
    }

    /** Takes a change of a detector. */
    public void changed(int detector, boolean on, long atMs, Loops loops, TrafficPicture picture) {
        for (int l = 0; l < lanes.length; l++) {
            ApproachLane place = layout.lanes().get(l);
            boolean hasAdvance = isUsable(place.advanceDetector(), loops);
            boolean counts = !picture.isWatched(l, atMs);
            if (detector == place.advanceDetector() && on && hasAdvance) {
                lanes[l].enter(atMs);
                if (counts) picture.arrived(l, 1, atMs);
            } else if (detector == place.stopLineDetector() && !on && isUsable(detector, loops)) {
                lanes[l].leave(atMs);
                if (counts) tellExits(place, loops, picture);
                if (counts && !hasAdvance) picture.arrived(l, 1, atMs);
            }
        }
    }

    /** A vehicle left the lane: by which exit is told by which of its groups are green. */
    private static void tellExits(ApproachLane place, Loops loops, TrafficPicture picture) {
        double green = 0;
        for (ApproachLane.Way way : place.ways()) if (loops.isGreen(1L << way.group())) green += way.share();
        for (ApproachLane.Way way : place.ways()) {
            double share = green == 0 ? way.share() : loops.isGreen(1L << way.group()) ? way.share() / green : 0;
            if (share > 0) picture.left(way.exit(), share);
        }
    }

    /** Puts what is estimated into the picture, for lanes that nothing better watches. */
    public void look(TrafficPicture picture, Loops loops, long nowMs) {
        for (int l = 0; l < lanes.length; l++) {
            ApproachLane place = layout.lanes().get(l);
            if (picture.isWatched(l, nowMs)) continue;
            boolean stopLine = isUsable(place.stopLineDetector(), loops);
            boolean advance = isUsable(place.advanceDetector(), loops);
            if (!stopLine && !advance) {
                picture.lose(l);
                continue;
            }
            long groups = place.groups();
            if (!stopLine) discharge(lanes[l], place, groups, loops, nowMs);
            if (advance) {
                if (stopLine) correct(lanes[l], place, loops, nowMs);
                fill(picture, l, place, groups, stopLine, loops, nowMs);
            } else {
                fillFromStopLine(picture, l, place, groups, loops, nowMs);
            }
        }
    }

    private static boolean isUsable(int detector, Loops loops) {
        return detector >= 0 && loops.isTrusted(detector);
    }

    /** Without a stop-line loop: a queue leaves at saturation while the lamp is green. */
    private void discharge(Lane lane, ApproachLane place, long groups, Loops loops, long nowMs) {
        while (lane.count > 0 && loops.isGreen(groups)) {
            long due = Math.max(lane.enteredMs[0] + travelMs(place), loops.greenSinceMs(groups) + MOVE_OFF_MS);
            due = Math.max(due, lane.lastLeftMs + (long) (headwayS * 1000));
            if (due > nowMs) return;
            lane.leave(due);
        }
    }

    private static long travelMs(ApproachLane place) {
        return (long) (place.advanceM() / place.freeSpeedMps() * 1000);
    }

    /** Takes out whom the stop line would have seen by now. */
    private static void correct(Lane lane, ApproachLane place, Loops loops, long nowMs) {
        int stopLine = place.stopLineDetector();
        long groups = place.groups();
        boolean flows = loops.isGreen(groups) && nowMs - loops.greenSinceMs(groups) > FLOWING_AFTER_MS;
        long emptyMs = flows ? EMPTY_FLOWING_LINE_MS : EMPTY_LINE_MS;
        long ghostMs = flows ? GHOST_FLOWING_MS : GHOST_MS;
        if (loops.isOccupied(stopLine) || nowMs - loops.sinceMs(stopLine) < emptyMs) return;
        while (lane.count > 0 && nowMs - lane.enteredMs[0] > travelMs(place) + ghostMs) lane.leave(lane.lastLeftMs);
    }

    private void fill(
            TrafficPicture picture, int l, ApproachLane place, long groups, boolean stopLine, Loops loops, long nowMs) {
        Lane lane = lanes[l];
        LaneTraffic traffic = picture.estimate(l, nowMs, place.advanceM());
        boolean green = loops.isGreen(groups);
        int n = 0;
        boolean atLine = stopLine && loops.isOccupied(place.stopLineDetector());
        if (atLine && (lane.count == 0 || nowMs - lane.enteredMs[0] < travelMs(place) / 2)) {
            boolean stands = !green || nowMs - loops.sinceMs(place.stopLineDetector()) > 2_000;
            traffic.add(0, stands ? 0 : place.freeSpeedMps() / 2, 1, 0);
            n++;
        }
        boolean queueOnLoop = loops.isOccupied(place.advanceDetector())
                && nowMs - loops.sinceMs(place.advanceDetector()) > QUEUE_ON_LOOP_MS;
        for (int v = 0; v < lane.count; v++) {
            double freeM = place.advanceM() - place.freeSpeedMps() * (nowMs - lane.enteredMs[v]) / 1000.0;
            double queueM = n * SPACING_M;
            boolean stands = freeM <= queueM;
            double queueSpeed = movesOff(place, groups, queueM, loops, nowMs) ? place.freeSpeedMps() / 2 : 0;
            traffic.add(stands ? queueM : freeM, stands ? queueSpeed : place.freeSpeedMps(), 1, 0);
            n++;
        }
        if (!queueOnLoop) return;
        double waitingS = (nowMs - loops.sinceMs(place.advanceDetector())) / 1000.0;
        double beyond = Math.min(MOST_BEYOND_LOOP, picture.arrivalPcuPerS(l, nowMs) * waitingS);
        int whole = (int) Math.max(0, Math.ceil(place.advanceM() / SPACING_M) - n) + (int) Math.round(beyond);
        for (int v = 0; v < whole; v++, n++) {
            double queueM = n * SPACING_M;
            traffic.add(queueM, movesOff(place, groups, queueM, loops, nowMs) ? place.freeSpeedMps() / 2 : 0, 1, 0);
        }
    }

    /** Whether a vehicle of the queue has begun to move: green runs back through a queue, unless its first stays on the loop. */
    private static boolean movesOff(ApproachLane place, long groups, double queueM, Loops loops, long nowMs) {
        if (!loops.isGreen(groups)) return false;
        int stopLine = place.stopLineDetector();
        boolean stuck =
                isUsable(stopLine, loops) && loops.isOccupied(stopLine) && nowMs - loops.sinceMs(stopLine) > STUCK_MS;
        return !stuck && nowMs - loops.greenSinceMs(groups) > MOVE_OFF_MS + queueM / STARTING_WAVE_MPS * 1000;
    }

    /** With the stop-line loop alone: whoever stands there, and behind it as many as usually come in that time. */
    private static void fillFromStopLine(
            TrafficPicture picture, int l, ApproachLane place, long groups, Loops loops, long nowMs) {
        LaneTraffic traffic = picture.estimate(l, nowMs, SPACING_M);
        int stopLine = place.stopLineDetector();
        boolean occupied = loops.isOccupied(stopLine);
        double sinceS = (nowMs - loops.sinceMs(stopLine)) / 1000.0;
        boolean green = loops.isGreen(groups);
        if (!occupied && (!green || sinceS > 3)) return;
        double behind = green ? 1 : Math.min(MOST_BEYOND_LOOP, picture.arrivalPcuPerS(l, nowMs) * sinceS);
        for (int v = 0; v <= behind; v++) traffic.add(v * SPACING_M, green ? place.freeSpeedMps() / 2 : 0, 1, 0);
    }
}
