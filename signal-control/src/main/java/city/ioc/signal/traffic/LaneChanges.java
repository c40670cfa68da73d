package city.ioc.signal.traffic;

/**
 * How many of those who pass a lane's advance detector leave by the stop line of which lane: turning lanes begin and drivers sort
 * themselves out between the two. Learned from counts, on the assumption that nobody changes lanes without need: each lane keeps
 * what it can, and lanes that let more go than have come get the rest of the others. Confined to the intersection's single writer.
 */
final class LaneChanges {
    /** Time constant of the counts: an analysis period of the HCM (15 minutes), against which a growing queue hardly matters. */
    private static final double MEMORY_S = 900;
    /** Fewer vehicles than this say nothing. */
    private static final double ENOUGH = 10;

    private final double[] came;
    private final double[] went;
    private long lastMs = Long.MIN_VALUE;

    LaneChanges(int lanes) {
        came = new double[lanes];
        went = new double[lanes];
    }

    void came(int lane, long atMs) {
        fadeTo(atMs);
        came[lane]++;
    }

    void went(int lane, long atMs) {
        fadeTo(atMs);
        went[lane]++;
    }

    /** The share of those who come on one lane that leave by another; a lane's own share where too little is known. */
    double share(int from, int to) {
        double allCame = 0;
        double allWent = 0;
        for (int l = 0; l < came.length; l++) {
            allCame += came[l];
            allWent += went[l];
        }
        if (allCame < ENOUGH || allWent < ENOUGH || came[from] <= 0) return from == to ? 1 : 0;
        double scale = allCame / allWent;
        double kept = Math.min(1, went[from] * scale / came[from]);
        if (from == to) return kept;
        double missing = 0;
        for (int l = 0; l < came.length; l++) missing += Math.max(0, went[l] * scale - came[l]);
        if (missing <= 0) return 0;
        return (1 - kept) * Math.max(0, went[to] * scale - came[to]) / missing;
    }

    private void fadeTo(long atMs) {
        if (lastMs == Long.MIN_VALUE) lastMs = atMs;
        if (atMs <= lastMs) return;
        double faded = Math.exp(-(atMs - lastMs) / 1000.0 / MEMORY_S);
        for (int l = 0; l < came.length; l++) {
            came[l] *= faded;
            went[l] *= faded;
        }
        lastMs = atMs;
    }
}
