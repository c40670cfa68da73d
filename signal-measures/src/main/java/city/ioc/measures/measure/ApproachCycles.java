package city.ioc.measures.measure;

import java.util.ArrayList;
import java.util.List;

/** Lays the lamps of a signal group over the occupancy of its approach, cycle by cycle. */
final class ApproachCycles {
    /** In the order in which moments of one time happen: lamps, the end of what is looked at of red, detectors. */
    private static final int RED_SEEN = 11;

    private static final int DETECTORS = 81;

    /** A cycle that was seen whole; it ends with the part of red that is looked at. */
    record Cycle(long greenMs, long greenOccupiedMs, long redOccupiedMs, long endMs) {}

    private final List<Cycle> cycles = new ArrayList<>();
    private boolean begun;
    private boolean known;
    private boolean knownThroughout;
    private boolean occupied;
    private int shown;
    private int ambers;
    private int redsSeen;
    private long greenMs;
    private long greenOccupiedMs;
    private long redOccupiedMs;
    private long endMs;

    private ApproachCycles() {}

    /** A lamp as a number that sorts by time and, at one time, in the order of the cycle. */
    static long code(long atMs, int what) {
        return atMs * 128 + what;
    }

    /**
     * @param lamps codes 1, 8 and 10 of the group
     * @param occupancy changes of the approach, as {@link ApproachOccupancy#code} writes them
     * @param redMs how much of red is looked at
     * @param endMs nothing at or after this time has been seen
     */
    static List<Cycle> of(Longs lamps, Longs occupancy, long redMs, long endMs) {
        Longs moments = new Longs();
        for (int i = 0; i < lamps.size(); i++) {
            long lamp = lamps.at(i);
            moments.add(lamp);
            long seenMs = Math.floorDiv(lamp, 128L) + redMs;
            if (Math.floorMod(lamp, 128L) == LampDelay.RED && seenMs < endMs) moments.add(code(seenMs, RED_SEEN));
        }
        for (int i = 0; i < occupancy.size(); i++) {
            long change = occupancy.at(i);
            moments.add(code(ApproachOccupancy.atMs(change), DETECTORS + (ApproachOccupancy.isOn(change) ? 1 : 0)));
        }
        ApproachCycles approach = new ApproachCycles();
        long[] sorted = moments.sorted();
        for (int i = 0; i < sorted.length; i++) {
            long atMs = Math.floorDiv(sorted[i], 128L);
            approach.happens(atMs, (int) Math.floorMod(sorted[i], 128L));
            if (i + 1 < sorted.length) approach.lasts(Math.floorDiv(sorted[i + 1], 128L) - atMs);
        }
        approach.close();
        return approach.cycles;
    }

    private void happens(long atMs, int what) {
        if (what >= DETECTORS) {
            known = true;
            occupied = what > DETECTORS;
        } else if (what == LampDelay.GREEN) {
            close();
            begun = true;
            knownThroughout = true;
            shown = what;
            ambers = 0;
            redsSeen = 0;
            greenMs = 0;
            greenOccupiedMs = 0;
            redOccupiedMs = 0;
        } else {
            shown = Math.max(shown, what);
            if (what == LampDelay.AMBER) ambers++;
            if (what == RED_SEEN) redsSeen++;
        }
        knownThroughout &= known;
        if (shown == LampDelay.GREEN || shown == LampDelay.RED || what == RED_SEEN) endMs = atMs;
    }

    private void lasts(long ms) {
        if (shown == LampDelay.GREEN) greenMs += ms;
        if (shown == LampDelay.GREEN && occupied) greenOccupiedMs += ms;
        if (shown == LampDelay.RED && occupied) redOccupiedMs += ms;
    }

    private void close() {
        if (begun && knownThroughout && ambers == 1 && redsSeen == 1)
            cycles.add(new Cycle(greenMs, greenOccupiedMs, redOccupiedMs, endMs));
        begun = false;
    }
}
