package city.ioc.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.gateway.EventAck.SeqRange;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeqRangesTest {
    @Test
    void neighboursMerge() {
        assertThat(SeqRanges.merge(List.of(3L, 1L, 2L, 7L, 6L)))
                .containsExactly(new SeqRange(1, 3), new SeqRange(6, 7));
    }

    @Property
    void rangesHoldExactlyWhatWasAdded(@ForAll @Size(max = 60) List<@IntRange(min = 1, max = 80) Integer> seqs) {
        SeqRanges ranges = new SeqRanges();
        Set<Long> expected = new TreeSet<>();
        for (int seq : seqs) assertThat(ranges.add(seq)).isEqualTo(expected.add((long) seq));
        Set<Long> held = new TreeSet<>();
        for (SeqRange range : ranges.list()) for (long s = range.first(); s <= range.last(); s++) held.add(s);
        assertThat(held).isEqualTo(expected);
        for (int i = 1; i < ranges.list().size(); i++)
            assertThat(ranges.list().get(i).first())
                    .isGreaterThan(ranges.list().get(i - 1).last() + 1);
    }

    @Property
    void holesAreWhatIsMissingBetweenFirstAndLast(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 80) Integer> seqs) {
        SeqRanges ranges = new SeqRanges();
        TreeSet<Long> all = new TreeSet<>();
        seqs.forEach(seq -> {
            ranges.add(seq);
            all.add((long) seq);
        });
        assertThat(ranges.holes()).isEqualTo(all.last() - all.first() + 1 - all.size());
    }

    @Test
    void aRangeSwallowsWhatLiesWithin() {
        SeqRanges ranges = new SeqRanges();
        ranges.add(5);
        ranges.add(9);
        ranges.addRange(1, 8);
        assertThat(ranges.list()).containsExactly(new SeqRange(1, 9));
    }
}
