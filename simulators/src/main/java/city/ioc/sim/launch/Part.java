package city.ioc.sim.launch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One process of the city. Started and stopped by one thread at a time; the rest from any. */
interface Part {
    String name();

    /** Starts the process; may return before it is ready. */
    void start();

    /** @throws LaunchException when it ends or is not ready in time, with its last lines */
    void awaitReady(Duration limit);

    long pid();

    /** Where it listens, for people. */
    String address();

    /** Completes when the process started last has ended, with its exit code. */
    CompletableFuture<Integer> ended();

    /** Ends it in order, and by force after a grace. */
    void stop();
}
