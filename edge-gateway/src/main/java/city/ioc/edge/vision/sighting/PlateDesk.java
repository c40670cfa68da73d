package city.ioc.edge.vision.sighting;

import city.ioc.edge.vision.plate.PlateRead;
import city.ioc.edge.vision.plate.PlateReader;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads plates for all cameras on a thread of its own, which rests after every read for as long as the read took: half a core at
 * most. What finds no room in its short queue is dropped and counted. The networks are loaded when the first vehicle is near enough.
 */
public final class PlateDesk implements PlateReading, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PlateDesk.class);
    /** At 40 to 100 ms a read and its rest the last in the queue waits for two seconds at most. */
    private static final int MOST_WAITING = 12;

    private static final long IDLE_MS = 500;
    private static final long CLOSE_MS = 5_000;

    private final BlockingQueue<Task> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread = new Thread(this::work, "plates");
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private @Nullable PlateReader reader;
    private volatile boolean closed;

    private record Task(PlateCut cut, Consumer<Optional<PlateRead>> answer) {}

    public void start() {
        thread.start();
    }

    @Override
    public boolean ask(PlateCut cut, Consumer<Optional<PlateRead>> answer) {
        if (!closed && waiting.offer(new Task(cut, answer))) return true;
        cut.close();
        dropped.incrementAndGet();
        return false;
    }

    private void work() {
        try {
            while (!closed) {
                Task task = waiting.poll(IDLE_MS, TimeUnit.MILLISECONDS);
                if (task == null) continue;
                long began = System.nanoTime();
                task.answer.accept(read(task.cut));
                TimeUnit.NANOSECONDS.sleep(System.nanoTime() - began);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.forEach(each -> each.cut.close());
            if (reader != null) reader.close();
        }
    }

    /** The surest plate in it that is the vehicle's. Nothing of it may get into a log. */
    private Optional<PlateRead> read(PlateCut cut) {
        try (cut) {
            PlateReader networks = reader;
            if (networks == null) {
                networks = new PlateReader();
                reader = networks;
            }
            read.incrementAndGet();
            return networks.read(cut.picture()).stream()
                    .filter(each -> cut.isOwn(each.corners()))
                    .findFirst();
        } catch (RuntimeException e) {
            failed.incrementAndGet();
            log.error("plate not read cause={}", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** Cuts that were looked at. Any thread. */
    public long read() {
        return read.get();
    }

    /** Cuts for which there was no room. Any thread. */
    public long dropped() {
        return dropped.get();
    }

    /** Cuts at which reading ended in an error. Any thread. */
    public long failed() {
        return failed.get();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join(CLOSE_MS);
    }
}
