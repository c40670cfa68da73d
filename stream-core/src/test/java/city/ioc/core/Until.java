package city.ioc.core;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition; no test sleeps for a fixed time. */
final class Until {
    private Until() {}

    static void holds(String what, Duration limit, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) throw new AssertionError("after " + limit.toSeconds() + " s not yet: " + what);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
