package city.ioc.measures.measure;

import java.util.Locale;

/** What can be chosen about a measure, with the default and what is possible. */
public enum MeasureParameter {
    ARRIVAL_LATENCY_S("latency", 0, 0, 60, "seconds from a vehicle on the detector to the line in the log"),
    YELLOW_RED_LATENCY_S("latency", 1.5, 0, 60, "seconds from a vehicle on the detector to the line in the log"),
    EARLIEST_OFFSET_S("earliest", -8, -600, 0, "rounded seconds before the start of red from which actuations count"),
    GREEN_OCCUPANCY("green-occupancy", 0.8, 0, 1, "share of the green occupied from which a split fails"),
    RED_OCCUPANCY("red-occupancy", 0.8, 0, 1, "share of the beginning of red occupied from which a split fails"),
    RED_TIME_S("red-time", 5, 0.1, 60, "seconds of red looked at"),
    ASSUMED_CYCLE_S("cycle", 140, 1, 3600, "cycle in seconds where the log names none or runs free"),
    SKIP_MULTIPLIER("skip-multiplier", 1.5, 0.1, 100, "cycles waited above which the group counts as skipped"),
    PREEMPT_RECOVERY_S("preempt-recovery", 120, 0, 3600, "seconds after a preemption in which no wait may begin"),
    SHORTEST_WAIT_S("shortest-wait", 0.2, 0, 60, "seconds; shorter waits are no waits"),
    PEDESTRIAN_GAP_S(
            "pedestrian-gap", 15, 0, 600, "seconds since the last press above which a press is another person"),
    DATA_INTERVAL_MIN("data-interval", 5, 1, 1440, "minutes that need some events each, for their bin to have data"),
    DATA_POINTS("data-points", 3, 1, 100_000, "events that such minutes need");

    private final String option;
    private final double fallback;
    private final double min;
    private final double max;
    private final String meaning;

    MeasureParameter(String option, double fallback, double min, double max, String meaning) {
        this.option = option;
        this.fallback = fallback;
        this.min = min;
        this.max = max;
        this.meaning = meaning;
    }

    /** Its name on the command line and in the API. */
    public String option() {
        return option;
    }

    public double fallback() {
        return fallback;
    }

    public String meaning() {
        return meaning;
    }

    /** @throws IllegalArgumentException when the value is not possible */
    double check(double value) {
        if (value >= min && value <= max) return value;
        throw new IllegalArgumentException(
                String.format(Locale.ROOT, "%s must be %s..%s, but is %s", option, plain(min), plain(max), value));
    }

    /** @throws IllegalArgumentException when the text is no possible value */
    public double parse(String text) {
        try {
            return check(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " must be a number, but is \"" + text + "\"", e);
        }
    }

    public static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
