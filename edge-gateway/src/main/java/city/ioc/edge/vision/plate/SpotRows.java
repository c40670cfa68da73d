package city.ioc.edge.vision.plate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts characters that were spotted in a picture together to rows, and rows to plates of one or two lines. */
final class SpotRows {
    /** Steepest text that is looked for, as a slope; plates hang straight, cameras and bends tilt them. */
    private static final double STEEPEST = 0.6;
    /** A military plate's first line has two letters. */
    private static final int FEWEST = 2;

    private static final int FEWEST_ALONE = 4;

    /** A line of so many sure characters is a whole plate's. */
    private static final int WHOLE_LINE = 7;

    private static final int MOST_SPOTS = 80;

    private SpotRows() {}

    /** The rows of one plate, top first, and their layout. */
    record Plate(List<SpotRow> rows) {
        Plate {
            rows = List.copyOf(rows);
            if (rows.isEmpty() || rows.size() > 2) throw new IllegalArgumentException("a plate has one or two rows");
        }

        Layout layout() {
            return rows.size() == 1 ? Layout.ONE_LINE : Layout.TWO_LINE;
        }

        double seen() {
            return rows.stream().mapToDouble(SpotRow::seen).sum();
        }

        int spots() {
            return rows.stream().mapToInt(each -> each.spots().size()).sum();
        }

        int characters() {
            return rows.stream().mapToInt(each -> each.sure().size()).sum();
        }
    }

    /** Plates among the characters, that with the surest characters first. */
    static List<Plate> plates(List<Spot> spots) {
        List<Spot> left = new ArrayList<>(spots.stream()
                .sorted(Comparator.comparingDouble(Spot::seen).reversed())
                .limit(MOST_SPOTS)
                .toList());
        List<SpotRow> rows = new ArrayList<>();
        Optional<SpotRow> row = longest(left);
        while (row.isPresent()) {
            rows.add(row.get());
            left.removeAll(row.get().spots());
            row = longest(left);
        }
        return pair(rows);
    }

    private static Optional<SpotRow> longest(List<Spot> spots) {
        Optional<SpotRow> best = Optional.empty();
        for (Spot a : spots)
            for (Spot b : spots) {
                double dx = b.x() - a.x();
                double height = (a.height() + b.height()) / 2;
                if (dx < 0.25 * height || dx > 9 * height || !alike(a, b)) continue;
                double slope = (b.y() - a.y()) / dx;
                if (Math.abs(slope) > STEEPEST) continue;
                List<Spot> along = along(spots, a, slope, height);
                if (along.size() < FEWEST) continue;
                SpotRow row = new SpotRow(along);
                if (best.isEmpty() || row.seen() > best.get().seen()) best = Optional.of(row);
            }
        return best;
    }

    private static boolean isWhole(SpotRow row) {
        return row.sure().size() >= WHOLE_LINE;
    }

    private static boolean alike(Spot a, Spot b) {
        double ratio = a.height() / b.height();
        return ratio > 0.62 && ratio < 1.6;
    }

    /** The characters on a line through one, without a gap that no dash fills. */
    private static List<Spot> along(List<Spot> spots, Spot through, double slope, double height) {
        double tolerance = 0.3 * height;
        List<Spot> on = spots.stream()
                .filter(each -> alike(each, through)
                        && Math.abs(each.y() - through.y() - slope * (each.x() - through.x())) < tolerance)
                .sorted(Comparator.comparingDouble(Spot::x))
                .toList();
        int at = on.indexOf(through);
        int from = at;
        int to = at;
        double reach = 1.7 * height;
        while (from > 0 && on.get(from).x() - on.get(from - 1).x() < reach) from--;
        while (to < on.size() - 1 && on.get(to + 1).x() - on.get(to).x() < reach) to++;
        return on.subList(from, to + 1);
    }

    private static List<Plate> pair(List<SpotRow> rows) {
        List<SpotRow> left = new ArrayList<>(rows);
        List<Plate> plates = new ArrayList<>();
        while (!left.isEmpty()) {
            SpotRow first = left.removeFirst();
            Optional<SpotRow> second = isWhole(first)
                    ? Optional.empty()
                    : left.stream()
                            .filter(each -> areOnePlate(first, each))
                            .max(Comparator.comparingDouble(SpotRow::seen));
            if (second.isEmpty()) {
                if (first.sure().size() >= FEWEST_ALONE) plates.add(new Plate(List.of(first)));
                continue;
            }
            left.remove(second.get());
            boolean isBelow = second.get().yAt(first.meanX()) > first.meanY();
            plates.add(new Plate(isBelow ? List.of(first, second.get()) : List.of(second.get(), first)));
        }
        plates.sort(Comparator.comparingDouble(Plate::seen).reversed());
        return plates;
    }

    private static boolean areOnePlate(SpotRow a, SpotRow b) {
        double ratio = a.height() / b.height();
        if (ratio < 0.6 || ratio > 1.65 || isWhole(b)) return false;
        if (Math.abs(a.slope() - b.slope()) > 0.22) return false;
        double height = (a.height() + b.height()) / 2;
        double middle = (a.meanX() + b.meanX()) / 2;
        double apart = Math.abs(a.yAt(middle) - b.yAt(middle));
        double overlap = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
        double shorter = Math.min(a.right() - a.left(), b.right() - b.left());
        return apart > 0.75 * height && apart < 2.1 * height && overlap > 0.5 * shorter;
    }
}
