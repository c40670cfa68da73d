package city.ioc.contracts.city;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The faults that a check has found so far, in order. Owned by one check. */
final class PlanFaults {
    private final List<PlanFault> found = new ArrayList<>();

    void add(CityFault.Kind code, String place, String detail, String remedy) {
        found.add(new PlanFault(code, place, detail, remedy));
    }

    void unknown(String place, String what) {
        add(
                CityFault.Kind.UNKNOWN_REFERENCE,
                place,
                "refers to " + what + ", which does not exist",
                "correct the code or add it");
    }

    <T, K> void unique(String noun, Collection<T> items, Function<T, K> key) {
        Set<K> seen = new HashSet<>();
        for (T item : items) {
            K k = key.apply(item);
            if (!seen.add(k))
                add(CityFault.Kind.DUPLICATE, noun + " " + k, "occurs more than once", "give each its own");
        }
    }

    List<PlanFault> list() {
        return List.copyOf(found);
    }

    static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
