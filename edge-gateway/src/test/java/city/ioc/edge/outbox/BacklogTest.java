package city.ioc.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final int BATCHES = 3_000;
    private final Streams streams = new Streams(9, List.of());
    private final List<StoredBatch> disk = new ArrayList<>();
    private final List<BatchKey> sent = new ArrayList<>();
    private final Backlog backlog = new Backlog(
            streams,
            (place, limit, reply) -> reply.accept(disk.stream()
                    .filter(each -> each.place() > place)
                    .limit(limit)
                    .toList()),
            batch -> sent.add(batch.key()));

    @Test
    void aCoreThatAnswersNothingIsTriedWithOneBatchEverMoreRarely() {
        fill();
        for (int second = 0; second < 120; second++) backlog.tick(at(second), true, true);
        assertThat(sent).containsOnly(new BatchKey(9, 0, 1));
        assertThat(sent.size()).isBetween(4, 8);
    }

    @Test
    void theFirstCommitOpensTheWindowAndMoreLetItGrow() {
        fill();
        backlog.tick(at(0), true, true);
        assertThat(sent).hasSize(1);
        commit(sent.getFirst(), 0);
        assertThat(backlog.underWay()).isGreaterThanOrEqualTo(Backlog.FIRST_WINDOW);
        for (int i = 1; i < sent.size(); i++) commit(sent.get(i), 1);
        assertThat(sent).hasSize(BATCHES).doesNotHaveDuplicates();
        assertThat(sent).extracting(BatchKey::seq).isSorted();
        assertThat(backlog.window()).isLessThanOrEqualTo(Backlog.LARGEST_WINDOW);
    }

    @Test
    void whatStaysUnansweredComesAgainWhileTheRestGoesOn() {
        fill();
        backlog.tick(at(0), true, true);
        commit(sent.getFirst(), 0);
        for (int second = 1; second < 60; second++) {
            for (BatchKey key : List.copyOf(sent)) if (key.seq() != 2 && !streams.isCommitted(key)) commit(key, second);
            backlog.tick(at(second), true, true);
        }
        assertThat(sent.stream().filter(key -> key.seq() == 2).count()).isGreaterThan(2);
        assertThat(streams.floor(9, 0)).isEqualTo(2);
        assertThat(streams.isCommitted(new BatchKey(9, 0, BATCHES))).isTrue();
    }

    @Test
    void nothingIsSentWithoutAConnectionOrNeed() {
        fill();
        backlog.tick(at(0), true, false);
        backlog.tick(at(1), false, true);
        assertThat(sent).isEmpty();
    }

    private void fill() {
        for (int i = 1; i <= BATCHES; i++) disk.add(new StoredBatch(i, streams.next(0), new byte[10], 0));
    }

    private void commit(BatchKey key, int second) {
        streams.commit(key.session(), key.shard(), key.seq(), key.seq());
        backlog.committed(key.session(), key.shard(), key.seq(), key.seq(), at(second));
    }

    private static long at(int second) {
        return Duration.ofSeconds(second + 1).toNanos();
    }
}
