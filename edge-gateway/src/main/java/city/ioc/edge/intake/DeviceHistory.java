package city.ioc.edge.intake;

import city.ioc.contracts.id.DeviceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the gateway remembers of one device: what it has seen, what is not yet safe, its clock. Belongs to the loop. */
public final class DeviceHistory {
    private final DeviceId device;
    private final SeenWindow seen = new SeenWindow();
    private final ClockOffset clock = new ClockOffset();
    /** Messages that were received and are neither on disk nor committed by the core, with the batch they are in. */
    private final Map<Long, PendingBatch> pending = new HashMap<>();

    private Instant lastSeen = Instant.EPOCH;

    public DeviceHistory(DeviceId device) {
        this.device = device;
    }

    public DeviceId device() {
        return device;
    }

    public SeenWindow seen() {
        return seen;
    }

    public ClockOffset clock() {
        return clock;
    }

    public @Nullable PendingBatch findPending(long messageId) {
        return pending.get(messageId);
    }

    public void addPending(long messageId, PendingBatch batch) {
        pending.put(messageId, batch);
    }

    public void removePending(long messageId) {
        pending.remove(messageId);
    }

    public Instant lastSeen() {
        return lastSeen;
    }

    public void sawAt(Instant now) {
        lastSeen = now;
    }

    /** The batch a message waits in: takes one more acknowledgement to give once it is safe. */
    public interface PendingBatch {
        void alsoAcknowledge(Runnable ack);
    }
}
