package city.ioc.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for a condition of another process. */
final class Waiting {
    private Waiting() {}

    static void until(String what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0)
                throw new ServiceException("gave up after " + limit.toSeconds() + " s waiting until " + what);
            LocalProcess.pause();
        }
    }

    /** Takes a shutdown hook back, unless the JVM is already shutting down. */
    static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return;
        }
    }
}
