package city.ioc.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A gateway's memory and disk against a core that loses batches and whose acknowledgements get lost, with crashes in between: what
 * was promised to the broker is committed in the end, at least once.
 */
class DeliveryTest {
    private static final int STEPS = 400;
    private static final long STEP_NANOS = Duration.ofMillis(200).toNanos();

    @TempDir
    Path folder;

    private Random random = new Random(0);
    private long nanos;
    private OutboxDatabase database;
    private Streams streams;
    private Backlog backlog;
    private final Map<BatchKey, Batch> waiting = new LinkedHashMap<>();
    private final List<OutboxDatabase.Range> forgotten = new ArrayList<>();
    private final Set<BatchKey> promised = new HashSet<>();
    private final Set<BatchKey> committed = new HashSet<>();
    private final List<BatchKey> atCore = new ArrayList<>();
    private double loss;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsOnDiskIsDeliveredWhateverGetsLost(long seed) throws Exception {
        random = new Random(seed);
        loss = 0.3;
        for (int step = 0; step < STEPS; step++) {
            nanos += STEP_NANOS;
            int dice = random.nextInt(100);
            if (dice < 40) receive(random.nextInt(4));
            else if (dice < 60) writeGroup();
            else if (dice < 80) commitAtCore();
            else if (dice < 98) backlog.tick(nanos, true, dice < 95);
            else crash();
            floorsStayBelowWhatIsNotCommitted();
        }
        loss = 0;
        for (int step = 0; step < 2_000 && (database.level().batches() > 0 || !waiting.isEmpty()); step++) {
            nanos += STEP_NANOS;
            writeGroup();
            backlog.tick(nanos, true, true);
            while (!atCore.isEmpty()) commitAtCore();
        }
        assertThat(database.level().batches()).as("left on disk").isZero();
        assertThat(committed).containsAll(promised);
        assertThat(promised).hasSizeGreaterThan(50);
        database.close();
    }

    @BeforeEach
    void begin() throws Exception {
        Files.createDirectories(folder);
        database = OutboxDatabase.open(folder, 10_000_000, Instant.EPOCH);
        streams = new Streams(database.beginSession(1), database.listKept());
        backlog = new Backlog(
                streams,
                (place, limit, reply) -> {
                    try {
                        reply.accept(database.read(place, streams.session(), nowMs() - 5_000, limit));
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                },
                stored -> {
                    travel(stored.key());
                    return true;
                });
    }

    private void crash() throws Exception {
        waiting.clear();
        forgotten.clear();
        database.close();
        begin();
    }

    private void receive(int shard) {
        BatchKey key = streams.next(shard);
        Batch batch = new Batch();
        batch.whenSafe(() -> promised.add(key));
        batch.seal(key, new byte[] {1, 2, 3}, nowMs());
        waiting.put(key, batch);
        travel(key);
    }

    private void travel(BatchKey key) {
        if (random.nextDouble() >= loss) atCore.add(key);
    }

    private void writeGroup() throws SQLException {
        database.write(waiting.values(), forgotten);
        waiting.values().forEach(Batch::makeSafe);
        waiting.clear();
        forgotten.clear();
    }

    private void commitAtCore() {
        if (atCore.isEmpty()) return;
        BatchKey key = atCore.remove(random.nextInt(atCore.size()));
        committed.add(key);
        if (random.nextDouble() < loss) return;
        streams.commit(key.session(), key.shard(), key.seq(), key.seq());
        forgotten.add(new OutboxDatabase.Range(key.session(), key.shard(), key.seq(), key.seq()));
        Batch inMemory = waiting.remove(key);
        if (inMemory != null) inMemory.makeSafe();
        backlog.committed(key.session(), key.shard(), key.seq(), key.seq(), nanos);
    }

    private void floorsStayBelowWhatIsNotCommitted() throws SQLException {
        for (BatchKey kept : database.listKept())
            if (!committed.contains(kept))
                assertThat(streams.floor(kept.session(), kept.shard())).isLessThanOrEqualTo(kept.seq());
        for (BatchKey kept : waiting.keySet())
            assertThat(streams.floor(kept.session(), kept.shard())).isLessThanOrEqualTo(kept.seq());
    }

    private long nowMs() {
        return nanos / 1_000_000;
    }
}
