package city.ioc.sim.bench.vision;

import java.time.Duration;

/** The time that one measurement may take; what was not done by then is left out, and the result says so. Immutable. */
public final class Budget {
    private final long untilNanos;

    private Budget(long untilNanos) {
        this.untilNanos = untilNanos;
    }

    /** Begins now. */
    public static Budget of(Duration time) {
        return new Budget(System.nanoTime() + time.toNanos());
    }

    boolean isSpent() {
        return System.nanoTime() - untilNanos >= 0;
    }
}
