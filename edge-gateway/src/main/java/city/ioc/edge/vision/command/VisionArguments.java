package city.ioc.edge.vision.command;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The words after {@code ./ioc vision COMMAND}: those without a dash in order, options with their values. */
final class VisionArguments {
    private static final Set<String> FLAGS = Set.of("--json");

    private final List<String> words = new ArrayList<>();
    private final Map<String, String> options = new TreeMap<>();
    private final Set<String> unread = new TreeSet<>();

    /** @throws UsageException when an option lacks its value */
    static VisionArguments parse(List<String> arguments) {
        VisionArguments parsed = new VisionArguments();
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

    /** The value of an option, or the word at a place for those who leave the option's name out. */
    String get(String option, int word) {
        return find(option)
                .or(() -> word < words.size() ? Optional.of(words.get(word)) : Optional.empty())
                .orElseThrow(() -> new UsageException(option + " is missing"));
    }

    Optional<Path> findPath(String option) {
        return find(option).map(Path::of);
    }

    double number(String option, double otherwise) {
        return find(option).map(text -> number(option, text)).orElse(otherwise);
    }

    /** Numbers by commas, exactly as many as wanted. */
    double[] numbers(String option, int count) {
        String text = get(option);
        double[] numbers = Arrays.stream(text.split(","))
                .mapToDouble(part -> number(option, part.strip()))
                .toArray();
        if (numbers.length != count)
            throw new UsageException(option + " takes " + count + " numbers by commas, but is \"" + text + "\"");
        return numbers;
    }

    private static double number(String option, String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) return number;
            throw new UsageException(option + " must be a finite number, but is \"" + text + "\"");
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
