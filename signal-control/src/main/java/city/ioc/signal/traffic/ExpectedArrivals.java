package city.ioc.signal.traffic;

/**
 * Vehicles that have set out upstream for a lane, by when they will be at its stop line if nothing holds them up; the latest
 * {@value #MOST}. Confined to the intersection's single writer.
 */
public final class ExpectedArrivals {
    private static final int MOST = 64;

    private final long[] atMs = new long[MOST];
    private final double[] pcu = new double[MOST];
    private int first;
    private int count;

    void add(long at, double units) {
        int last = (first + count - 1 + MOST) % MOST;
        if (count > 0 && at - atMs[last] < 1_000) {
            pcu[last] += units;
            return;
        }
        if (count == MOST) {
            first = (first + 1) % MOST;
            count--;
        }
        int place = (first + count) % MOST;
        atMs[place] = at;
        pcu[place] = units;
        count++;
    }

    /** How many entries there are, the earliest first. */
    public int count() {
        return count;
    }

    public long atMs(int entry) {
        return atMs[(first + entry) % MOST];
    }

    public double pcu(int entry) {
        return pcu[(first + entry) % MOST];
    }
}
