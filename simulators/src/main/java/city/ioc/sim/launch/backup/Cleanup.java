package city.ioc.sim.launch.backup;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has to be closed when the command is cancelled: Ctrl-C ends the process from a thread of its own while the command is at work.
 * Thread-safe; closing twice must do no harm to what is registered.
 */
final class Cleanup {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean cancelled;

    synchronized <T extends AutoCloseable> T register(T each) {
        open.push(each);
        return each;
    }

    /** Whether somebody has cancelled; what fails after that fails because of it. */
    synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Does something that is done as a whole, unless it was cancelled before. */
    synchronized void undisturbed(Runnable work) {
        if (cancelled) throw new BackupException("cancelled");
        work.run();
    }

    /** Closes everything, the last first. */
    synchronized void cancel() {
        cancelled = true;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.err.println("ioc: " + e.getMessage());
            }
        }
    }
}
