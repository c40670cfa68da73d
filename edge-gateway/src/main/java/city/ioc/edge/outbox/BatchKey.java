package city.ioc.edge.outbox;

/** Which batch: its stream, by session and shard, and its number in it. */
public record BatchKey(long session, int shard, long seq) {}
