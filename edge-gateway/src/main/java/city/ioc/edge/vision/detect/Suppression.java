package city.ioc.edge.vision.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;

/** Leaves of several boxes around one thing the surest one. */
final class Suppression {
    /** Boxes of one class that share this much are one thing; people in a queue overlap less, duplicates more. */
    private static final double SAME_KIND_IOU = 0.5;
    /** Across classes: a box that the network calls two names. Riders side by side stay below it. */
    private static final double ANY_KIND_IOU = 0.6;
    /** A small box inside a larger one of its class is a part of that: a car's bonnet, a person's coat. */
    private static final double PART = 0.85;

    /** Two riders that share this much are one, seen once as a whole and once as its machine. */
    private static final double SAME_RIDER_IOU = 0.5;

    private Suppression() {}

    /** Within each class: first what a scale repeats, then what several scales say of one thing. */
    static List<Candidate> perKind(List<Candidate> candidates) {
        return keep(
                candidates,
                (weak, sure) -> weak.kind() == sure.kind()
                        && (weak.iou(sure) > SAME_KIND_IOU
                                || weak.area() < sure.area() && weak.containment(sure) > PART));
    }

    /** Across all classes, for things that cannot be in one place. */
    static List<Candidate> acrossKinds(List<Candidate> candidates) {
        return keep(candidates, (weak, sure) -> weak.iou(sure) > ANY_KIND_IOU);
    }

    /** Of finished road users: a rider found twice through two boxes of one machine. */
    static List<Detection> riders(List<Detection> found) {
        List<Detection> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingDouble(Detection::score).reversed());
        List<Detection> kept = new ArrayList<>();
        for (Detection each : sorted) {
            boolean again = each.kind().isTwoWheeler()
                    && kept.stream()
                            .anyMatch(sure -> sure.kind().isTwoWheeler()
                                    && (sure.iou(each) > SAME_RIDER_IOU || sure.overlap(each) > PART * each.area()));
            if (!again) kept.add(each);
        }
        return kept;
    }

    /** Takes candidates by falling score; each stays unless one already kept speaks against it. */
    private static List<Candidate> keep(List<Candidate> candidates, BiPredicate<Candidate, Candidate> duplicate) {
        List<Candidate> sorted = new ArrayList<>(candidates);
        sorted.sort(Comparator.comparingDouble(Candidate::score).reversed());
        List<Candidate> kept = new ArrayList<>();
        for (Candidate each : sorted) {
            if (each.area() > 0 && kept.stream().noneMatch(sure -> duplicate.test(each, sure))) kept.add(each);
        }
        return kept;
    }
}
