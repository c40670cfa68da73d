package city.ioc.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StreamStateTest {
    @Test
    void theFloorWaitsForTheOldestGap() {
        StreamState stream = StreamState.fresh();
        for (int i = 0; i < 5; i++) stream.take();
        stream.commit(2, 3);
        assertThat(stream.floor()).isEqualTo(1);
        stream.commit(1, 1);
        assertThat(stream.floor()).isEqualTo(4);
        stream.commit(4, 5);
        assertThat(stream.isSettled()).isTrue();
    }

    @Test
    void numbersNeverGivenOutCannotBeCommitted() {
        StreamState stream = StreamState.fresh();
        stream.take();
        stream.commit(1, 1_000_000);
        assertThat(stream.floor()).isEqualTo(2);
        assertThat(stream.isCommitted(2)).isFalse();
    }

    @Test
    void aFormerSessionKeepsItsHolesAsSettled() {
        Streams streams = new Streams(
                9, List.of(new BatchKey(7, 3, 4), new BatchKey(7, 3, 5), new BatchKey(7, 3, 8), new BatchKey(8, 3, 1)));
        assertThat(streams.hasFormer()).isTrue();
        assertThat(streams.floor(7, 3)).isEqualTo(4);
        streams.commit(7, 3, 4, 5);
        assertThat(streams.floor(7, 3)).isEqualTo(8);
        assertThat(streams.isCommitted(new BatchKey(7, 3, 8))).isFalse();
        streams.commit(7, 3, 8, 8);
        streams.commit(8, 3, 1, 1);
        assertThat(streams.hasFormer()).isFalse();
        assertThat(streams.next(3)).isEqualTo(new BatchKey(9, 3, 1));
    }

    @Property(tries = 300, seed = "7")
    void theFloorNeverPassesANumberThatIsNotCommitted(
            @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 120) Integer> firsts,
            @ForAll @Size(min = 60, max = 60) List<@IntRange(min = 0, max = 9) Integer> lengths) {
        StreamState stream = StreamState.fresh();
        Set<Long> committed = new HashSet<>();
        for (int i = 0; i < 100; i++) stream.take();
        for (int i = 0; i < firsts.size(); i++) {
            long first = firsts.get(i);
            long last = first + lengths.get(i);
            stream.commit(first, last);
            for (long seq = first; seq <= Math.min(last, 100); seq++) committed.add(seq);
            long expected = 1;
            while (committed.contains(expected)) expected++;
            assertThat(stream.floor()).isEqualTo(expected);
            for (long seq = 1; seq <= 101; seq++)
                assertThat(stream.isCommitted(seq)).isEqualTo(committed.contains(seq));
        }
    }
}
