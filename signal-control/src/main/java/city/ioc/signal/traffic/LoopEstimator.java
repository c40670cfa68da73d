package city.ioc.signal.traffic;

import java.util.stream.IntStream;

/**
 * Estimates the vehicles on lanes from loops: those that passed an advance detector of the road and have not yet left the stop
 * line, moving at free speed until they reach the one before. Corrects itself where loops contradict it: a stop line that stays
 * empty means that they turned off; one that is occupied means that somebody is there, and who does not get on although it is
 * green; an advance detector that stays occupied means that the queue reaches beyond it. Works with either loop alone, and says
 * nothing of a lane with neither. Fed with the changes of the loops; confined to the intersection's single writer; times in
 * milliseconds since the epoch.
 */
public final class LoopEstimator {
    /** Room that a standing passenger car takes, metres (SUMO and HCM: 7.5 m). */
    private static final double SPACING_M = 7.5;
    /** An advance detector occupied for longer has a queue on it. */
    private static final long QUEUE_ON_LOOP_MS = 3_000;
    /** A stop line empty for longer has nobody standing at it, and ends a queue that flows: vehicles follow one another closer. */
    private static final long EMPTY_LINE_MS = 3_000;
    /** Whoever has not come for so long after it was due has gone elsewhere. */
    private static final long GHOST_MS = 4_000;

    /** So long after begin of green a queue has reached the stop line. */
    private static final long FLOWING_AFTER_MS = 3_000;
    /** The same while a queue flows: it comes at a steady pace. */
    private static final long GHOST_FLOWING_MS = 1_000;
    /** So long after the end of green those who are left over have closed up to the line: 30 m from rest at 2 m/s². */
    private static final long CLOSE_UP_MS = 6_000;
    /** The first of a queue moves so long after begin of green (HCM 6th ed., 19.3). */
    private static final long MOVE_OFF_MS = 2_000;
    /** Speed at which a queue begins to move, backwards (kinematic waves: 4 to 6 m/s). */
    private static final double STARTING_WAVE_MPS = 5;
    /** Whoever is on the stop-line loop for longer at green does not get on: even a lorry that moves off leaves it sooner. */
    private static final long HELD_UP_MS = 3_000;

    /** More vehicles than this are not believed to stand where no loop is: 150 m. */
    private static final double MOST_BEYOND_LOOP = 20;
    /** Parts of a vehicle below this are nobody. */
    private static final double LEAST_SHARE = 0.02;

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

    /** What is remembered of a lane. */
    private static final class Lane {
        final LaneQueue queue = new LaneQueue();
        final LaneChanges changes;
        /** The lanes of its road, and its place among them. */
        final int[] road;

        final int place;
        long lastLeftMs = Long.MIN_VALUE / 2;
        long greenUntilMs = Long.MIN_VALUE / 2;
        boolean isHeldUp;
        /** Begin of the last occupation of the advance detector that was no queue. */
        long noQueueSinceMs = Long.MIN_VALUE;

        Lane(int[] road, int place, LaneChanges changes) {
            this.road = road;
            this.place = place;
            this.changes = changes;
        }
    }

    /** @param headwayS discharge headway of a passenger car, for lanes whose stop-line loop cannot be believed, seconds */
    public LoopEstimator(LaneLayout layout, double headwayS) {
        this.layout = layout;
        this.headwayS = headwayS;
        lanes = new Lane[layout.lanes().size()];
        for (int l = 0; l < lanes.length; l++) {
            if (lanes[l] != null) continue;
            String link = layout.lanes().get(l).link();
            int[] road = IntStream.range(0, lanes.length)
                    .filter(each -> layout.lanes().get(each).link().equals(link))
                    .toArray();
            LaneChanges changes = new LaneChanges(road.length);
            for (int place = 0; place < road.length; place++) lanes[road[place]] = new Lane(road, place, changes);
        }
    }

