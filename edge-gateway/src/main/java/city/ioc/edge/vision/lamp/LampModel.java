package city.ioc.edge.vision.lamp;

/**
 * What the lamps of one head look like when each of them is lit, or none: means of the nine colours of the three squares, and how
 * they scatter. Says how likely a patch is under each state. Immutable.
 */
final class LampModel {
    static final int STATES = 4;
    static final int DIMENSIONS = 9;
    /** Frames follow one another so closely that they err together: each counts for half. */
    private static final double TEMPER = 0.25;

    /** No single frame says more than this: a mains flicker or a bird is one frame. */
    private static final double MOST = 6;

    /** A patch further than this from every state shows something else. */
    private static final double STRANGE = 70;

    private final LampLayout layout;
    private final HeadView view;
    private final double[][] means;
    private final double[][] precision;

    LampModel(LampLayout layout, HeadView view, double[][] means, double[][] precision) {
        this.layout = layout;
        this.view = view;
        this.means = means;
        this.precision = precision;
    }

    LampLayout layout() {
        return layout;
    }

    HeadView view() {
        return view;
    }

    double[] mean(int state) {
        return means[state];
    }

    /** @param drift what the colours have moved by since the model was made */
    double[] likelihoods(double[] nine, double[] drift) {
        double[] distances = distances(nine, drift);
        double nearest = Double.MAX_VALUE;
        for (double each : distances) nearest = Math.min(nearest, each);
        double trust = Math.min(1, STRANGE / Math.max(nearest, 1e-9));
        for (int state = 0; state < STATES; state++)
            distances[state] = -trust * Math.min(MOST, TEMPER * (distances[state] - nearest));
        return distances;
    }

    /** Whether it shows something else: a bus before it, or a signal head that was turned away. */
    boolean isStrange(double[] nine, double[] drift) {
        for (double each : distances(nine, drift)) if (each < STRANGE) return false;
        return true;
    }

    /** Squared, in units of the scatter. */
    double[] distances(double[] nine, double[] drift) {
        double[] distances = new double[STATES];
        double[] apart = new double[DIMENSIONS];
        for (int state = 0; state < STATES; state++) {
            for (int i = 0; i < DIMENSIONS; i++) apart[i] = nine[i] - drift[i] - means[state][i];
            double sum = 0;
            for (int i = 0; i < DIMENSIONS; i++) {
                double row = 0;
                for (int k = 0; k < DIMENSIONS; k++) row += precision[i][k] * apart[k];
                sum += row * apart[i];
            }
            distances[state] = sum;
        }
        return distances;
    }
}
