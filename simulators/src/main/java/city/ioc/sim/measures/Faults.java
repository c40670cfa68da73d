package city.ioc.sim.measures;

import java.util.ArrayList;
import java.util.List;

/** Lines of a file that were left out: the first few by number and reason, and how many they are. Confined to one thread. */
public final class Faults {
    private static final int MOST_NAMED = 20;

    private final List<String> named = new ArrayList<>();
    private long count;

    void add(long line, String reason) {
        count++;
        if (named.size() < MOST_NAMED) named.add("line " + line + ": " + reason);
    }

    public long count() {
        return count;
    }

    public List<String> named() {
        return List.copyOf(named);
    }
}
