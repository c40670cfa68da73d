package city.ioc.core.store;

import city.ioc.contracts.gateway.EventAck;
import city.ioc.contracts.gateway.StreamId;
import city.ioc.core.intake.SeqRanges;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits batches of history and then acknowledges them; never the other way round. Each lane is a thread with its own
 * connection; a shard always takes the same lane, so that two lanes never wait for one another's keys. When a lane's queue is
 * full, {@link #offer} refuses: the gateway still has the batch and sends it again. {@code offer} is for any thread.
 */
public final class HistoryWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryWriter.class);
    static final int LANES = 2;
    private static final int FLUSH_ROWS = 2_000;
    private static final Duration FLUSH_AFTER = Duration.ofMillis(250);
    private static final int QUEUE_ROWS = 40_000;
    private static final int QUEUE_BATCHES = 20_000;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** Commits rows; returns once every row is in the database or set aside as refused. */
    public interface Commit {
        void commit(List<HistoryRow> rows) throws DatabaseUnavailableException;
    }

    private final Commit commit;
    private final Consumer<EventAck> acks;
    private final InstantSource clock;
    private final StoreMetrics metrics;
    private final List<Lane> lanes = new ArrayList<>();
    private volatile boolean closed;

    public HistoryWriter(Commit commit, Consumer<EventAck> acks, InstantSource clock, StoreMetrics metrics) {
        this.commit = commit;
        this.acks = acks;
        this.clock = clock;
        this.metrics = metrics;
        for (int i = 0; i < LANES; i++) lanes.add(new Lane(i));
    }

    public void start() {
        lanes.forEach(lane -> lane.thread.start());
    }

    /** Takes a batch to be committed; false when there is no room. */
    public boolean offer(StoreBatch batch) {
        boolean taken = !closed && lanes.get(batch.stream().shard() % LANES).offer(batch);
        if (!taken) metrics.dropped(batch.rows().size());
        return taken;
    }

    public int queuedRows() {
        return lanes.stream().mapToInt(lane -> lane.queuedRows.get()).sum();
    }

    /** Ends after what is queued was committed, or at once where the database is away; what is left is not acknowledged. */
    @Override
    public void close() {
        closed = true;
        for (Lane lane : lanes) {
            try {
                lane.thread.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            lane.thread.interrupt();
        }
    }

    private final class Lane {
        private final BlockingQueue<StoreBatch> queue = new ArrayBlockingQueue<>(QUEUE_BATCHES);
        private final AtomicInteger queuedRows = new AtomicInteger();
        private final Thread thread;

        Lane(int number) {
            thread = Thread.ofPlatform().daemon().name("store-" + number).unstarted(this::run);
        }

        boolean offer(StoreBatch batch) {
            if (queuedRows.get() > QUEUE_ROWS) return false;
            queuedRows.addAndGet(batch.rows().size());
            if (queue.offer(batch)) return true;
            queuedRows.addAndGet(-batch.rows().size());
            return false;
        }

        private void run() {
            List<StoreBatch> batches = new ArrayList<>();
            try {
                while (true) {
                    batches.clear();
                    collect(batches);
                    if (!batches.isEmpty()) commitUntilDone(batches);
                    else if (closed) return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void collect(List<StoreBatch> batches) throws InterruptedException {
            StoreBatch batch = queue.poll(FLUSH_AFTER.toMillis(), TimeUnit.MILLISECONDS);
            if (batch == null) return;
            long until = System.nanoTime() + FLUSH_AFTER.toNanos();
            int rows = 0;
            while (batch != null) {
                batches.add(batch);
                rows += batch.rows().size();
                if (rows >= FLUSH_ROWS || batches.size() >= FLUSH_ROWS) return;
                batch = closed ? queue.poll() : queue.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        }

        private void commitUntilDone(List<StoreBatch> batches) throws InterruptedException {
            List<HistoryRow> rows = new ArrayList<>();
            batches.forEach(batch -> rows.addAll(batch.rows()));
            while (true) {
                long start = System.nanoTime();
                try {
                    commit.commit(rows);
                    metrics.committed(rows.size(), System.nanoTime() - start);
                    break;
                } catch (DatabaseUnavailableException e) {
                    if (metrics.databaseLost(clock.instant()))
                        LOG.warn("event=database_unavailable error=\"{}\"", e.getMessage());
                    if (closed) return;
                    Thread.sleep(RETRY_AFTER.toMillis());
                } catch (RuntimeException e) {
                    LOG.error("event=store_failed rows={}", rows.size(), e);
                    queuedRows.addAndGet(-rows.size());
                    return;
                }
            }
            if (metrics.databaseBack()) LOG.info("event=database_back");
            queuedRows.addAndGet(-rows.size());
            metrics.lag(Duration.between(batches.getFirst().sentAt(), clock.instant()));
            acknowledge(batches).forEach(acks);
        }
    }

    /** One acknowledgement a stream for the batches that were committed. */
    static List<EventAck> acknowledge(List<StoreBatch> committed) {
        Map<StreamId, List<Long>> byStream = new HashMap<>();
        for (StoreBatch batch : committed)
            byStream.computeIfAbsent(batch.stream(), stream -> new ArrayList<>())
                    .add(batch.seq());
        return byStream.entrySet().stream()
                .map(entry -> new EventAck(entry.getKey(), SeqRanges.merge(entry.getValue())))
                .toList();
    }
}
