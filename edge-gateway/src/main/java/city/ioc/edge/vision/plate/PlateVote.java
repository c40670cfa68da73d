package city.ioc.edge.vision.plate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The best read of one vehicle's plate over its track: every frame's read speaks for its text and, less, for its alternatives, by
 * its confidence. One thread at a time.
 */
public final class PlateVote {
    /** Frames of one track show one plate under one light: a second look halves the doubt less than an independent one would. */
    private static final double INDEPENDENCE = 0.4;
    /** A rival needs this share of the winner's support to keep the read from being accepted unseen. */
    private static final double RIVAL = 0.2;

    private final Map<String, Double> support = new HashMap<>();
    private final List<PlateRead> reads = new ArrayList<>();

    public void add(PlateRead read) {
        reads.add(read);
        support.merge(read.text(), read.confidence(), Double::sum);
        for (PlateRead.Alternative each : read.alternatives())
            support.merge(each.text(), (1 - read.confidence()) * each.share(), Double::sum);
    }

    public int reads() {
        return reads.size();
    }

    /** The surest frame's read of the text with most support, with the confidence of all; empty before the first read. */
    public Optional<PlateRead> best() {
        Optional<String> text = support.entrySet().stream()
                .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
        return text.flatMap(this::judged);
    }

    private Optional<PlateRead> judged(String text) {
        List<PlateRead> saying = reads.stream()
                .filter(each -> each.text().equals(text))
                .sorted(Comparator.comparingDouble(PlateRead::confidence).reversed())
                .toList();
        if (saying.isEmpty()) return reads.stream().max(Comparator.comparingDouble(PlateRead::confidence));
        PlateRead surest = saying.getFirst();
        double doubt = 1 - surest.confidence();
        for (PlateRead each : saying.subList(1, saying.size()))
            doubt *= Math.pow(Math.min(1, 2 * (1 - each.confidence())), INDEPENDENCE);
        double rival = support.entrySet().stream()
                .filter(each -> !each.getKey().equals(text))
                .mapToDouble(Map.Entry::getValue)
                .max()
                .orElse(0);
        double own = support.getOrDefault(text, 0.0);
        double confidence = (1 - doubt) * own / (own + rival);
        boolean accepted = rival < RIVAL * own && (surest.autoAccept() || confidence >= Evidence.ACCEPTED);
        return Optional.of(new PlateRead(
                text,
                surest.layout(),
                surest.colour(),
                Math.clamp(confidence, 0, 1),
                accepted,
                surest.alternatives(),
                surest.corners(),
                surest.characterHeight()));
    }
}
