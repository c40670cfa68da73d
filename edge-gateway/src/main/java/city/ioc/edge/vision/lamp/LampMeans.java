package city.ioc.edge.vision.lamp;

import static city.ioc.edge.vision.lamp.LampModel.DIMENSIONS;
import static city.ioc.edge.vision.lamp.LampModel.STATES;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Means and scatter of a head's colours, from blocks of which the state is known; pure. */
final class LampMeans {
    private static final double USUAL_GAIN = 60;
    private static final double LEAST_GAIN = 20;
    private static final double UNSEEN_OFF = 40;
    /** So many blocks count as much as what is expected of an unseen state. */
    private static final double PRIOR_BLOCKS = 4;

    /** Blue, green, red of a lit lamp, as shares of its brightest. */
    private static final double[][] TYPICAL = {{0.35, 0.35, 1}, {0.3, 0.7, 1}, {0.8, 1, 0.4}};

    /** Before anything is known: noise of a square's mean, and what light and exposure do to all squares alike. */
    private static final double NOISE = 4;

    private static final double COMMON = 8;
    private static final double PRIOR_SCATTER_BLOCKS = 20;

    private LampMeans() {}

    static double brightest(double[] nine, int lamp) {
        return Math.max(nine[lamp * 3], Math.max(nine[lamp * 3 + 1], nine[lamp * 3 + 2]));
    }

    static double[][] means(double[][] seen, int[] states) {
        double[][] off = off(seen, states);
        double[][] gain = new double[LampLayout.LAMPS][];
        double usual = 0;
        int known = 0;
        for (int lamp = 0; lamp < LampLayout.LAMPS; lamp++) {
            int self = lamp;
            Optional<double[]> on = meanOf(seen, states, lamp, state -> state == self);
            if (on.isEmpty()) continue;
            gain[lamp] = new double[3];
            for (int c = 0; c < 3; c++) gain[lamp][c] = on.get()[c] - off[lamp][c];
            usual += Math.max(gain[lamp][0], Math.max(gain[lamp][1], gain[lamp][2]));
            known++;
        }
        usual = known == 0 ? USUAL_GAIN : Math.max(LEAST_GAIN, usual / known);
        double[][] means = new double[STATES][DIMENSIONS];
        for (int state = 0; state < STATES; state++) {
            double[] expected = new double[DIMENSIONS];
            for (int lamp = 0; lamp < LampLayout.LAMPS; lamp++)
                for (int c = 0; c < 3; c++) {
                    double lit = gain[lamp] == null ? usual * TYPICAL[lamp][c] : gain[lamp][c];
                    expected[lamp * 3 + c] = Math.min(255, off[lamp][c] + (lamp == state ? lit : 0));
                }
            means[state] =
                    state == LampLearner.DARK ? darker(seen, states, expected) : blend(seen, states, state, expected);
        }
        return means;
    }

    /**
     * Darkness is what every lamp looks like while another one is lit, or darker, for at night that one's halo lies on it. Were the
     * mean quite free, it would settle on half of the frames of a lamp whose brightness has two levels.
     */
    private static double[] darker(double[][] seen, int[] states, double[] expected) {
        double[] mean = expected.clone();
        for (int lamp = 0; lamp < LampLayout.LAMPS; lamp++) {
            Optional<double[]> usual = usualOf(seen, states, lamp, state -> state == LampLearner.DARK);
            if (usual.isEmpty()) continue;
            double[] found = usual.get();
            if (Math.max(found[0], Math.max(found[1], found[2])) < brightest(expected, lamp))
                System.arraycopy(found, 0, mean, lamp * 3, 3);
        }
        return mean;
    }

