package city.ioc.contracts.gateway;

import java.time.Instant;
import java.util.List;

/**
 * Records of one shard. {@code seq} is dense from 1 in its stream; every seq below {@code floor} has been acknowledged.
 * {@code redelivery}: sent before; it may be late.
 */
public record EventBatch(
        StreamId stream, long seq, long floor, boolean redelivery, Instant sentAt, List<DeviceRecord> records) {
    public EventBatch {
        records = List.copyOf(records);
        if (seq < 1) throw new IllegalArgumentException("batch seq must be at least 1, but is " + seq);
    }
}
