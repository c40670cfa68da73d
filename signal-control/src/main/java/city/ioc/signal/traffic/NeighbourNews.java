package city.ioc.signal.traffic;

import java.util.Arrays;
import java.util.List;

/**
 * When the intersections upstream last told who has set out on the roads that lead here. They tell every second, also that nobody
 * has: only so does a platoon that is not announced mean that none comes. Confined to the intersection's single writer; times in
 * milliseconds since the epoch.
 */
public final class NeighbourNews {
    /** News that is due every second; whoever has said nothing for longer is silent. */
    public static final long SILENT_AFTER_MS = 5_000;

    private static final long NEVER = Long.MIN_VALUE;

    private final List<LaneLayout.Feeder> feeders;
    private final long[] toldAt;
    private final long[] toldSince;

    NeighbourNews(List<LaneLayout.Feeder> feeders) {
        this.feeders = feeders;
        toldAt = new long[feeders.size()];
        Arrays.fill(toldAt, NEVER);
        toldSince = new long[feeders.size()];
        Arrays.fill(toldSince, NEVER);
    }

    /** Somebody counted at {@code atMs} who has set out on a road; news that was overtaken says nothing new. */
    void told(String road, long atMs) {
        for (int f = 0; f < toldAt.length; f++) {
            if (!feeders.get(f).road().equals(road) || atMs <= toldAt[f]) continue;
            if (!isFresh(f, atMs)) toldSince[f] = atMs;
            toldAt[f] = atMs;
        }
    }

    /** Whether the neighbour on this road has told lately. */
    public boolean isFresh(int feeder, long nowMs) {
        return toldAt[feeder] != NEVER && nowMs - toldAt[feeder] <= SILENT_AFTER_MS;
    }

    /** Since when it has told without a break; {@code nowMs} when it does not. */
    public long freshSinceMs(int feeder, long nowMs) {
        return isFresh(feeder, nowMs) ? toldSince[feeder] : nowMs;
    }

    /** Whether it has ever told. */
    public boolean hasTold(int feeder) {
        return toldAt[feeder] != NEVER;
    }

    /** When it told last; only where it {@link #hasTold}. */
    public long toldMs(int feeder) {
        return toldAt[feeder];
    }
}
