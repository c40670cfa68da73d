package city.ioc.contracts.street;

import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import java.util.Set;
import java.util.TreeSet;

/** Signal groups that are green together. A stage without groups is all-red. */
public record Stage(StageId id, LocalName name, Set<SignalGroupId> groups) {
    public Stage {
        groups = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(groups));
    }
}
