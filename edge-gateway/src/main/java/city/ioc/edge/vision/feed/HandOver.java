package city.ioc.edge.vision.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Between a camera that does not wait and workers that may be busy. It holds few pictures and little memory; a picture that waited
 * too long, or has no room, is dropped and counted: the street of five seconds ago helps nobody. Thread-safe.
 */
public final class HandOver implements Consumer<Shot>, AutoCloseable {
    private final int mostShots;
    private final long mostBytes;
    private final long mostNanos;
    private final Runnable onArrival;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long bytes;
    private long dropped;
    private boolean closed;

    private record Waiting(Shot shot, long since, long bytes) {}

    /**
     * @param mostBytes of all that waits; the newest picture waits even if it alone is more
     * @param oldest what waited longer is dropped
     * @param onArrival called after each picture on the camera's thread
     */
    public HandOver(int mostShots, long mostBytes, Duration oldest, Runnable onArrival) {
        if (mostShots < 1) throw new IllegalArgumentException("mostShots must be positive, but is " + mostShots);
        this.mostShots = mostShots;
        this.mostBytes = mostBytes;
        this.mostNanos = oldest.toNanos();
        this.onArrival = onArrival;
    }

    @Override
    public void accept(Shot shot) {
        synchronized (this) {
            if (closed) {
                shot.close();
                return;
            }
            long size = shot.bytes();
            while (!waiting.isEmpty() && (waiting.size() >= mostShots || bytes + size > mostBytes)) drop();
            waiting.addLast(new Waiting(shot, System.nanoTime(), size));
            bytes += size;
            notifyAll();
        }
        onArrival.run();
    }

    /** The oldest that is not too old, or empty. */
    public synchronized Optional<Shot> poll() {
        while (!waiting.isEmpty() && System.nanoTime() - waiting.getFirst().since() > mostNanos) drop();
        return waiting.isEmpty() ? Optional.empty() : Optional.of(remove().shot());
    }

    /** The same, and waits for one; empty when none came in time, or this was closed. */
    public synchronized Optional<Shot> poll(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<Shot> shot = poll();
            long left = deadline - System.nanoTime();
            if (shot.isPresent() || closed || left <= 0) return shot;
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    public synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Pictures that nobody fetched in time. */
    public synchronized long dropped() {
        return dropped;
    }

    /** Drops what waits without counting it, and everything from now on. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!waiting.isEmpty()) remove().shot().close();
        notifyAll();
    }

    private void drop() {
        remove().shot().close();
        dropped++;
    }

    private Waiting remove() {
        Waiting first = waiting.removeFirst();
        bytes -= first.bytes();
        return first;
    }
}
