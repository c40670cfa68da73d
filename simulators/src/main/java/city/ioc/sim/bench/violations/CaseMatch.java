package city.ioc.sim.bench.violations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which case is about which true run: at the same approach, at the line at most 1.5 s apart, nearest first, one to one; of runs at the
 * same time that of a vehicle of the same class.
 */
public final class CaseMatch {
    private static final Duration APART = Duration.ofMillis(1_500);
    /** Another class costs as much as so many milliseconds. */
    private static final long OTHER_CLASS_MS = 700;

    private final Map<FoundCase, TrueRun> matched = new LinkedHashMap<>();

    private record Pair(FoundCase found, TrueRun run, long costMs) {}

    public CaseMatch(List<FoundCase> cases, List<TrueRun> runs) {
        List<Pair> pairs = new ArrayList<>();
        for (FoundCase found : cases)
            for (TrueRun run : runs) if (isNear(found, run)) pairs.add(new Pair(found, run, cost(found, run)));
        pairs.sort(Comparator.comparingLong(Pair::costMs));
        Set<TrueRun> taken = new HashSet<>();
        for (Pair pair : pairs)
            if (!matched.containsKey(pair.found()) && taken.add(pair.run())) matched.put(pair.found(), pair.run());
    }

    private static boolean isNear(FoundCase found, TrueRun run) {
        return found.site().equals(run.intersection())
                && found.approach().equals(run.approach())
                && Duration.between(found.at(), run.at()).abs().compareTo(APART) <= 0;
    }

    private static long cost(FoundCase found, TrueRun run) {
        long apart = Duration.between(found.at(), run.at()).abs().toMillis();
        boolean same = found.vehicle().filter(run.vehicleClass()::equals).isPresent();
        return same ? apart : apart + OTHER_CLASS_MS;
    }

    /** What truly happened where a case says so. */
    public Optional<TrueRun> find(FoundCase found) {
        return Optional.ofNullable(matched.get(found));
    }

    /** The case about a run. */
    public Optional<FoundCase> find(TrueRun run) {
        return matched.entrySet().stream()
                .filter(each -> each.getValue().equals(run))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
