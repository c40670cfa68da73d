package city.ioc.edge.outbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The streams of this session and those of former sessions that still have batches on disk. Belongs to the loop. */
public final class Streams {
    private final long session;
    private final Map<Key, StreamState> streams = new HashMap<>();

    private record Key(long session, int shard) {}

    /** {@code kept}: what former sessions left on disk, in order of session, shard and number. */
    public Streams(long session, List<BatchKey> kept) {
        this.session = session;
        @Nullable BatchKey last = null;
        int begin = 0;
        for (int i = 0; i <= kept.size(); i++) {
            boolean ends = i == kept.size()
                    || (last != null
                            && (kept.get(i).session() != last.session()
                                    || kept.get(i).shard() != last.shard()));
            if (ends && i > begin) {
                restore(kept.subList(begin, i));
                begin = i;
            }
            if (i < kept.size()) last = kept.get(i);
        }
    }

    private void restore(List<BatchKey> kept) {
        BatchKey first = kept.getFirst();
        StreamState state = StreamState.restored(first.seq(), kept.getLast().seq());
        for (int i = 1; i < kept.size(); i++) {
            long missingFrom = kept.get(i - 1).seq() + 1;
            long missingTo = kept.get(i).seq() - 1;
            if (missingFrom <= missingTo) state.commit(missingFrom, missingTo);
        }
        streams.put(new Key(first.session(), first.shard()), state);
    }

    public long session() {
        return session;
    }

    /** The name of the next batch of a shard. */
    public BatchKey next(int shard) {
        StreamState state = streams.computeIfAbsent(new Key(session, shard), key -> StreamState.fresh());
        return new BatchKey(session, shard, state.take());
    }

    public void commit(long ofSession, int shard, long first, long last) {
        Key key = new Key(ofSession, shard);
        StreamState state = streams.get(key);
        if (state == null) return;
        state.commit(first, last);
        if (ofSession != session && state.isSettled()) streams.remove(key);
    }

    /** A stream that is not known any more has nothing left to commit. */
    public boolean isCommitted(BatchKey batch) {
        StreamState state = streams.get(new Key(batch.session(), batch.shard()));
        return state == null || state.isCommitted(batch.seq());
    }

    public long floor(long ofSession, int shard) {
        StreamState state = streams.get(new Key(ofSession, shard));
        return state == null ? 1 : state.floor();
    }

    /** Whether former sessions have batches left. */
    public boolean hasFormer() {
        return streams.keySet().stream().anyMatch(key -> key.session() != session);
    }
}
