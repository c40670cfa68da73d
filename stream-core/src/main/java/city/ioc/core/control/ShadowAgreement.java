package city.ioc.core.control;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * For what share of the last hour a shadow wanted what was commanded, by time, in minutes on the clock. Time in which nobody could
 * choose, while lamps change, is for the caller to leave out. Owned by the intersection's runtime.
 */
final class ShadowAgreement {
    private static final int MINUTES = 60;
    /** Between two looks farther apart than this it is not known what either wanted. */
    private static final long LONGEST_LOOK_MS = 1_000;

    private final long[] minute = new long[MINUTES];
    private final long[] agreedMs = new long[MINUTES];
    private final long[] comparedMs = new long[MINUTES];
    private long lastMs = Long.MIN_VALUE;

    /** Says whether both want the same now, which counts until the next look. */
    void look(boolean agrees, Instant now) {
        long spentMs = spentMs(now);
        long at = now.getEpochSecond() / 60;
        int slot = (int) Math.floorMod(at, (long) MINUTES);
        if (minute[slot] != at) {
            minute[slot] = at;
            agreedMs[slot] = 0;
            comparedMs[slot] = 0;
        }
        comparedMs[slot] += spentMs;
        if (agrees) agreedMs[slot] += spentMs;
    }

    /** There is nothing to choose now. */
    void pause(Instant now) {
        lastMs = now.toEpochMilli();
    }

    private long spentMs(Instant now) {
        long nowMs = now.toEpochMilli();
        long spent = lastMs == Long.MIN_VALUE ? 0 : nowMs - lastMs;
        lastMs = nowMs;
        return Math.clamp(spent, 0, LONGEST_LOOK_MS);
    }

    /** How much of the last hour was compared. */
    Duration compared(Instant now) {
        return Duration.ofMillis(sum(comparedMs, now));
    }

    /** The share of it in which both wanted the same; empty when nothing was compared. */
    OptionalDouble share(Instant now) {
        long compared = sum(comparedMs, now);
        return compared == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum(agreedMs, now) / (double) compared);
    }

    private long sum(long[] values, Instant now) {
        long newest = now.getEpochSecond() / 60;
        long sum = 0;
        for (int i = 0; i < MINUTES; i++) if (minute[i] > newest - MINUTES) sum += values[i];
        return sum;
    }
}
