package city.ioc.mqtt;

import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * The threads of one link. {@code schedule} runs on the supervisor thread, which owns the link's state; {@code execute} and
 * {@code submit} are for Paho, whose tasks are endless loops: each gets a thread of its own with a small stack.
 */
final class LinkThreads extends ScheduledThreadPoolExecutor {
    private static final long PAHO_STACK_BYTES = 256 * 1024;
    private final String name;

    LinkThreads(String clientId) {
        super(1, task -> daemon(task, "mqtt-" + clientId, 0));
        this.name = "mqtt-" + clientId + "-io";
        setRemoveOnCancelPolicy(true);
        setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Runs a task on the supervisor thread; quietly not, when the link is closed. */
    void supervise(Runnable task) {
        superviseIn(0, task);
    }

    void superviseIn(long millis, Runnable task) {
        try {
            schedule(task, millis, java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            return;
        }
    }

    @Override
    public void execute(Runnable command) {
        daemon(command, name, PAHO_STACK_BYTES).start();
    }

    @Override
    public Future<?> submit(Runnable task) {
        FutureTask<?> future = new FutureTask<>(task, null);
        execute(future);
        return future;
    }

    private static Thread daemon(Runnable task, String name, long stackBytes) {
        Thread thread = new Thread(null, task, name, stackBytes);
        thread.setDaemon(true);
        return thread;
    }
}
