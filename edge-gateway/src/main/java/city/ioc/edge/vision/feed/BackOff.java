package city.ioc.edge.vision.feed;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long after each failure, up to a bound, and somewhere between half of it and
 * all of it, so that cameras that a power cut took together do not come back together. Not thread-safe.
 */
final class BackOff {
    private final Duration shortest;
    private final Duration longest;
    private final RandomGenerator chance;
    private int failures;

    BackOff(Duration shortest, Duration longest, RandomGenerator chance) {
        if (shortest.isNegative() || shortest.isZero() || longest.compareTo(shortest) < 0)
            throw new IllegalArgumentException("waits must satisfy 0 < shortest <= longest");
        this.shortest = shortest;
        this.longest = longest;
        this.chance = chance;
    }

    Duration next() {
        long whole = shortest.toMillis();
        for (int i = 0; i < failures && whole < longest.toMillis(); i++) whole *= 2;
        failures++;
        whole = Math.min(whole, longest.toMillis());
        return Duration.ofMillis(whole / 2 + chance.nextLong(whole / 2 + 1));
    }

    /** It went well: the next failure is the first again. */
    void reset() {
        failures = 0;
    }
}
