package city.ioc.edge.vision.lamp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Consecutive looks at a head, and what they say together. Not thread-safe. */
final class LampSequence {
    /** A head that was hidden for so long may have changed and changed back. */
    private static final Duration REMEMBERED = Duration.ofSeconds(3);

    /** Between the most and the least likely state: less than this says nothing. */
    private static final double SAYS_SOMETHING = 1;

    private final List<Long> frames = new ArrayList<>();
    private final List<Instant> at = new ArrayList<>();
    private final List<double[]> likelihoods = new ArrayList<>();
    private final List<Boolean> blind = new ArrayList<>();

    void add(HeadPatch patch, double[] likelihood, boolean hidden) {
        frames.add(patch.frame());
        at.add(patch.at());
        likelihoods.add(likelihood);
        double most = Double.NEGATIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        for (double each : likelihood) {
            most = Math.max(most, each);
            least = Math.min(least, each);
        }
        blind.add(hidden && most - least < SAYS_SOMETHING);
    }

    int size() {
        return frames.size();
    }

    Instant at(int index) {
        return at.get(index);
    }

    /** Forgets the oldest. */
    void removeFirst(int count) {
        frames.subList(0, count).clear();
        at.subList(0, count).clear();
        likelihoods.subList(0, count).clear();
        blind.subList(0, count).clear();
    }

    List<LampReading> read() {
        LampDecoder.Belief[] beliefs = LampDecoder.decode(likelihoods, at);
        List<LampReading> readings = new ArrayList<>(beliefs.length);
        Instant seen = at.isEmpty() ? Instant.MIN : at.getFirst();
        for (int i = 0; i < beliefs.length; i++) {
            if (!blind.get(i)) seen = at.get(i);
            boolean lost = Duration.between(seen, at.get(i)).compareTo(REMEMBERED) > 0;
            readings.add(new LampReading(
                    frames.get(i),
                    at.get(i),
                    lost ? LampState.UNKNOWN : beliefs[i].state(),
                    lost ? 0 : beliefs[i].confidence(),
                    !lost && beliefs[i].flashing() > 0.5));
        }
        return readings;
    }
}