    /** Takes a change of a detector. */
    public void changed(int detector, boolean on, long atMs, Loops loops, TrafficPicture picture) {
        for (int l = 0; l < lanes.length; l++) {
            ApproachLane place = layout.lanes().get(l);
            if (detector == place.advanceDetector() && on && isUsable(detector, loops)) {
                enter(l, atMs, loops, picture);
            } else if (detector == place.stopLineDetector() && !on && isUsable(detector, loops)) {
                if (isAllUsable(lanes[l].road, loops)) lanes[l].changes.went(lanes[l].place, atMs);
                leave(l, atMs, loops, picture);
            }
        }
    }

    /** Somebody has passed the advance detector of a lane, and will leave by it or by another one of the same road. */
    private void enter(int from, long atMs, Loops loops, TrafficPicture picture) {
        Lane lane = lanes[from];
        long due = atMs + travelMs(layout.lanes().get(from));
        // What some loops of a road count says nothing of changes between its lanes while others are broken.
        boolean isSorted = isAllUsable(lane.road, loops);
        if (isSorted) lane.changes.came(lane.place, atMs);
        for (int to = 0; to < lane.road.length; to++) {
            double share = isSorted ? lane.changes.share(lane.place, to) : to == lane.place ? 1 : 0;
            if (share < LEAST_SHARE) continue;
            lanes[lane.road[to]].queue.enter(due, share);
            if (!picture.isWatched(lane.road[to], atMs)) picture.arrived(lane.road[to], share, atMs);
        }
    }

    private boolean isAllUsable(int[] road, Loops loops) {
        for (int l : road) {
            ApproachLane place = layout.lanes().get(l);
            if (!isUsable(place.advanceDetector(), loops) || !isUsable(place.stopLineDetector(), loops)) return false;
        }
        return true;
    }

