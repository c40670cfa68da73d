package city.ioc.sim.measures;

import city.ioc.measures.log.LogTime;
import java.time.DateTimeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The words after {@code ./ioc measures COMMAND}: those without dashes in order, options with their values. */
final class MeasureArguments {
    private static final Set<String> FLAGS = Set.of("--csv", "--incomplete");

    private final List<String> words = new ArrayList<>();
    private final Map<String, String> options = new TreeMap<>();
    private final Set<String> unread = new TreeSet<>();

    /** @throws IllegalArgumentException when an option lacks its value or is given twice */
    static MeasureArguments parse(List<String> arguments) {
        MeasureArguments parsed = new MeasureArguments();
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String word = left.pop();
            if (!word.startsWith("--")) {
                parsed.words.add(word);
                continue;
            }
            if (!FLAGS.contains(word) && left.isEmpty()) throw new IllegalArgumentException(word + " needs a value");
            if (parsed.options.put(word, FLAGS.contains(word) ? "" : left.pop()) != null)
                throw new IllegalArgumentException(word + " is given twice");
            parsed.unread.add(word);
        }
        return parsed;
    }

    List<String> words() {
        return List.copyOf(words);
    }

    boolean has(String flag) {
        unread.remove(flag);
        return options.containsKey(flag);
    }

    Optional<String> find(String option) {
        unread.remove(option);
        return Optional.ofNullable(options.get(option));
    }

    /** A date, or a date and time. */
    long time(String option, long otherwise) {
        return find(option)
                .map(text -> {
                    try {
                        return LogTime.parse(text);
                    } catch (DateTimeException e) {
                        throw new IllegalArgumentException(
                                option + " must read like 2030-01-31 or 2030-01-31T06:45, but is \"" + text + "\"", e);
                    }
                })
                .orElse(otherwise);
    }

    /** Refuses words and options that the command did not ask for. */
    void checkAllRead(int most) {
        if (words.size() > most) throw new IllegalArgumentException("unknown argument \"" + words.get(most) + "\"");
        if (!unread.isEmpty()) throw new IllegalArgumentException("unknown option " + String.join(", ", unread));
    }
}
