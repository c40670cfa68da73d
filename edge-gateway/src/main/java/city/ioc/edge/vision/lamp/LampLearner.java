package city.ioc.edge.vision.lamp;

import static city.ioc.edge.vision.lamp.LampModel.DIMENSIONS;
import static city.ioc.edge.vision.lamp.LampModel.STATES;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Learns a head from what was seen of it: finds its lamps, calls each block by its brightest lamp, and then lets blocks and means
 * settle on one another. So a lamp is known by how it differs from itself when it is off, be it dim, pink or white.
 */
final class LampLearner {
    static final int DARK = 3;
    static final int HIDDEN = -1;
    private static final int ROUNDS = 8;
    /** A block whose best lamp leads by less than this share of what is usual shows no lamp. */
    private static final double DARK_SHARE = 0.3;

    private static final double LEAST_LEAD = 8;
    private static final double CHANGES = 15;
    private static final double NEARLY_OFF = 0.1;
    private static final double CLEARLY_LIT = 0.7;
    private static final double HALF_LIT = 0.5;

    private LampLearner() {}

    /** Empty where nothing behaves like a signal head. */
    static Optional<LampModel> learn(List<byte[]> blocks, int width, int height) {
        if (blocks.isEmpty()) return Optional.empty();
        BlockSums sums = new BlockSums(blocks, width, height);
        return LayoutSearch.find(sums).map(layout -> settle(layout, sums, blocks));
    }

    private static LampModel settle(LampLayout layout, BlockSums sums, List<byte[]> blocks) {
        double[][] seen = new double[blocks.size()][DIMENSIONS];
        for (int i = 0; i < seen.length; i++) layout.measure(blocks.get(i), sums.width(), seen[i]);
        int[] states = settled(layout, seen, firstGuess(layout, sums));
        HeadView view = HeadView.learn(blocks, states, sums.width(), sums.height(), layout);
        for (int i = 0; i < states.length; i++) if (view.isHidden(blocks.get(i))) states[i] = HIDDEN;
        return model(layout, view, seen, settled(layout, seen, states));
    }

    /** Blocks and means, until neither moves the other; what is hidden stays out. */
    private static int[] settled(LampLayout layout, double[][] seen, int[] first) {
        double[] still = new double[DIMENSIONS];
        int[] states = first;
        for (int round = 0; round < ROUNDS; round++) {
            LampModel model = model(layout, HeadView.UNKNOWN, seen, states);
            int[] next = new int[seen.length];
            for (int i = 0; i < seen.length; i++) {
                if (first[i] == HIDDEN) next[i] = HIDDEN;
                else if (isDark(model, seen[i])) next[i] = DARK;
                else if (model.isStrange(seen[i], still)) next[i] = onlyLit(model, seen[i]);
                else next[i] = nearest(model, seen[i], model.distances(seen[i], still));
            }
            if (Arrays.equals(next, states)) break;
            states = next;
        }
        return states;
    }

    /** The nearest of the states that its lamps allow: one that shines is not off, and one that is off does not shine. */
    private static int nearest(LampModel model, double[] seen, double[] distances) {
        double[] shine = shine(model, seen);
        double most = Math.max(shine[0], Math.max(shine[1], shine[2]));
        int nearest = HIDDEN;
        for (int state = 0; state < STATES; state++) {
            boolean allowed = state == DARK ? most < HALF_LIT : shine[state] > 0 && shine[state] >= most * HALF_LIT;
            if (allowed && (nearest == HIDDEN || distances[state] < distances[nearest])) nearest = state;
        }
        return nearest;
    }

    /** How bright each lamp is between off, 0, and lit, 1. */
    private static double[] shine(LampModel model, double[] seen) {
        double[] shine = new double[STATES];
        for (int lamp = 0; lamp < LampLayout.LAMPS; lamp++) {
            double off = LampMeans.brightest(model.mean(DARK), lamp);
            double gain = Math.max(LEAST_LEAD, LampMeans.brightest(model.mean(lamp), lamp) - off);
            shine[lamp] = (LampMeans.brightest(seen, lamp) - off) / gain;
        }
        return shine;
    }

    /** The one lamp that clearly shines; {@link #HIDDEN} where there is none, or two. */
    private static int onlyLit(LampModel model, double[] seen) {
        double[] shine = shine(model, seen);
        int lit = HIDDEN;
        for (int lamp = 0; lamp < LampLayout.LAMPS; lamp++) {
            if (shine[lamp] < HALF_LIT) continue;
            if (lit != HIDDEN || shine[lamp] < CLEARLY_LIT) return HIDDEN;
            lit = lamp;
        }
        return lit;
    }

    private static boolean isDark(LampModel model, double[] seen) {
        for (int lamp = 0; lamp < LampLayout.LAMPS; lamp++) {
            double off = LampMeans.brightest(model.mean(DARK), lamp);
            double gain = Math.max(0, LampMeans.brightest(model.mean(lamp), lamp) - off);
            if (LampMeans.brightest(seen, lamp) > off + NEARLY_OFF * gain) return false;
        }
        return true;
    }

    private static int[] firstGuess(LampLayout layout, BlockSums sums) {
        LampEvidence evidence = new LampEvidence();
        double[][] weights = new double[sums.count()][];
        for (int i = 0; i < weights.length; i++) {
            evidence.weigh(sums, i, layout);
            weights[i] = evidence.perLamp.clone();
        }
        forgetWhatStands(weights);
        int[] states = new int[weights.length];
        double[] leads = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            states[i] = LampEvidence.best(weights[i]);
            leads[i] = LampEvidence.lead(weights[i]);
        }
        double usual = quantile(leads, 0.75);
        for (int i = 0; i < leads.length; i++)
            if (leads[i] < Math.max(LEAST_LEAD, usual * DARK_SHARE)) states[i] = DARK;
        return states;
    }

    /** Where two lamps or more come and go, colour that is always there is the lens's or the sun's. */
    private static void forgetWhatStands(double[][] weights) {
        double[] least = new double[LampLayout.LAMPS];
        int changing = 0;
        for (int lamp = 0; lamp < LampLayout.LAMPS; lamp++) {
            int self = lamp;
            double[] ofLamp =
                    Arrays.stream(weights).mapToDouble(each -> each[self]).toArray();
            least[lamp] = quantile(ofLamp, 0.1);
            if (quantile(ofLamp, 0.98) - least[lamp] > CHANGES) changing++;
        }
        if (changing < 2) return;
        for (double[] each : weights)
            for (int lamp = 0; lamp < LampLayout.LAMPS; lamp++) each[lamp] = Math.max(0, each[lamp] - least[lamp]);
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }

    private static LampModel model(LampLayout layout, HeadView view, double[][] seen, int[] states) {
        double[][] means = LampMeans.means(seen, states);
        return new LampModel(layout, view, means, Matrices.inverse(LampMeans.scatter(seen, states, means)));
    }
}
