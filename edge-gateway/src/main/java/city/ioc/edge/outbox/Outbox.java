package city.ioc.edge.outbox;

import city.ioc.edge.outbox.OutboxDatabase.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps batches on disk until the core has committed them. Its own thread gathers what comes within 50 ms, or 100 batches, into
 * one transaction. While the disk refuses, batches wait in memory and are tried again each second; deleting goes on. Methods may
 * be called by one thread; the listener is called on the outbox's thread.
 */
public final class Outbox implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final int GROUP_BATCHES = 100;
    private static final long GROUP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Places of batches that wait in memory: after every place on disk. */
    private static final long FIRST_WAITING_PLACE = 1L << 60;

    private final Path folder;
    private final long maxBytes;
    private final InstantSource clock;
    private final long session;
    private final List<BatchKey> kept;
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "outbox");
    private volatile @Nullable Listener listener;

    /** The rest belongs to the outbox's thread. */
    private OutboxDatabase database;

    private final Map<BatchKey, Waiting> waiting = new LinkedHashMap<>();
    private final List<Range> forgotten = new ArrayList<>();
    private int failures;
    private long nextPlace = FIRST_WAITING_PLACE;
    private String fault = "";

    /** What becomes of batches. */
    public interface Listener {
        /** These are on the disk. */
        void stored(List<Batch> batches);

        void level(OutboxLevel level);

        /** The disk refuses, with the reason; empty: it works again. */
        void fault(Optional<String> fault);
    }

    private sealed interface Work {}

    private record Append(Batch batch) implements Work {}

    private record Forget(Range range) implements Work {}

    private record Read(long afterPlace, long createdBeforeMs, int limit, Consumer<List<StoredBatch>> reply)
            implements Work {}

    private record End() implements Work {}

    private record Waiting(long place, Batch batch) {}

    private Outbox(Path folder, long maxBytes, InstantSource clock) throws SQLException, IOException {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.database = OutboxDatabase.open(folder, maxBytes, clock.instant());
        this.session = database.beginSession(clock.instant().getEpochSecond());
        this.kept = database.listKept();
    }

    /** Opens the outbox and begins a session, greater than every one before. */
    public static Outbox open(Path folder, long maxBytes, InstantSource clock) {
        try {
            return new Outbox(folder, maxBytes, clock);
        } catch (SQLException | IOException e) {
            throw new OutboxException(
                    "cannot open the outbox in " + folder + " (is another gateway using it?): " + e, e);
        }
    }

    public long session() {
        return session;
    }

    /** What former sessions left, in order of session, shard and number. */
    public List<BatchKey> listKept() {
        return kept;
    }

    public void start(Listener tell) {
        this.listener = tell;
        thread.start();
    }

    public void append(Batch batch) {
        queue.add(new Append(batch));
    }

    public void forget(long ofSession, int shard, long first, long last) {
        queue.add(new Forget(new Range(ofSession, shard, first, last)));
    }

    /** Reads on from a place: batches of former sessions, and of this one those created before an instant. */
    public void read(long afterPlace, long createdBeforeMs, int limit, Consumer<List<StoredBatch>> reply) {
        queue.add(new Read(afterPlace, createdBeforeMs, limit, reply));
    }

    /** Writes what waits, if the disk takes it, and closes the file. */
    @Override
    public void close() throws InterruptedException {
        queue.add(new End());
        if (thread.isAlive()) thread.join(TimeUnit.SECONDS.toMillis(10));
        else closeDatabase();
    }

    private void run() {
        List<Read> reads = new ArrayList<>();
        tellLevel();
        boolean open = true;
        while (open) {
            try {
                Work first = queue.poll(waiting.isEmpty() && forgotten.isEmpty() ? 60 : 1, TimeUnit.SECONDS);
                long groupEnds = System.nanoTime() + GROUP_NANOS;
                int appended = 0;
                for (Work work = first; work != null; work = nextOfGroup(groupEnds, appended, reads)) {
                    switch (work) {
                        case Append append -> {
                            await(append.batch());
                            appended++;
                        }
                        case Forget forget -> forget(forget.range());
                        case Read read -> reads.add(read);
                        case End end -> open = false;
                    }
                    if (!open) break;
                }
                write();
                for (Read read : reads) answer(read);
                reads.clear();
            } catch (InterruptedException e) {
                open = false;
            } catch (RuntimeException e) {
                log.error("outbox task failed", e);
            }
        }
        closeDatabase();
    }

    private @Nullable Work nextOfGroup(long groupEnds, int appended, List<Read> reads) throws InterruptedException {
        if (appended >= GROUP_BATCHES) return null;
        long left = groupEnds - System.nanoTime();
        boolean readerWaits = !reads.isEmpty() && waiting.isEmpty();
        return left <= 0 || readerWaits ? queue.poll() : queue.poll(left, TimeUnit.NANOSECONDS);
    }

    private void await(Batch batch) {
        waiting.put(batch.key(), new Waiting(nextPlace++, batch));
    }

    private void forget(Range range) {
        waiting.keySet()
                .removeIf(key -> key.session() == range.session()
                        && key.shard() == range.shard()
                        && key.seq() >= range.first()
                        && key.seq() <= range.last());
        forgotten.add(range);
    }

    private void write() {
        if (waiting.isEmpty() && forgotten.isEmpty()) return;
        try {
            if (failures > 0 && !forgotten.isEmpty()) {
                database.write(List.of(), forgotten);
                forgotten.clear();
            }
            List<Batch> stored = waiting.values().stream().map(Waiting::batch).toList();
            database.write(stored, forgotten);
            forgotten.clear();
            waiting.clear();
            if (failures > 0) {
                failures = 0;
                fault = "";
                log.warn("outbox works again batches={}", stored.size());
                tell(listener -> listener.fault(Optional.empty()));
            }
            if (!stored.isEmpty()) tell(listener -> listener.stored(stored));
            tellLevel();
        } catch (SQLException e) {
            failed(e);
        }
    }

    private void failed(SQLException e) {
        failures++;
        String text = String.valueOf(e.getMessage());
        if (!text.equals(fault)) {
            fault = text;
            log.error(
                    "outbox cannot write; devices are not acknowledged until it can waiting={} cause=\"{}\"",
                    waiting.size(),
                    text);
            tell(listener -> listener.fault(Optional.of(text)));
        }
        try {
            closeDatabase();
            if (OutboxDatabase.isCorruption(e)) {
                OutboxDatabase.setAside(folder, clock.instant(), e);
                database = OutboxDatabase.open(folder, maxBytes, clock.instant());
                database.keepSession(session);
            } else {
                database = OutboxDatabase.reopen(folder, maxBytes);
            }
        } catch (SQLException | IOException again) {
            log.error("outbox cannot be opened again cause=\"{}\"", again.toString());
        }
        tellLevel();
        pauseBeforeRetry();
    }

    /** Takes no work for a second, so that a failing disk is not tried with every message. */
    private void pauseBeforeRetry() {
        long end = System.nanoTime() + RETRY_NANOS;
        List<Work> later = new ArrayList<>();
        boolean interrupted = false;
        while (!interrupted && end - System.nanoTime() > 0) {
            try {
                Work work = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (work == null) break;
                switch (work) {
                    case Append append -> await(append.batch());
                    case Forget forget -> forget(forget.range());
                    case Read read -> answer(read);
                    case End last -> {
                        later.add(last);
                        end = System.nanoTime();
                    }
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        queue.addAll(later);
        if (interrupted) Thread.currentThread().interrupt();
    }

    private void answer(Read read) {
        List<StoredBatch> page = new ArrayList<>();
        try {
            page.addAll(database.read(read.afterPlace(), session, read.createdBeforeMs(), read.limit()));
        } catch (SQLException e) {
            log.error("outbox cannot be read cause=\"{}\"", e.getMessage());
        }
        for (Waiting each : waiting.values()) {
            if (page.size() >= read.limit()) break;
            Batch batch = each.batch();
            if (each.place() > read.afterPlace() && batch.createdMs() < read.createdBeforeMs())
                page.add(new StoredBatch(each.place(), batch.key(), batch.bytes(), batch.createdMs()));
        }
        read.reply().accept(page);
    }

    private void tellLevel() {
        try {
            OutboxLevel onDisk = database.level();
            OutboxLevel level = waiting.isEmpty()
                    ? onDisk
                    : new OutboxLevel(
                            onDisk.batches() + waiting.size(),
                            onDisk.batches() > 0
                                    ? onDisk.oldestMs()
                                    : waiting.values().iterator().next().batch().createdMs());
            tell(listener -> listener.level(level));
        } catch (SQLException e) {
            log.error("outbox cannot be read cause=\"{}\"", e.getMessage());
        }
    }

    private void tell(Consumer<Listener> message) {
        Listener current = listener;
        if (current != null) message.accept(current);
    }

    private void closeDatabase() {
        try {
            database.close();
        } catch (SQLException e) {
            log.warn("outbox did not close cleanly cause=\"{}\"", e.getMessage());
        }
    }
}
