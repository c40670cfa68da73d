package city.ioc.signal.traffic;

/**
 * How much arrives on a lane, averaged with weights that fall off exponentially into the past. Until as much time as the
 * averaging takes has passed, it is the plain mean since the first count.
 */
final class ArrivalRate {
    /** Time constant of the mean: long enough for several cycles, short enough for the swings of a peak. */
    private static final double MEMORY_S = 300;

    private double weighted;
    private long firstMs = Long.MIN_VALUE;
    private long lastMs;

    void count(double pcu, long atMs) {
        if (firstMs == Long.MIN_VALUE) {
            firstMs = atMs;
            lastMs = atMs;
        }
        fadeTo(atMs);
        weighted += pcu;
    }

    double pcuPerS(long nowMs) {
        if (firstMs == Long.MIN_VALUE) return 0;
        double watchedS = Math.max(0, (nowMs - firstMs) / 1000.0);
        double faded = weighted * Math.exp(-Math.max(0, (nowMs - lastMs) / 1000.0) / MEMORY_S);
        double normaliser = MEMORY_S * (1 - Math.exp(-watchedS / MEMORY_S));
        return normaliser < 10 ? 0 : faded / normaliser;
    }

    private void fadeTo(long atMs) {
        if (atMs <= lastMs) return;
        weighted *= Math.exp(-(atMs - lastMs) / 1000.0 / MEMORY_S);
        lastMs = atMs;
    }
}
