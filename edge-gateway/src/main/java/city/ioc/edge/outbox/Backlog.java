package city.ioc.edge.outbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends again what the core has not committed, oldest first, behind the live lane. A window bounds what is under way: it grows
 * with every commit, halves when something stays unanswered, and is one batch while the core commits nothing at all. Belongs to
 * the gateway's loop.
 */
public final class Backlog {
    static final int FIRST_WINDOW = 32;
    static final int LARGEST_WINDOW = 1024;
    static final long LARGEST_BYTES = 8L * 1024 * 1024;
    static final Duration PATIENCE = Duration.ofSeconds(5);
    static final Duration LONGEST_PATIENCE = Duration.ofSeconds(30);
    private static final int PAGE = 256;
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Streams streams;
    private final Source source;
    private final Sink sink;
    private final Map<BatchKey, Sent> underWay = new LinkedHashMap<>();
    private final Deque<StoredBatch> read = new ArrayDeque<>();
    private int window = 1;
    private long patience = PATIENCE.toNanos();
    private long bytesUnderWay;
    private long place;
    private boolean reading;
    private boolean pausing;
    private long readAgainAt;
    private long sweep;
    private boolean anyCommit;
    private long lastCommit;
    private long resent;

    private record Sent(long atNanos, int bytes) {}

    /** Where batches are read from; answers later, on the loop. */
    public interface Source {
        void read(long afterPlace, int limit, Consumer<List<StoredBatch>> reply);
    }

    /** Where batches are sent to; false: not now. */
    public interface Sink {
        boolean resend(StoredBatch batch);
    }

    public Backlog(Streams streams, Source source, Sink sink) {
        this.streams = streams;
        this.source = source;
        this.sink = sink;
    }

    /** To be called about ten times a second; {@code due}: there may be batches that waited longer than they should. */
    public void tick(long nowNanos, boolean due, boolean connected) {
        if (!connected) {
            startOver();
            return;
        }
        expire(nowNanos);
        if (due) pump(nowNanos);
    }

    /** The core committed a range. */
    public void committed(long session, int shard, long first, long last, long nowNanos) {
        if (window == 1) window = FIRST_WINDOW;
        anyCommit = true;
        lastCommit = nowNanos;
        patience = PATIENCE.toNanos();
        int before = underWay.size();
        if (last - first < before) {
            for (long seq = first; seq <= last; seq++) settle(underWay.remove(new BatchKey(session, shard, seq)));
        } else {
            List<BatchKey> settled = underWay.keySet().stream()
                    .filter(key ->
                            key.session() == session && key.shard() == shard && key.seq() >= first && key.seq() <= last)
                    .toList();
            for (BatchKey key : settled) settle(underWay.remove(key));
        }
        if (underWay.size() < before) pump(nowNanos);
    }

    private void settle(@Nullable Sent sent) {
        if (sent == null) return;
        bytesUnderWay -= sent.bytes();
        window = Math.min(LARGEST_WINDOW, window + 1);
    }

    public int window() {
        return window;
    }

    public int underWay() {
        return underWay.size();
    }

    /** Batches sent again since the start. */
    public long resent() {
        return resent;
    }

    private void expire(long nowNanos) {
        if (underWay.isEmpty()) return;
        long oldest = underWay.values().iterator().next().atNanos();
        if (nowNanos - oldest < patience) return;
        if (anyCommit && lastCommit - oldest > 0) {
            window = Math.max(8, window / 2);
        } else {
            window = 1;
            patience = Math.min(LONGEST_PATIENCE.toNanos(), patience * 2);
        }
        startOver();
    }

    private void startOver() {
        underWay.clear();
        bytesUnderWay = 0;
        read.clear();
        place = 0;
        sweep++;
        reading = false;
    }

    private void pump(long nowNanos) {
        while (underWay.size() < window && bytesUnderWay < LARGEST_BYTES) {
            StoredBatch next = read.peek();
            if (next == null) {
                readOn(nowNanos);
                return;
            }
            if (!streams.isCommitted(next.key()) && !underWay.containsKey(next.key())) {
                if (!sink.resend(next)) return;
                underWay.put(next.key(), new Sent(nowNanos, next.bytes().length));
                bytesUnderWay += next.bytes().length;
                resent++;
            }
            read.poll();
        }
    }

    private void readOn(long nowNanos) {
        if (reading || (pausing && nowNanos - readAgainAt < 0)) return;
        reading = true;
        pausing = false;
        long mine = sweep;
        source.read(place, PAGE, page -> {
            if (mine != sweep) return;
            reading = false;
            if (page.isEmpty()) {
                // The end: begin again at the oldest once nothing is under way, for what was not answered.
                pausing = true;
                readAgainAt = nowNanos + PAUSE_NANOS;
                if (underWay.isEmpty()) place = 0;
                return;
            }
            place = page.getLast().place();
            read.addAll(page);
            pump(nowNanos);
        });
    }
}
