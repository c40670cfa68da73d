package city.ioc.edge.vision.lamp;

import static city.ioc.edge.vision.lamp.LampModel.DIMENSIONS;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one patch after another with a model of the head, and follows slow changes of light that move all of its colours. Not
 * thread-safe.
 */
final class LampSight {
    private static final double FOLLOWS_WITHIN_S = 6;
    private static final double MOST_DRIFT = 40;
    /** As near as nine of ten blocks come to their state by their scatter. */
    private static final double NEAR = 15;

    private static final double DOUBT = 0.3;

    private final LampModel model;
    private final double[] nine = new double[DIMENSIONS];
    private final double[] drift = new double[DIMENSIONS];
    private @Nullable Instant before;
    private boolean hidden;

    LampSight(LampModel model) {
        this.model = model;
    }

    /** Logarithms of the likelihood of each state. */
    double[] look(HeadPatch patch) {
        model.layout().measure(patch.pixels(), patch.width(), nine);
        double[] likelihoods = model.likelihoods(nine, drift);
        hidden = model.view().isHidden(patch.pixels());
        if (hidden) doubt(likelihoods);
        else follow(patch.at());
        return likelihoods;
    }

    /** Whether something stood before the head in the last patch, or it was turned away. */
    boolean isHidden() {
        return hidden || model.isStrange(nine, drift);
    }

    /** A lamp that shines past what hides the head is seen all the same; that none does says nothing. */
    private static void doubt(double[] likelihoods) {
        double lit = Math.max(likelihoods[0], Math.max(likelihoods[1], likelihoods[2]));
        for (int state = 0; state < LampModel.STATES; state++)
            likelihoods[state] = DOUBT * Math.min(0, likelihoods[state] - lit);
    }

    private void follow(Instant at) {
        Instant since = before;
        before = at;
        if (since == null) return;
        double[] distances = model.distances(nine, drift);
        int nearest = 0;
        for (int i = 1; i < distances.length; i++) if (distances[i] < distances[nearest]) nearest = i;
        if (distances[nearest] > NEAR) return;
        double seconds = Math.clamp(Duration.between(since, at).toNanos() / 1e9, 0, 1);
        double share = 1 - Math.exp(-seconds / FOLLOWS_WITHIN_S);
        for (int i = 0; i < DIMENSIONS; i++) {
            double apart = nine[i] - drift[i] - model.mean(nearest)[i];
            drift[i] = Math.clamp(drift[i] + share * apart, -MOST_DRIFT, MOST_DRIFT);
        }
    }
}