    private void leave(int l, long atMs, Loops loops, TrafficPicture picture) {
        ApproachLane place = layout.lanes().get(l);
        lanes[l].queue.leave(atMs + travelMs(place) / 2);
        lanes[l].lastLeftMs = atMs;
        if (loops.isGreen(place.groups())) lanes[l].greenUntilMs = atMs;
        if (picture.isWatched(l, atMs)) return;
        tellExits(place, loops, picture);
        if (!isUsable(place.advanceDetector(), loops)) picture.arrived(l, 1, atMs);
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
            if (loops.isGreen(groups)) lanes[l].greenUntilMs = nowMs;
            if (!stopLine) discharge(lanes[l], groups, loops, nowMs);
            if (advance) {
                if (stopLine) correct(lanes[l], place, loops, nowMs);
                lanes[l].isHeldUp = stopLine && !layout.abreast() && isHeldUp(place, groups, loops, nowMs);
                picture.holdUp(l, lanes[l].isHeldUp);
                fill(picture, l, place, groups, stopLine, loops, nowMs);
            } else {
                // Without an advance detector a dense swarm of motorcycles cannot be told from one who stands.
                picture.holdUp(l, false);
                fillFromStopLine(picture, l, place, groups, loops, nowMs);
            }
        }
    }

    private static boolean isUsable(int detector, Loops loops) {
        return detector >= 0 && loops.isTrusted(detector);
    }

    /** Without a stop-line loop: a queue leaves at saturation while the lamp is green. */
    private void discharge(Lane lane, long groups, Loops loops, long nowMs) {
        while (lane.queue.count() > 0 && loops.isGreen(groups)) {
            long due = Math.max(lane.queue.dueMs(0), loops.greenSinceMs(groups) + MOVE_OFF_MS);
            due = Math.max(due, lane.lastLeftMs + (long) (headwayS * 1000));
            if (due > nowMs) return;
            lane.queue.leave(due);
            lane.lastLeftMs = due;
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
        if (loops.isOccupied(stopLine) || nowMs - loops.sinceMs(stopLine) < EMPTY_LINE_MS) return;
        if (nowMs > lane.greenUntilMs && nowMs - lane.greenUntilMs < CLOSE_UP_MS) return;
        lane.queue.dropDueBefore(nowMs - (flows ? GHOST_FLOWING_MS : GHOST_MS));
        // A queue that reaches back to the advance detector would come over the line: somebody has parked there, or it
        // is stuck.
        int advance = place.advanceDetector();
        if (flows && loops.isOccupied(advance)) lane.noQueueSinceMs = loops.sinceMs(advance);
    }

    private void fill(
            TrafficPicture picture, int l, ApproachLane place, long groups, boolean stopLine, Loops loops, long nowMs) {
        Lane lane = lanes[l];
        LaneQueue queue = lane.queue;
        LaneTraffic traffic = picture.estimate(l, nowMs, place.advanceM());
        double ahead = 0;
        double atLine = stopLine && loops.isOccupied(place.stopLineDetector()) ? 1 : 0;
        if (atLine > 0) {
            traffic.add(0, queueSpeed(lane, place, groups, 0, loops, nowMs), 1, 0);
            ahead = 1;
        }
        for (int v = 0; v < queue.count(); v++) {
            double freeM = place.freeSpeedMps() * (queue.dueMs(v) - nowMs) / 1000.0;
            double pcu = queue.pcu(v);
            if (atLine > 0 && freeM < place.advanceM() / 2) {
                double known = Math.min(atLine, pcu);
                atLine -= known;
                pcu -= known;
            }
            if (pcu < LEAST_SHARE) continue;
            double queueM = ahead * SPACING_M;
            boolean isQueued = freeM <= queueM;
            traffic.add(
                    isQueued ? queueM : freeM,
                    isQueued ? queueSpeed(lane, place, groups, queueM, loops, nowMs) : place.freeSpeedMps(),
                    pcu,
                    0);
            ahead += pcu;
        }
        long occupiedSinceMs = loops.sinceMs(place.advanceDetector());
        boolean queueOnLoop = loops.isOccupied(place.advanceDetector())
                && occupiedSinceMs != lane.noQueueSinceMs
                && nowMs - occupiedSinceMs > QUEUE_ON_LOOP_MS;
        if (!queueOnLoop) return;
        double waitingS = (nowMs - occupiedSinceMs) / 1000.0;
        double beyond = Math.min(MOST_BEYOND_LOOP, picture.arrivalPcuPerS(l, nowMs) * waitingS);
        double whole = Math.max(0, Math.ceil(place.advanceM() / SPACING_M) - ahead) + Math.round(beyond);
        for (; whole > LEAST_SHARE; whole--, ahead++) {
            double queueM = ahead * SPACING_M;
            traffic.add(queueM, queueSpeed(lane, place, groups, queueM, loops, nowMs), Math.min(1, whole), 0);
        }
    }

    /** Whether the first stays where he is although it is green: he waits for a gap, or his exit is full. */
    private static boolean isHeldUp(ApproachLane place, long groups, Loops loops, long nowMs) {
        int stopLine = place.stopLineDetector();
        if (!loops.isGreen(groups) || !loops.isOccupied(stopLine)) return false;
        return nowMs - Math.max(loops.sinceMs(stopLine), loops.greenSinceMs(groups) + MOVE_OFF_MS) > HELD_UP_MS;
    }

    /** Speed of a vehicle of the queue: green runs back through it, unless its first stays on the loop. */
    private static double queueSpeed(
            Lane lane, ApproachLane place, long groups, double queueM, Loops loops, long nowMs) {
        if (!loops.isGreen(groups) || lane.isHeldUp) return 0;
        double moveOffMs = MOVE_OFF_MS + queueM / STARTING_WAVE_MPS * 1000;
        return nowMs - loops.greenSinceMs(groups) > moveOffMs ? place.freeSpeedMps() / 2 : 0;
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
