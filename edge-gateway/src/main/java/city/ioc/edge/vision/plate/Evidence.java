package city.ioc.edge.vision.plate;

import java.util.List;

/** What speaks for the best reading of a plate, and the confidence that follows from it. */
record Evidence(double margin, double spotter, double line, boolean agreed, double characterHeight) {
    /** Confidence from which nobody needs to look. */
    static final double ACCEPTED = 0.975;

    private static final double UNCONFIRMED = 0.9;
    /** Both readers must have seen it without straining. */
    private static final double FAIR = -4.5;

    private static final double WIDEST = 25;
    private static final double LEAST = -12;

    static Evidence of(Views views, List<Views.Reading> readings, double characterHeight) {
        Views.Reading best = readings.getFirst();
        double margin = readings.size() > 1 ? best.weight() - readings.get(1).weight() : WIDEST;
        boolean agreed = says(views, Look.SPOTTER, best) && says(views, Look.LINES, best);
        return new Evidence(
                Math.min(WIDEST, margin),
                views.score(Look.SPOTTER, best),
                views.score(Look.LINES, best),
                agreed,
                characterHeight);
    }

    private static boolean says(Views views, int view, Views.Reading reading) {
        List<Views.Reading> alone = views.alone(view);
        return !alone.isEmpty() && alone.getFirst().text().equals(reading.text());
    }

    /** Whether at least one reader saw something like it: every street has letters that no plate bears. */
    boolean isPlausible() {
        return Math.max(spotter, line) > LEAST;
    }

    /**
     * Logistic regression on 360 drawn plates of the validation split that nothing else was tuned on. A read that only one reader
     * stands for is never surer than {@link #UNCONFIRMED}.
     */
    double confidence() {
        double z = 3.298 + 0.34 * margin + 0.13 * spotter + 0.527 * line + (agreed ? 0.038 : 0);
        double fitted = 1 / (1 + Math.exp(-z));
        return agreed ? fitted : Math.min(UNCONFIRMED, fitted);
    }

    boolean autoAccept() {
        return agreed && Math.min(spotter, line) > FAIR && confidence() >= ACCEPTED;
    }
}
