package city.ioc.edge.outbox;

/** A batch as it lies on disk. {@code place}: order of writing. */
public record StoredBatch(long place, BatchKey key, byte[] bytes, long createdMs) {}
