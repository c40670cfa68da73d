package city.ioc.edge.vision.lamp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * From how likely each frame is under each state to how likely each state is in each frame, given the frames before and after: a
 * lamp stays lit for seconds, green, amber and red follow one another, and one that flashes goes on and off twice a second. Forward
 * and backward through a chain of states.
 */
final class LampDecoder {
    /** Mean time between changes; the order of magnitude is what matters. */
    private static final double DWELL_S = 8;

    /** On for half a second, then off for as long. A single frame without light is the mains, and no flash. */
    private static final double ON_S = 0.5;

    private static final double GOING_OFF_S = 0.15;
    private static final double OFF_S = 0.35;
    private static final double FLASHES_FOR_S = 20;

    /** Of changes, those that begin to flash. */
    private static final double BEGINS_TO_FLASH = 0.03;

    /** From red, amber, green, dark to each. Rare is what only a fault does. */
    private static final double[][] NEXT = {
        {0, 0.03, 0.92, 0.05},
        {0.85, 0, 0.05, 0.1},
        {0.05, 0.9, 0, 0.05},
        {0.3, 0.4, 0.3, 0}
    };

    /** Which it may have been when nobody looked. */
    private static final double[] AT_FIRST = {0.4, 0.05, 0.38, 0.08};

    private static final int STEADY = LampModel.STATES;
    private static final int DARK = 3;
    private static final int ON = 0;
    private static final int GOING_OFF = 1;
    private static final int OFF = 2;
    private static final int PHASES = 3;
    /** Steady states, then for each lamp its flash while on, just off, and off. */
    private static final int HIDDEN_STATES = STEADY + PHASES * LampLayout.LAMPS;

    private LampDecoder() {}

    /**
     * How likely each state is in one frame, and that it flashes.
     *
     * @param steadyOrFlashing by red, amber, green, dark
     */
    record Belief(double[] steadyOrFlashing, double flashing) {
        LampState state() {
            int best = 0;
            for (int s = 1; s < STEADY; s++) if (steadyOrFlashing[s] > steadyOrFlashing[best]) best = s;
            return LampState.values()[best];
        }

        double confidence() {
            return Math.clamp(steadyOrFlashing[state().ordinal()], 0, 1);
        }
    }

    /** @param likelihoods logarithms, by frame and state */
    static Belief[] decode(List<double[]> likelihoods, List<Instant> at) {
        int frames = likelihoods.size();
        double[][] forward = new double[frames][];
        double[] before = atFirst();
        for (int t = 0; t < frames; t++) {
            double[] expected = t == 0 ? before : step(before, seconds(at.get(t - 1), at.get(t)), true);
            before = forward[t] = normalised(weighted(expected, likelihoods.get(t)));
        }
        Belief[] beliefs = new Belief[frames];
        double[] after = new double[HIDDEN_STATES];
        java.util.Arrays.fill(after, 1);
        for (int t = frames - 1; t >= 0; t--) {
            double[] both = new double[HIDDEN_STATES];
            for (int s = 0; s < HIDDEN_STATES; s++) both[s] = forward[t][s] * after[s];
            beliefs[t] = belief(normalised(both));
            if (t > 0)
                after = normalised(step(weighted(after, likelihoods.get(t)), seconds(at.get(t - 1), at.get(t)), false));
        }
        return beliefs;
    }

    private static double[] atFirst() {
        double[] first = new double[HIDDEN_STATES];
        System.arraycopy(AT_FIRST, 0, first, 0, STEADY);
        for (int s = STEADY; s < HIDDEN_STATES; s++) first[s] = 0.015;
        return first;
    }

    private static Belief belief(double[] chances) {
        double[] shown = new double[STEADY];
        double flashing = 0;
        for (int s = 0; s < HIDDEN_STATES; s++) {
            shown[shown(s)] += chances[s];
            if (s >= STEADY) flashing += chances[s];
        }
        return new Belief(shown, Math.clamp(flashing, 0, 1));
    }

    /** What the frame shows in a state of the chain. */
    private static int shown(int state) {
        if (state < STEADY) return state;
        return (state - STEADY) % PHASES == ON ? (state - STEADY) / PHASES : DARK;
    }

    private static double[] weighted(double[] chances, double[] likelihoods) {
        double[] weighted = new double[HIDDEN_STATES];
        for (int s = 0; s < HIDDEN_STATES; s++) weighted[s] = chances[s] * Math.exp(likelihoods[shown(s)]);
        return weighted;
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0.001, Duration.between(from, to).toNanos() / 1e9);
    }

    private static double[] step(double[] from, double seconds, boolean onwards) {
        double[] to = new double[HIDDEN_STATES];
        double change = within(seconds, DWELL_S);
        double stop = within(seconds, FLASHES_FOR_S);
        for (int a = 0; a < HIDDEN_STATES; a++)
            for (int b = 0; b < HIDDEN_STATES; b++) {
                double chance = a < STEADY ? fromSteady(a, b, change) : fromFlash(a, b, seconds, stop);
                if (onwards) to[b] += from[a] * chance;
                else to[a] += from[b] * chance;
            }
        return to;
    }

    private static double fromSteady(int a, int b, double change) {
        if (a == b) return 1 - change;
        if (b < STEADY) return change * (1 - BEGINS_TO_FLASH) * NEXT[a][b];
        return (b - STEADY) % PHASES == OFF ? 0 : change * BEGINS_TO_FLASH / (2 * LampLayout.LAMPS);
    }

    private static double fromFlash(int a, int b, double seconds, double stop) {
        if (b < STEADY) return stop / STEADY;
        if ((a - STEADY) / PHASES != (b - STEADY) / PHASES) return 0;
        int phase = (a - STEADY) % PHASES;
        double go = switch (phase) {
            case ON -> within(seconds, ON_S);
            case GOING_OFF -> within(seconds, GOING_OFF_S);
            default -> within(seconds, OFF_S);
        };
        if (a == b) return (1 - stop) * (1 - go);
        return (b - STEADY) % PHASES == (phase + 1) % PHASES ? (1 - stop) * go : 0;
    }

    private static double within(double seconds, double mean) {
        return 1 - Math.exp(-seconds / mean);
    }

    private static double[] normalised(double[] values) {
        double sum = 0;
        for (double each : values) sum += each;
        for (int i = 0; i < values.length; i++) values[i] = sum > 0 ? values[i] / sum : 1.0 / values.length;
        return values;
    }
}
