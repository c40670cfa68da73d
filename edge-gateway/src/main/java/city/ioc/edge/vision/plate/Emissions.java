package city.ioc.edge.vision.plate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a reader saw along a line, step by step: how probable each character is there, or none. Read by connectionist temporal
 * classification: equal characters in neighbouring steps are one, unless a step of none lies between. Immutable after making.
 */
final class Emissions {
    private static final double NEVER = Double.NEGATIVE_INFINITY;

    /** What a reader saw that saw nothing. */
    static final Emissions NOTHING = new Emissions(new double[0][]);

    /** Natural logarithms; per step first none, then the characters of the alphabet. */
    private final double[][] steps;

    private Emissions(double[][] steps) {
        this.steps = steps;
    }

    /** @param probabilities per step of none, then of each character of the alphabet */
    static Emissions of(double[][] probabilities) {
        double[][] steps = new double[probabilities.length][Alphabet.SIZE + 1];
        for (int t = 0; t < steps.length; t++)
            for (int c = 0; c <= Alphabet.SIZE; c++) steps[t][c] = Math.log(Math.max(1e-12, probabilities[t][c]));
        return new Emissions(steps);
    }

    int length() {
        return steps.length;
    }

    private static double add(double a, double b) {
        if (a == NEVER) return b;
        if (b == NEVER) return a;
        double top = Math.max(a, b);
        return top + Math.log1p(Math.exp(-Math.abs(a - b)));
    }

    /** Logarithm of the probability that the line says just this. */
    double score(String text) {
        int states = 2 * text.length() + 1;
        double[] now = new double[states];
        java.util.Arrays.fill(now, NEVER);
        if (steps.length == 0) return text.isEmpty() ? 0 : NEVER;
        int[] symbols = new int[states];
        for (int i = 0; i < text.length(); i++) symbols[2 * i + 1] = Alphabet.index(text.charAt(i)) + 1;
        now[0] = steps[0][0];
        if (states > 1) now[1] = steps[0][symbols[1]];
        for (int t = 1; t < steps.length; t++) {
            double[] next = new double[states];
            for (int s = 0; s < states; s++) {
                double sum = s > 0 ? add(now[s], now[s - 1]) : now[s];
                if (s > 1 && symbols[s] != 0 && symbols[s] != symbols[s - 2]) sum = add(sum, now[s - 2]);
                next[s] = sum + steps[t][symbols[s]];
            }
            now = next;
        }
        return states > 1 ? add(now[states - 1], now[states - 2]) : now[0];
    }

    /** The likeliest complete texts among those that the shapes allow, best first: prefix beam search. */
    List<LineReading> read(LineShapes shapes, int beam) {
        Map<String, Prefix> live = new HashMap<>();
        live.put("", new Prefix("", shapes.all(), 0, NEVER));
        for (double[] step : steps) {
            Map<String, Prefix> next = new HashMap<>();
            for (Prefix prefix : live.values()) {
                double total = prefix.total();
                next.computeIfAbsent(prefix.text, prefix::empty).addNone(total + step[0]);
                int last = prefix.last();
                if (last >= 0) next.computeIfAbsent(prefix.text, prefix::empty).addSome(prefix.some + step[last + 1]);
                for (int c = 0; c < Alphabet.SIZE; c++) {
                    long left = shapes.after(prefix.shapes, prefix.text.length(), c);
                    if (left == 0) continue;
                    double before = c == last ? prefix.none : total;
                    if (before == NEVER) continue;
                    next.computeIfAbsent(prefix.text + Alphabet.at(c), text -> new Prefix(text, left, NEVER, NEVER))
                            .addSome(before + step[c + 1]);
                }
            }
            live = best(next, beam);
        }
        List<LineReading> complete = new ArrayList<>();
        for (Prefix prefix : live.values()) {
            long ended = shapes.ending(prefix.shapes, prefix.text.length());
            if (ended != 0) complete.add(new LineReading(prefix.text, ended, prefix.total()));
        }
        complete.sort(Comparator.comparingDouble(LineReading::logLikelihood).reversed());
        return complete;
    }

    private static Map<String, Prefix> best(Map<String, Prefix> prefixes, int beam) {
        if (prefixes.size() <= beam) return prefixes;
        List<Prefix> sorted = new ArrayList<>(prefixes.values());
        sorted.sort(Comparator.comparingDouble(Prefix::total).reversed());
        Map<String, Prefix> kept = new HashMap<>();
        for (Prefix each : sorted.subList(0, beam)) kept.put(each.text, each);
        return kept;
    }

    /** A text begun, with the probabilities that the step before was none and that it was the last character. */
    private static final class Prefix {
        private final String text;
        private final long shapes;
        private double none;
        private double some;

        Prefix(String text, long shapes, double none, double some) {
            this.text = text;
            this.shapes = shapes;
            this.none = none;
            this.some = some;
        }

        Prefix empty(String sameText) {
            return new Prefix(sameText, shapes, NEVER, NEVER);
        }

        void addNone(double logarithm) {
            none = add(none, logarithm);
        }

        void addSome(double logarithm) {
            some = add(some, logarithm);
        }

        double total() {
            return add(none, some);
        }

        int last() {
            return text.isEmpty() ? -1 : Alphabet.index(text.charAt(text.length() - 1));
        }
    }
}
