package city.ioc.core.intake;

import city.ioc.contracts.gateway.EventAck.SeqRange;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of sequence numbers kept as ranges. Not thread-safe. */
public final class SeqRanges {
    private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

    /** The numbers as ranges, neighbours merged. */
    public static List<SeqRange> merge(Collection<Long> seqs) {
        SeqRanges ranges = new SeqRanges();
        seqs.forEach(ranges::add);
        return ranges.list();
    }

    /** Adds a number; false when it was there. */
    public boolean add(long seq) {
        Map.Entry<Long, Long> before = lastByFirst.floorEntry(seq);
        if (before != null && before.getValue() >= seq) return false;
        addRange(seq, seq);
        return true;
    }

    /** Adds every number from first to last, both included. */
    public void addRange(long first, long last) {
        if (last < first) return;
        long from = first;
        long to = last;
        Map.Entry<Long, Long> before = lastByFirst.floorEntry(first);
        if (before != null && before.getValue() >= first - 1) {
            from = before.getKey();
            to = Math.max(to, before.getValue());
        }
        Map.Entry<Long, Long> next = lastByFirst.higherEntry(from);
        while (next != null && next.getKey() <= to + 1) {
            to = Math.max(to, next.getValue());
            lastByFirst.remove(next.getKey());
            next = lastByFirst.higherEntry(from);
        }
        lastByFirst.put(from, to);
    }

    public boolean contains(long seq) {
        Map.Entry<Long, Long> before = lastByFirst.floorEntry(seq);
        return before != null && before.getValue() >= seq;
    }

    /** How many numbers are missing between the first and the last. */
    public long holes() {
        long holes = 0;
        long expected = -1;
        for (Map.Entry<Long, Long> range : lastByFirst.entrySet()) {
            if (expected >= 0) holes += range.getKey() - expected;
            expected = range.getValue() + 1;
        }
        return holes;
    }

    public List<SeqRange> list() {
        return lastByFirst.entrySet().stream()
                .map(range -> new SeqRange(range.getKey(), range.getValue()))
                .toList();
    }
}
