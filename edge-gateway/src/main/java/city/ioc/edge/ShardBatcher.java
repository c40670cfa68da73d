package city.ioc.edge;

import city.ioc.contracts.gateway.DeviceRecord;
import city.ioc.contracts.gateway.EventBatch;
import city.ioc.contracts.gateway.StreamId;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.wire.GatewayWire;
import city.ioc.contracts.wire.Shards;
import city.ioc.edge.intake.FieldMessage;
import city.ioc.edge.outbox.Batch;
import city.ioc.edge.outbox.BatchKey;
import city.ioc.edge.outbox.Streams;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the records of a shard for a few milliseconds into one batch. The wait grows with the load, for then a longer one saves
 * most: a batch costs the broker and the core as much as a hundred records. Belongs to the gateway's loop.
 */
final class ShardBatcher {
    private static final int MOST_RECORDS = 250;
    private static final int MOST_BYTES = 128 * 1024;
    private static final long SHORTEST_MS = 5;
    private static final long LONGEST_MS = 40;
    private static final long MESSAGES_PER_SECOND_AND_MS = 300;

    private final GatewayId gateway;
    private final Streams streams;
    private final InstantSource clock;
    private final ObjLongConsumer<Runnable> timer;
    private final Consumer<Batch> onClosed;
    private final @Nullable Open[] open = new Open[Shards.COUNT];
    private long lingerMs = SHORTEST_MS;

    private static final class Open {
        private final Batch batch = new Batch();
        private final List<DeviceRecord> records = new ArrayList<>();
        private int bytes;
    }

    /** {@code timer} runs a task on the loop after so many milliseconds. */
    ShardBatcher(
            GatewayId gateway,
            Streams streams,
            InstantSource clock,
            ObjLongConsumer<Runnable> timer,
            Consumer<Batch> onClosed) {
        this.gateway = gateway;
        this.streams = streams;
        this.clock = clock;
        this.timer = timer;
        this.onClosed = onClosed;
    }

    void add(FieldMessage message) {
        int shard = message.entry().shard();
        Open current = open[shard];
        if (current == null) {
            Open begun = new Open();
            open[shard] = begun;
            current = begun;
            timer.accept(
                    () -> {
                        if (open[shard] == begun) close(shard, begun);
                    },
                    lingerMs);
        }
        current.records.add(new DeviceRecord(
                message.entry().device().site(), message.receivedAt(), message.message(), message.clockSuspect()));
        current.bytes += message.inbound().payload().length;
        Batch batch = current.batch;
        batch.alsoAcknowledge(message.inbound()::ack);
        long id = message.message().id().asLong();
        var history = message.history();
        history.addPending(id, batch);
        batch.whenSafe(() -> history.removePending(id));
        if (current.records.size() >= MOST_RECORDS || current.bytes >= MOST_BYTES) close(shard, current);
    }

    /** Adapts the wait to the messages of the last second. */
    void adapt(long messagesPerSecond) {
        lingerMs = Math.clamp(messagesPerSecond / MESSAGES_PER_SECOND_AND_MS, SHORTEST_MS, LONGEST_MS);
    }

    void closeAll() {
        for (int shard = 0; shard < open.length; shard++) {
            Open current = open[shard];
            if (current != null) close(shard, current);
        }
    }

    private void close(int shard, Open current) {
        open[shard] = null;
        BatchKey key = streams.next(shard);
        var now = clock.instant();
        byte[] bytes = GatewayWire.encode(new EventBatch(
                new StreamId(gateway, key.session(), shard),
                key.seq(),
                streams.floor(key.session(), shard),
                false,
                now,
                current.records));
        current.batch.seal(key, bytes, now.toEpochMilli());
        onClosed.accept(current.batch);
    }
}
