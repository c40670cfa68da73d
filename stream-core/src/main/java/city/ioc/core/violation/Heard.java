package city.ioc.core.violation;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which messages of one device have come, in whatever order, and between which of its times something is missing or its clock went
 * back. What a message costs does not grow with how many are remembered. Not thread-safe.
 */
final class Heard {
    /** A clock that is kept right may go back by so much. */
    private static final Duration SLEWED = Duration.ofMillis(100);

    private final TreeMap<Long, Instant> sent = new TreeMap<>();
    /** Before which message something is missing, or the clock went back. */
    private final TreeMap<Long, Flaw> flaws = new TreeMap<>();

    private Instant newest = Instant.MIN;

    /** From the earlier to the later of the times of two messages in a row. */
    private record Flaw(Instant from, Instant to) {}

    /** @return false for a message that was known already */
    boolean add(long id, Instant at) {
        if (sent.putIfAbsent(id, at) != null) return false;
        if (at.isAfter(newest)) newest = at;
        judge(sent.lowerEntry(id), sent.floorEntry(id));
        judge(sent.floorEntry(id), sent.higherEntry(id));
        return true;
    }

    private void judge(Map.Entry<Long, Instant> before, Map.Entry<Long, Instant> after) {
        if (before == null || after == null) return;
        boolean next = after.getKey() == before.getKey() + 1;
        boolean back = after.getValue().isBefore(before.getValue().minus(SLEWED));
        if (next && !back) flaws.remove(after.getKey());
        else if (back) flaws.put(after.getKey(), new Flaw(after.getValue(), before.getValue()));
        else flaws.put(after.getKey(), new Flaw(before.getValue(), after.getValue()));
    }

    /** The latest time that any message told. */
    Instant newest() {
        return newest;
    }

    /** Whether every message from one of the device's times to another has come, and its clock did not tell one of them twice. */
    boolean isWhole(Instant from, Instant to) {
        return !sent.isEmpty()
                && !sent.firstEntry().getValue().isAfter(from)
                && flaws.values().stream()
                        .noneMatch(
                                flaw -> flaw.to().isAfter(from) && flaw.from().isBefore(to));
    }

    void forgetBefore(Instant instant) {
        while (!sent.isEmpty() && sent.firstEntry().getValue().isBefore(instant))
            flaws.remove(sent.pollFirstEntry().getKey());
        if (!sent.isEmpty()) flaws.remove(sent.firstKey());
    }
}
