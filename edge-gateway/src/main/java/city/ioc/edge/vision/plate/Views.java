package city.ioc.edge.vision.plate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weighs the readings of one plate by every view of it: a view is what one reader saw of one rendering of the plate, line by line.
 * A reading's weight is the product of its probabilities in all views and of what the grammar thinks of it.
 */
final class Views {
    private static final int BEAM = 24;
    private static final int BEST = 6;
    /** A view that cannot see a reading at all counts no more against it than this: views miss characters. */
    private static final double BLIND = -14;

    private static final LineShapes ONE = LineShapes.first(Layout.ONE_LINE);
    private static final LineShapes FIRST = LineShapes.first(Layout.TWO_LINE);
    private static final LineShapes SECOND = LineShapes.second(Layout.TWO_LINE);

    private final Layout layout;
    private final List<View> views = new ArrayList<>();

    Views(Layout layout) {
        this.layout = layout;
    }

    /** What a reader saw of the lines, and how far it is trusted. */
    private record View(List<Emissions> lines, double weight, List<Reading> readings) {}

    /** A text with its first line's length and how well one view or all of them explain it. */
    record Reading(String text, int firstLine, double weight) {}

    void add(List<Emissions> lines, double trust) {
        if (lines.size() != (layout == Layout.ONE_LINE ? 1 : 2))
            throw new IllegalArgumentException("lines: " + lines.size());
        views.add(new View(lines, trust, readings(lines)));
    }

    int count() {
        return views.size();
    }

    Layout layout() {
        return layout;
    }

    /** The best readings of a view by itself, the best first; empty if it sees none that is lawful. */
    List<Reading> alone(int view) {
        return views.get(view).readings();
    }

    /** Readings by all views, best first. */
    List<Reading> all() {
        Map<String, Reading> candidates = new HashMap<>();
        for (View view : views)
            for (Reading each : view.readings()) candidates.putIfAbsent(each.text() + each.firstLine(), each);
        List<Reading> weighed = new ArrayList<>();
        for (Reading each : candidates.values()) {
            double weight = prior(each.text(), each.firstLine());
            for (View view : views) weight += view.weight() * Math.max(BLIND, score(view.lines(), each));
            weighed.add(new Reading(each.text(), each.firstLine(), weight));
        }
        weighed.sort(Comparator.comparingDouble(Reading::weight).reversed());
        return weighed;
    }

    /** How well a view explains a reading, a logarithm. */
    double score(int view, Reading reading) {
        return Math.max(BLIND, score(views.get(view).lines(), reading));
    }

    private static double score(List<Emissions> lines, Reading reading) {
        if (lines.size() == 1) return lines.getFirst().score(reading.text());
        return lines.getFirst().score(reading.text().substring(0, reading.firstLine()))
                + lines.getLast().score(reading.text().substring(reading.firstLine()));
    }

    private double prior(String text, int firstLine) {
        double best = Double.NEGATIVE_INFINITY;
        for (PlateGrammar.Shape shape : PlateGrammar.shapes(layout)) {
            boolean sameLines = layout == Layout.ONE_LINE || shape.firstLine() == firstLine;
            if (sameLines && shape.weight() > best && shape.fits(text)) best = shape.weight();
        }
        return best + PlateGrammar.province(text);
    }

    private List<Reading> readings(List<Emissions> lines) {
        List<Reading> readings = new ArrayList<>();
        if (lines.size() == 1) {
            for (LineReading each : lines.getFirst().read(ONE, BEAM))
                readings.add(weighed(each.text(), each.text().length(), each.logLikelihood()));
        } else {
            List<LineReading> firsts = best(lines.getFirst().read(FIRST, BEAM));
            List<LineReading> seconds = best(lines.getLast().read(SECOND, BEAM));
            for (LineReading first : firsts)
                for (LineReading second : seconds)
                    if ((first.shapes() & second.shapes()) != 0)
                        readings.add(weighed(
                                first.text() + second.text(),
                                first.text().length(),
                                first.logLikelihood() + second.logLikelihood()));
        }
        readings.sort(Comparator.comparingDouble(Reading::weight).reversed());
        return List.copyOf(readings.subList(0, Math.min(BEST, readings.size())));
    }

    private Reading weighed(String text, int firstLine, double logLikelihood) {
        return new Reading(text, firstLine, logLikelihood + prior(text, firstLine));
    }

    private static List<LineReading> best(List<LineReading> readings) {
        return readings.subList(0, Math.min(BEST, readings.size()));
    }
}
