package city.ioc.sim.launch;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What the person at the terminal sees: a line per part and what parts warn of, floods cut short. Thread-safe. */
final class Console {
    private static final Pattern WARNING = Pattern.compile(
            "^.{0,60}\\b(WARN|ERROR)\\b|\"level\":\"(WARN|ERROR)\"|^Exception in thread|OutOfMemoryError");
    private static final int LINES_PER_WINDOW = 10;
    private static final Duration WINDOW = Duration.ofSeconds(30);

    private final PrintStream out;
    private final Map<String, Budget> budgets = new HashMap<>();

    Console(PrintStream out) {
        this.out = out;
    }

    private static final class Budget {
        private long windowStart = System.nanoTime();
        private int lines;
    }

    synchronized void line(String part, String text) {
        out.printf("%-10s %s%n", part, text);
        out.flush();
    }

    synchronized void plain(String text) {
        out.println(text);
        out.flush();
    }

    synchronized void childLine(String part, String line) {
        if (!WARNING.matcher(line).find()) return;
        Budget budget = budgets.computeIfAbsent(part, name -> new Budget());
        long now = System.nanoTime();
        if (now - budget.windowStart > WINDOW.toNanos()) {
            budget.windowStart = now;
            budget.lines = 0;
        }
        budget.lines++;
        if (budget.lines <= LINES_PER_WINDOW) line(part, line);
        else if (budget.lines == LINES_PER_WINDOW + 1) line(part, "warns more often than is shown here: see its log");
    }
}
