package city.ioc.measures.measure;

import java.util.Collection;

/**
 * When an approach is occupied: as long as any of its presence detectors is on.
 *
 * <p>Lost events are made up for, detector by detector. Of two ons in a row the off is taken to be half-way between them, or at the
 * second when it comes within 2 s; of two offs in a row the on is taken to be half-way. A detector whose first event is an off
 * comes on a millisecond before: what it did earlier is not known.
 */
final class ApproachOccupancy {
    private static final long QUICK_REPEAT_MS = 2_000;

    private ApproachOccupancy() {}

    /** A change as a number that sorts by time and, at one time, off before on. */
    static long code(long atMs, boolean on) {
        return atMs * 2 + (on ? 1 : 0);
    }

    static long atMs(long code) {
        return Math.floorDiv(code, 2L);
    }

    static boolean isOn(long code) {
        return Math.floorMod(code, 2L) == 1;
    }

    /** One change for each moment at which a detector changes, in order; two in a row may say the same. */
    static Longs of(Collection<Longs> detectors) {
        Longs all = new Longs();
        for (Longs detector : detectors) repair(detector, all);
        Longs changes = new Longs();
        long[] sorted = all.sorted();
        int on = 0;
        for (int i = 0; i < sorted.length; i++) {
            on += isOn(sorted[i]) ? 1 : -1;
            boolean last = i + 1 == sorted.length || atMs(sorted[i + 1]) != atMs(sorted[i]);
            if (last) changes.add(code(atMs(sorted[i]), on > 0));
        }
        return changes;
    }

    /** Adds the detector's events, and those that it must have lost. */
    private static void repair(Longs detector, Longs into) {
        long[] events = detector.sorted();
        if (events.length > 0 && !isOn(events[0])) into.add(code(atMs(events[0]) - 1, true));
        for (int i = 0; i < events.length; i++) {
            if (i > 0 && isOn(events[i]) == isOn(events[i - 1])) into.add(lostBetween(events[i - 1], events[i]));
            into.add(events[i]);
        }
    }

    private static long lostBetween(long earlier, long later) {
        long apartMs = atMs(later) - atMs(earlier);
        boolean off = isOn(later);
        long halfway = atMs(later) - apartMs / 2;
        return code(off && apartMs <= QUICK_REPEAT_MS ? atMs(later) : halfway, !off);
    }
}
