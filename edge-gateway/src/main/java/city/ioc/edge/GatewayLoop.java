package city.ioc.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's one thread of work. Everything that decides runs here, in order of arrival; the timers are its own. Anyone may
 * {@link #execute}; the rest is for tasks on the loop.
 */
final class GatewayLoop implements Executor, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GatewayLoop.class);
    private static final int TASKS_PER_TURN = 256;

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Thread thread = new Thread(this::run, "gateway");
    private volatile boolean open = true;
    private long timerNumber;

    private record Timer(long atNanos, long number, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(atNanos - other.atNanos, 0);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    void start() {
        thread.start();
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    int waiting() {
        return tasks.size();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    void in(long millis, Runnable task) {
        timers.add(new Timer(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), timerNumber++, task));
    }

    void every(long millis, Runnable task) {
        in(millis, () -> {
            every(millis, task);
            task.run();
        });
    }

    /** Runs what is queued, then ends the thread. */
    @Override
    public void close() throws InterruptedException {
        execute(() -> open = false);
        if (thread.isAlive()) thread.join(TimeUnit.SECONDS.toMillis(5));
    }

    private void run() {
        List<Runnable> turn = new ArrayList<>(TASKS_PER_TURN);
        while (open) {
            try {
                runDueTimers();
                Timer next = timers.peek();
                long wait = next == null ? TimeUnit.SECONDS.toNanos(1) : next.atNanos() - System.nanoTime();
                @Nullable Runnable first = wait <= 0 ? tasks.poll() : tasks.poll(wait, TimeUnit.NANOSECONDS);
                if (first == null) continue;
                turn.add(first);
                tasks.drainTo(turn, TASKS_PER_TURN - 1);
                for (Runnable task : turn) guarded(task);
                turn.clear();
            } catch (InterruptedException e) {
                open = false;
            }
        }
    }

    private void runDueTimers() {
        for (Timer next = timers.peek();
                next != null && next.atNanos() - System.nanoTime() <= 0;
                next = timers.peek()) {
            timers.poll();
            guarded(next.task());
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("gateway task failed", e);
        }
    }
}
