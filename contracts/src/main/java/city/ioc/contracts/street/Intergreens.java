package city.ioc.contracts.street;

import city.ioc.contracts.id.SignalGroupId;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Intergreen times per ordered pair of conflicting groups: the least time from the end of green of the first to the begin of
 * green of the second (RiLSA, FGSV 2015, section 2.5). As JSON an object {@code {"A>B": seconds}}.
 */
public record Intergreens(@JsonValue Map<String, Duration> byPair) {
    @JsonCreator
    public Intergreens {
        byPair = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(byPair));
        byPair.forEach((pair, time) -> {
            if (pair.indexOf('>') < 1)
                throw new IllegalArgumentException("intergreen key must read \"A>B\", but is " + pair);
            if (time.isNegative()) throw new IllegalArgumentException("intergreen " + pair + " must not be negative");
        });
    }

    /** The intergreen from the group that ends to the group that begins, or empty where none is given. */
    public Optional<Duration> find(SignalGroupId ending, SignalGroupId beginning) {
        return Optional.ofNullable(byPair.get(ending.value() + ">" + beginning.value()));
    }
}
