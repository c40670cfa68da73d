package city.ioc.core.violation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A value over time, told in any order: each holds from its instant to the next one's. Not thread-safe. */
final class Since<V> {
    private final TreeMap<Instant, V> values = new TreeMap<>();

    /** A value and since when it has been shown without another one in between. */
    record Held<V>(V value, Instant since) {}

    void put(Instant at, V value) {
        values.put(at, value);
    }

    Optional<Held<V>> at(Instant instant) {
        Map.Entry<Instant, V> entry = values.floorEntry(instant);
        if (entry == null) return Optional.empty();
        Instant since = entry.getKey();
        for (var before = values.lowerEntry(since);
                before != null && before.getValue().equals(entry.getValue());
                before = values.lowerEntry(since)) since = before.getKey();
        return Optional.of(new Held<>(entry.getValue(), since));
    }

    /** Whether it was so at any time from one instant to another. */
    boolean wasEver(V value, Instant from, Instant to) {
        return at(from).filter(held -> held.value().equals(value)).isPresent()
                || values.subMap(from, false, to, true).containsValue(value);
    }

    Map<Instant, V> between(Instant from, Instant to) {
        return values.subMap(from, true, to, true);
    }

    /** Forgets what held before an instant, but for the last of it. */
    void forgetBefore(Instant instant) {
        Instant last = values.floorKey(instant);
        if (last != null) values.headMap(last, false).clear();
    }
}
