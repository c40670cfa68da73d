package city.ioc.core.intake;

import java.time.Instant;

/**
 * What has arrived of one gateway's stream, to prove that nothing is missing. Numbers below the stream's floor were acknowledged
 * to the gateway, by this node or an earlier owner of the shard. Owned by the shard's context.
 */
public final class StreamProgress {
    private final SeqRanges received = new SeqRanges();
    private long floor = 1;
    private Instant lastSeen;
    private Instant wholeAt;

    public StreamProgress(Instant now) {
        this.lastSeen = now;
        this.wholeAt = now;
    }

    /** Takes note of a batch; false when it had arrived before. */
    public boolean received(long seq, long batchFloor, Instant now) {
        lastSeen = now;
        if (batchFloor > floor) {
            received.addRange(Math.max(1, floor), batchFloor - 1);
            floor = batchFloor;
        } else if (floor == 1) {
            received.addRange(0, 0);
        }
        boolean fresh = received.add(seq);
        if (missing() == 0) wholeAt = now;
        return fresh;
    }

    /** Batches that the gateway numbered and that have not arrived yet. */
    public long missing() {
        return received.holes();
    }

    /** When nothing was missing last. */
    public Instant wholeAt() {
        return wholeAt;
    }

    public Instant lastSeen() {
        return lastSeen;
    }
}
