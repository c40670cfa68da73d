package city.ioc.core.rollup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;

/** How long and how often one signal group was green lately. Owned by the shard's thread. */
public final class GreenTimes {
    private final Duration window;
    private final ArrayDeque<long[]> greens = new ArrayDeque<>();
    private long watchedFromMs = Long.MAX_VALUE;
    private long greenSinceMs = Long.MIN_VALUE;

    /**
     * What a group had in a window.
     *
     * @param greenShare share of the time that it was green
     * @param cycleS mean time from one begin of green to the next; the length of the window when it had one green or none
     */
    public record Measured(double greenShare, double cycleS) {}

    public GreenTimes(Duration window) {
        this.window = window;
    }

    /** The group began or ended green. */
    public void observe(boolean green, Instant at) {
        long atMs = at.toEpochMilli();
        watchedFromMs = Math.min(watchedFromMs, atMs);
        if (green) {
            if (greenSinceMs == Long.MIN_VALUE) greenSinceMs = atMs;
        } else if (greenSinceMs != Long.MIN_VALUE) {
            if (atMs > greenSinceMs) greens.addLast(new long[] {greenSinceMs, atMs});
            greenSinceMs = Long.MIN_VALUE;
        }
    }

    /** The last window's greens; empty before the group was watched for a minute. */
    public Optional<Measured> measure(Instant now) {
        long toMs = now.toEpochMilli();
        long fromMs = Math.max(toMs - window.toMillis(), watchedFromMs);
        while (!greens.isEmpty() && greens.getFirst()[1] <= toMs - window.toMillis()) greens.removeFirst();
        if (watchedFromMs == Long.MAX_VALUE || toMs - fromMs < 60_000) return Optional.empty();
        long greenMs = 0;
        long firstBegin = Long.MIN_VALUE;
        long lastBegin = Long.MIN_VALUE;
        int begins = 0;
        for (long[] green : greens) {
            greenMs += Math.min(green[1], toMs) - Math.max(green[0], fromMs);
            if (green[0] < fromMs) continue;
            if (begins++ == 0) firstBegin = green[0];
            lastBegin = green[0];
        }
        if (greenSinceMs != Long.MIN_VALUE && greenSinceMs < toMs) {
            greenMs += toMs - Math.max(greenSinceMs, fromMs);
            if (greenSinceMs >= fromMs) {
                if (begins++ == 0) firstBegin = greenSinceMs;
                lastBegin = greenSinceMs;
            }
        }
        double lengthMs = toMs - fromMs;
        double cycleMs = begins >= 2 ? (lastBegin - firstBegin) / (double) (begins - 1) : lengthMs;
        return Optional.of(new Measured(Math.min(1, greenMs / lengthMs), cycleMs / 1000));
    }
}
