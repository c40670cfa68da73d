package city.ioc.edge.outbox;

import city.ioc.edge.intake.DeviceHistory;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch of this session until it is safe: on disk, or committed by the core. Only then are the devices' messages in it
 * acknowledged to the broker. Belongs to the gateway's loop, but for its final fields.
 */
public final class Batch implements DeviceHistory.PendingBatch {
    private final List<Runnable> acknowledgements = new ArrayList<>();
    private final List<Runnable> onSafe = new ArrayList<>();
    private BatchKey key = new BatchKey(0, 0, 0);
    private byte[] bytes = new byte[0];
    private long createdMs;
    private boolean safe;

    @Override
    public void alsoAcknowledge(Runnable ack) {
        if (safe) ack.run();
        else acknowledgements.add(ack);
    }

    /** Something to forget once the batch is safe. */
    public void whenSafe(Runnable task) {
        onSafe.add(task);
    }

    /** Names the batch and gives it its content; happens before it is handed to any other thread. */
    public void seal(BatchKey name, byte[] content, long nowMs) {
        this.key = name;
        this.bytes = content;
        this.createdMs = nowMs;
    }

    public void makeSafe() {
        if (safe) return;
        safe = true;
        onSafe.forEach(Runnable::run);
        acknowledgements.forEach(Runnable::run);
        onSafe.clear();
        acknowledgements.clear();
    }

    public boolean isSafe() {
        return safe;
    }

    public BatchKey key() {
        return key;
    }

    public byte[] bytes() {
        return bytes;
    }

    public long createdMs() {
        return createdMs;
    }
}
