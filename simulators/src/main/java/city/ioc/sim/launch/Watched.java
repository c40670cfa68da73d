package city.ioc.sim.launch;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A part that is started again when it ends on its own: at once the first time, then with growing pauses. A thread of its own
 * watches it; start and stop take turns under a lock.
 */
final class Watched {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration SETTLED = Duration.ofSeconds(60);

    private final Part part;
    private final StateFolder state;
    private final Console console;
    private final ReentrantLock turn = new ReentrantLock();
    private final Condition stopAsked = turn.newCondition();
    private volatile long startedAt;
    private boolean started;
    private boolean stopping;

    Watched(Part part, StateFolder state, Console console) {
        this.part = part;
        this.state = state;
        this.console = console;
    }

    /** First start; an end before {@link #awaitReady} returns is the caller's to see, later ones are mended. */
    void start() {
        turn.lock();
        try {
            if (stopping) throw new LaunchException("the city is being ended");
            startedAt = System.nanoTime();
            part.start();
            started = true;
            PidFile.write(state.run(), part.name(), part.pid());
        } finally {
            turn.unlock();
        }
    }

    void awaitReady(Duration limit) {
        part.awaitReady(limit);
        console.line(
                part.name(),
                String.format(
                        Locale.ROOT,
                        "ready  %s  (process %d, %.1f s)",
                        part.address(),
                        part.pid(),
                        (System.nanoTime() - startedAt) / 1e9));
        Thread.ofPlatform().daemon().name("watch-" + part.name()).start(this::watch);
    }

    private void watch() {
        Duration pause = FIRST_PAUSE;
        while (true) {
            long watchedFrom = System.nanoTime();
            int code;
            try {
                code = part.ended().get();
            } catch (InterruptedException | ExecutionException e) {
                return;
            }
            if (System.nanoTime() - watchedFrom > SETTLED.toNanos()) pause = FIRST_PAUSE;
            turn.lock();
            try {
                if (stopping) return;
                console.line(
                        part.name(), "ended with " + code + "; started again in " + pause.toMillis() / 1000.0 + " s");
                long left = pause.toNanos();
                while (!stopping && left > 0) left = stopAsked.awaitNanos(left);
                if (stopping) return;
                part.start();
                PidFile.write(state.run(), part.name(), part.pid());
                console.line(part.name(), "started again  (process " + part.pid() + ")");
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                console.line(part.name(), "cannot be started again: " + e.getMessage());
            } finally {
                turn.unlock();
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    void stop() {
        turn.lock();
        try {
            stopping = true;
            stopAsked.signalAll();
            if (!started) return;
            part.stop();
            PidFile.remove(state.run(), part.name());
        } finally {
            turn.unlock();
        }
    }
}
