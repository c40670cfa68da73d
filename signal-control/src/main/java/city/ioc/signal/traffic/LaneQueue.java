package city.ioc.signal.traffic;

/**
 * Vehicles between the loops of a lane, by when they are at the stop line if nothing holds them up; parts of vehicles where it is
 * not known which of several lanes they have taken. Confined to the intersection's single writer; times in milliseconds.
 */
final class LaneQueue {
    private static final int MOST = 128;

    private final long[] dueMs = new long[MOST];
    private final double[] pcu = new double[MOST];
    private int count;

    /** Adds what has passed the advance detector. */
    void enter(long due, double units) {
        if (count == MOST) remove(0);
        int at = count++;
        while (at > 0 && dueMs[at - 1] > due) {
            dueMs[at] = dueMs[at - 1];
            pcu[at] = pcu[at - 1];
            at--;
        }
        dueMs[at] = due;
        pcu[at] = units;
    }

    /** Takes one vehicle out, first come first gone, of those who may be at the stop line by {@code latestMs}. */
    void leave(long latestMs) {
        double left = 1;
        while (left > 0 && count > 0 && dueMs[0] <= latestMs) {
            if (pcu[0] > left) {
                pcu[0] -= left;
                return;
            }
            left -= pcu[0];
            remove(0);
        }
    }

    /** Takes everybody out who was due before. */
    void dropDueBefore(long ms) {
        int gone = 0;
        while (gone < count && dueMs[gone] < ms) gone++;
        System.arraycopy(dueMs, gone, dueMs, 0, count - gone);
        System.arraycopy(pcu, gone, pcu, 0, count - gone);
        count -= gone;
    }

    private void remove(int entry) {
        count--;
        System.arraycopy(dueMs, entry + 1, dueMs, entry, count - entry);
        System.arraycopy(pcu, entry + 1, pcu, entry, count - entry);
    }

    int count() {
        return count;
    }

    long dueMs(int entry) {
        return dueMs[entry];
    }

    double pcu(int entry) {
        return pcu[entry];
    }
}
