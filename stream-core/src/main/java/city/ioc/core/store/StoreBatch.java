package city.ioc.core.store;

import city.ioc.contracts.gateway.StreamId;
import java.time.Instant;
import java.util.List;

/**
 * The rows that a gateway's batch brings, to be committed together before the batch is acknowledged. {@code sentAt}: when the
 * gateway sent it, for the age of the store.
 */
public record StoreBatch(StreamId stream, long seq, Instant sentAt, List<HistoryRow> rows) {
    public StoreBatch {
        rows = List.copyOf(rows);
    }
}
