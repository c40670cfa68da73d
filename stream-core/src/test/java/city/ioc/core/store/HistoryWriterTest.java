package city.ioc.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.gateway.EventAck;
import city.ioc.contracts.gateway.StreamId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.GatewayId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HistoryWriterTest {
    private static final DeviceId DEVICE = new DeviceId("vt-01-c");
    private static final Instant NOW = Instant.parse("2026-11-21T01:00:00Z");

    private static StoreBatch batch(int shard, long seq, int rows) {
        List<HistoryRow> list = new ArrayList<>();
        for (int i = 0; i < rows; i++) list.add(new HistoryRow.Event(DEVICE, seq, i, new SignalEvent(NOW, 82, i)));
        return new StoreBatch(new StreamId(new GatewayId("gw-1"), 7, shard), seq, NOW, list);
    }

    /** Whatever is acknowledged was committed before, whatever the database does in between. */
    @Property(tries = 30)
    void anAcknowledgementImpliesThatEveryRowWasCommitted(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 5) Integer> rowsOfBatch)
            throws InterruptedException {
        Set<HistoryRow> committed = ConcurrentHashMap.newKeySet();
        Map<Integer, Set<Long>> acknowledged = new ConcurrentHashMap<>();
        List<String> early = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(rowsOfBatch.size());
        Map<String, StoreBatch> sent = new ConcurrentHashMap<>();
        HistoryWriter.Commit commit = committed::addAll;
        HistoryWriter writer = new HistoryWriter(
                commit,
                ack -> {
                    for (EventAck.SeqRange range : ack.committed()) {
                        for (long seq = range.first(); seq <= range.last(); seq++) {
                            StoreBatch batch = sent.get(ack.stream().shard() + "/" + seq);
                            if (batch == null || !committed.containsAll(batch.rows()))
                                early.add(ack.stream().shard() + "/" + seq);
                            acknowledged
                                    .computeIfAbsent(ack.stream().shard(), shard -> ConcurrentHashMap.newKeySet())
                                    .add(seq);
                            all.countDown();
                        }
                    }
                },
                () -> NOW,
                new StoreMetrics(new SimpleMeterRegistry()));
        long seq = 0;
        for (int rows : rowsOfBatch) {
            StoreBatch batch = batch((int) (seq % 3), ++seq, rows);
            sent.put(batch.stream().shard() + "/" + batch.seq(), batch);
            assertThat(writer.offer(batch)).isTrue();
        }
        writer.start();
        assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
        writer.close();
        assertThat(early).isEmpty();
        assertThat(acknowledged.values().stream().mapToInt(Set::size).sum()).isEqualTo(rowsOfBatch.size());
    }

    @Test
    void nothingIsAcknowledgedWhileTheDatabaseIsAway() throws InterruptedException {
        List<EventAck> acks = new ArrayList<>();
        CountDownLatch tried = new CountDownLatch(2);
        StoreMetrics metrics = new StoreMetrics(new SimpleMeterRegistry());
        HistoryWriter writer = new HistoryWriter(
                rows -> {
                    tried.countDown();
                    throw new DatabaseUnavailableException(new java.net.ConnectException("refused"));
                },
                acks::add,
                () -> NOW,
                metrics);
        writer.start();
        writer.offer(batch(0, 1, 1));
        assertThat(tried.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(metrics.databaseLostSince()).contains(NOW);
        writer.close();
        assertThat(acks).isEmpty();
    }

    @Test
    void aFullQueueRefusesAndCounts() {
        StoreMetrics metrics = new StoreMetrics(new SimpleMeterRegistry());
        HistoryWriter writer = new HistoryWriter(rows -> {}, ack -> {}, () -> NOW, metrics);
        long seq = 0;
        while (writer.offer(batch(0, ++seq, 1000))) assertThat(seq).isLessThan(1000);
        assertThat(metrics.rowsDropped()).isEqualTo(1000);
    }
}
