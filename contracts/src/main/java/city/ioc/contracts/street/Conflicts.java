package city.ioc.contracts.street;

import city.ioc.contracts.id.SignalGroupId;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pairs of signal groups that must never be green together. Symmetric. As JSON a list of pairs. */
public record Conflicts(@JsonValue List<List<SignalGroupId>> pairs) {

    /** Two groups that conflict. */
    public record Pair(SignalGroupId first, SignalGroupId second) {}

    @JsonCreator
    public Conflicts {
        pairs = pairs.stream().map(List::copyOf).toList();
        for (List<SignalGroupId> pair : pairs) {
            if (pair.size() != 2 || pair.get(0).equals(pair.get(1)))
                throw new IllegalArgumentException("a conflict names two different groups, but is " + pair);
        }
    }

    public boolean between(SignalGroupId a, SignalGroupId b) {
        return pairs.contains(List.of(a, b)) || pairs.contains(List.of(b, a));
    }

    /** A pair among the groups that conflicts, or empty when all may be green together. */
    public Optional<Pair> findAmong(Collection<SignalGroupId> groups) {
        Set<SignalGroupId> set = new HashSet<>(groups);
        return pairs.stream()
                .filter(set::containsAll)
                .map(pair -> new Pair(pair.get(0), pair.get(1)))
                .findFirst();
    }
}
