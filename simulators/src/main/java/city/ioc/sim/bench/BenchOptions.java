package city.ioc.sim.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a bench was called with: flags, and names with a value. A fault is named together with the usage. Immutable. */
final class BenchOptions {
    private final Set<String> flags = new HashSet<>();
    private final Map<String, String> values = new HashMap<>();
    private final String usage;

    private BenchOptions(String usage) {
        this.usage = usage;
    }

    /**
     * Reads the arguments.
     *
     * @param flags that may be given
     * @param names that may be given, each followed by its value
     * @throws IllegalArgumentException when something else is given or a value is missing
     */
    static BenchOptions parse(List<String> arguments, Set<String> flags, Set<String> names, String usage) {
        BenchOptions options = new BenchOptions(usage);
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (flags.contains(argument)) {
                options.flags.add(argument);
            } else if (names.contains(argument)) {
                if (++i == arguments.size()) throw options.fault(argument + " needs a value");
                options.values.put(argument, arguments.get(i));
            } else {
                throw options.fault("unknown argument " + argument);
            }
        }
        return options;
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Optional<Double> findNumber(String name) {
        return find(name).map(text -> number(name, text));
    }

    /** A whole number within bounds. */
    int count(String name, int otherwise, int least, int most) {
        double value = findNumber(name).orElse((double) otherwise);
        if (value != Math.rint(value) || value < least || value > most)
            throw fault(name + " needs a whole number from " + least + " to " + most);
        return (int) value;
    }

    /** Single numbers and ranges: {@code 1-3,7}. */
    List<Integer> counts(String name, String otherwise) {
        List<Integer> counts = new ArrayList<>();
        for (String part : find(name).orElse(otherwise).split(",")) {
            String[] ends = part.split("-");
            int from = (int) number(name, ends[0]);
            int to = ends.length > 1 ? (int) number(name, ends[1]) : from;
            if (to < from) throw fault(name + " has a range from " + from + " down to " + to);
            for (int each = from; each <= to; each++) counts.add(each);
        }
        return List.copyOf(counts);
    }

    IllegalArgumentException fault(String what) {
        return new IllegalArgumentException(what + "; " + usage);
    }

    private double number(String name, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw fault(name + " needs a number, not \"" + text + "\"");
        }
    }
}
