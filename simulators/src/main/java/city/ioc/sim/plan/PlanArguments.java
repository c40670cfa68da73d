package city.ioc.sim.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The words after {@code ./ioc plan COMMAND}: those without a dash in order, options with their values. */
final class PlanArguments {
    private static final Set<String> FLAGS = Set.of("--json", "--dry-run");

    private final List<String> words = new ArrayList<>();
    private final Map<String, String> options = new TreeMap<>();
    private final Set<String> unread = new TreeSet<>();

    /** @throws UsageException when an option lacks its value */
    static PlanArguments parse(List<String> arguments) {
        PlanArguments parsed = new PlanArguments();
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String word = left.pop();
            if (!word.startsWith("--")) {
                parsed.words.add(word);
                continue;
            }
            if (!FLAGS.contains(word) && left.isEmpty()) throw new UsageException(word + " needs a value");
            parsed.options.put(word, FLAGS.contains(word) ? "" : left.pop());
            parsed.unread.add(word);
        }
        parsed.has("--json");
        return parsed;
    }

    List<String> words() {
        return List.copyOf(words);
    }

    /** The word at a place. */
    String word(int index, String what) {
        if (index >= words.size()) throw new UsageException("which " + what + "?");
        return words.get(index);
    }

    boolean has(String flag) {
        unread.remove(flag);
        return options.containsKey(flag);
    }

    Optional<String> find(String option) {
        unread.remove(option);
        return Optional.ofNullable(options.get(option));
    }

    String get(String option) {
        return find(option).orElseThrow(() -> new UsageException(option + " is missing"));
    }

    double number(String option, double otherwise) {
        return find(option).map(text -> number(option, text)).orElse(otherwise);
    }

    private static double number(String option, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new UsageException(option + " must be a number, but is \"" + text + "\"", e);
        }
    }

    /** Refuses words and options that the command did not ask for. */
    void checkAllRead(int words) {
        if (this.words.size() > words) throw new UsageException("unknown argument \"" + this.words.get(words) + "\"");
        if (!unread.isEmpty()) throw new UsageException("unknown option " + String.join(", ", unread));
    }
}