    /** What each lamp looks like when it is off: while another is lit; else while none is; else as the others do. */
    private static double[][] off(double[][] seen, int[] states) {
        double[][] off = new double[LampLayout.LAMPS][];
        for (int lamp = 0; lamp < LampLayout.LAMPS; lamp++) {
            int self = lamp;
            off[lamp] = usualOf(
                            seen,
                            states,
                            lamp,
                            state -> state != self && state != LampLearner.DARK && state != LampLearner.HIDDEN)
                    .or(() -> usualOf(seen, states, self, state -> state == LampLearner.DARK))
                    .orElse(null);
        }
        double[] others = new double[3];
        int count = 0;
        for (double[] each : off) {
            if (each == null) continue;
            count++;
            for (int c = 0; c < 3; c++) others[c] += each[c];
        }
        for (int lamp = 0; lamp < off.length; lamp++) {
            if (off[lamp] != null) continue;
            off[lamp] = new double[3];
            for (int c = 0; c < 3; c++) off[lamp][c] = count == 0 ? UNSEEN_OFF : others[c] / count;
        }
        return off;
    }

    /** Of a state that was seen its own mean, of one that was not what the others lead to expect. */
    private static double[] blend(double[][] seen, int[] states, int state, double[] expected) {
        double[] sum = new double[DIMENSIONS];
        int count = 0;
        for (int i = 0; i < seen.length; i++) {
            if (states[i] != state) continue;
            count++;
            for (int d = 0; d < DIMENSIONS; d++) sum[d] += seen[i][d];
        }
        if (count == 0) return expected;
        double prior = PRIOR_BLOCKS / (PRIOR_BLOCKS + (double) count * count);
        double[] mean = new double[DIMENSIONS];
        for (int d = 0; d < DIMENSIONS; d++) mean[d] = prior * expected[d] + (1 - prior) * sum[d] / count;
        return mean;
    }

    private static Optional<double[]> meanOf(double[][] seen, int[] states, int lamp, IntPredicate which) {
        double[] mean = new double[3];
        int count = 0;
        for (int i = 0; i < seen.length; i++) {
            if (!which.test(states[i])) continue;
            count++;
            for (int c = 0; c < 3; c++) mean[c] += seen[i][lamp * 3 + c];
        }
        if (count == 0) return Optional.empty();
        for (int c = 0; c < 3; c++) mean[c] /= count;
        return Optional.of(mean);
    }

    /** The median of each colour, which some blocks called by the wrong name do not move. */
    private static Optional<double[]> usualOf(double[][] seen, int[] states, int lamp, IntPredicate which) {
        double[] usual = new double[3];
        for (int c = 0; c < 3; c++) {
            int place = lamp * 3 + c;
            double[] values = IntStream.range(0, seen.length)
                    .filter(i -> which.test(states[i]))
                    .mapToDouble(i -> seen[i][place])
                    .sorted()
                    .toArray();
            if (values.length == 0) return Optional.empty();
            usual[c] = values[values.length / 2];
        }
        return Optional.of(usual);
    }

    static double[][] scatter(double[][] seen, int[] states, double[][] means) {
        double[][] scatter = new double[DIMENSIONS][DIMENSIONS];
        int count = 0;
        double[] apart = new double[DIMENSIONS];
        for (int i = 0; i < seen.length; i++) {
            // Of darkness the mean is not its own.
            if (states[i] == LampLearner.HIDDEN || states[i] == LampLearner.DARK) continue;
            count++;
            for (int d = 0; d < DIMENSIONS; d++) apart[d] = seen[i][d] - means[states[i]][d];
            for (int a = 0; a < DIMENSIONS; a++)
                for (int b = 0; b < DIMENSIONS; b++) scatter[a][b] += apart[a] * apart[b];
        }
        for (int a = 0; a < DIMENSIONS; a++)
            for (int b = 0; b < DIMENSIONS; b++)
                scatter[a][b] =
                        (scatter[a][b] + PRIOR_SCATTER_BLOCKS * (COMMON * COMMON + (a == b ? NOISE * NOISE : 0)))
                                        / (count + PRIOR_SCATTER_BLOCKS)
                                + (a == b ? 1 : 0);
        return scatter;
    }
}
