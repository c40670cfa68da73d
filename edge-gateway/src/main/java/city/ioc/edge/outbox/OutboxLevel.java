package city.ioc.edge.outbox;

/** How full the outbox is. {@code oldestMs}: creation time of the oldest batch; meaningless when there is none. */
public record OutboxLevel(long batches, long oldestMs) {
    public static final OutboxLevel EMPTY = new OutboxLevel(0, 0);
}
