package city.ioc.edge.outbox;

import java.util.Map;
import java.util.TreeMap;

/** Which numbers of one stream were given out and which of them the core has committed. Belongs to one thread. */
public final class StreamState {
    /** Committed ranges above the floor, first to last, neither touching nor overlapping. */
    private final TreeMap<Long, Long> committed = new TreeMap<>();

    private long next;
    private long floor;

    private StreamState(long floor, long next) {
        this.floor = floor;
        this.next = next;
    }

    public static StreamState fresh() {
        return new StreamState(1, 1);
    }

    /** A stream of a former session: numbers before {@code first} and after {@code last} are settled or never left. */
    public static StreamState restored(long first, long last) {
        return new StreamState(first, last + 1);
    }

    /** The next number. */
    public long take() {
        return next++;
    }

    /** Marks a range as committed; numbers never given out are ignored. */
    public void commit(long first, long last) {
        long from = Math.max(first, floor);
        long to = Math.min(last, next - 1);
        if (from > to) return;
        Map.Entry<Long, Long> before = committed.floorEntry(from);
        if (before != null && before.getValue() >= from - 1) {
            from = before.getKey();
            to = Math.max(to, before.getValue());
        }
        for (Map.Entry<Long, Long> after = committed.ceilingEntry(from);
                after != null && after.getKey() <= to + 1;
                after = committed.ceilingEntry(from)) {
            to = Math.max(to, after.getValue());
            committed.remove(after.getKey());
        }
        if (from <= floor) {
            floor = to + 1;
            committed.headMap(floor).clear();
        } else {
            committed.put(from, to);
        }
    }

    public boolean isCommitted(long seq) {
        if (seq < floor) return true;
        Map.Entry<Long, Long> range = committed.floorEntry(seq);
        return range != null && range.getValue() >= seq;
    }

    /** Every number below is committed. */
    public long floor() {
        return floor;
    }

    public boolean isSettled() {
        return floor == next;
    }
}
