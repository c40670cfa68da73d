package city.ioc.edge.vision.track;

import city.ioc.edge.vision.detect.RoadUser;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What the pictures of one track took it for, each with the weight of its score. */
final class ClassVote {
    private final Map<RoadUser, Double> weights = new EnumMap<>(RoadUser.class);

    void add(RoadUser kind, double score) {
        weights.merge(kind, score, Double::sum);
    }

    void addAll(ClassVote other) {
        other.weights.forEach((kind, weight) -> weights.merge(kind, weight, Double::sum));
    }

    /** Empty while only motion was seen. */
    Optional<RoadUser> winner() {
        return weights.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /** The winner's share of all votes, 0..1. */
    double share() {
        double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        return all == 0
                ? 0
                : weights.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .max()
                                .orElse(0)
                        / all;
    }
}
