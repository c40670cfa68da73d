package city.ioc.edge.vision.plate;

import java.util.Comparator;
import java.util.List;

/**
 * Characters that stand in one row, from left to right, among them strays: dirt, a screw or the frame look like a character that is
 * hardly there. The row's place and size are those of its sure characters. Immutable.
 */
record SpotRow(List<Spot> spots, List<Spot> sure) {
    /** Beside sure characters a spot less sure than this share of theirs may be a stray. */
    private static final double STRAY = 0.4;

    /** How surely nothing stands between two neighbours: it is rare that the spotter misses a character. */
    private static final double MISSED = 1e-4;

    private static final double MISSED_IN_A_GAP = 0.05;

    SpotRow(List<Spot> spots) {
        this(spots.stream().sorted(Comparator.comparingDouble(Spot::x)).toList(), sure(spots));
    }

    SpotRow {
        if (sure.isEmpty()) throw new IllegalArgumentException("a row has characters");
    }

    private static List<Spot> sure(List<Spot> spots) {
        double[] seen = spots.stream().mapToDouble(Spot::seen).sorted().toArray();
        double floor = STRAY * seen[seen.length / 2];
        return spots.stream()
                .filter(each -> each.seen() >= floor)
                .sorted(Comparator.comparingDouble(Spot::x))
                .toList();
    }

    double height() {
        return sure.stream().mapToDouble(Spot::height).sorted().toArray()[sure.size() / 2];
    }

    double width() {
        return sure.stream().mapToDouble(Spot::width).sorted().toArray()[sure.size() / 2];
    }

    /** Slope of the line through the centres, by least squares. */
    double slope() {
        double mx = meanX();
        double my = meanY();
        double xy = 0;
        double xx = 0;
        for (Spot each : sure) {
            xy += (each.x() - mx) * (each.y() - my);
            xx += (each.x() - mx) * (each.x() - mx);
        }
        return xx == 0 ? 0 : xy / xx;
    }

    double meanX() {
        return sure.stream().mapToDouble(Spot::x).average().orElseThrow();
    }

    double meanY() {
        return sure.stream().mapToDouble(Spot::y).average().orElseThrow();
    }

    double yAt(double x) {
        return meanY() + slope() * (x - meanX());
    }

    double seen() {
        return spots.stream().mapToDouble(Spot::seen).sum();
    }

    double left() {
        return sure.getFirst().x() - sure.getFirst().width() / 2;
    }

    double right() {
        return sure.getLast().x() + sure.getLast().width() / 2;
    }

    /** The row as the decoder of lines takes it: a step per character, and one of none between neighbours. */
    Emissions emissions() {
        int n = spots.size();
        double[][] steps = new double[2 * n + 1][Alphabet.SIZE + 1];
        double pitch = pitch();
        for (int i = 0; i <= n; i++) {
            boolean gap = i > 0 && i < n && spots.get(i).x() - spots.get(i - 1).x() > 1.75 * pitch;
            double missed = gap ? MISSED_IN_A_GAP : MISSED;
            double[] between = steps[2 * i];
            java.util.Arrays.fill(between, missed / Alphabet.SIZE);
            between[0] = 1 - missed;
        }
        for (int i = 0; i < n; i++) {
            Spot spot = spots.get(i);
            double[] step = steps[2 * i + 1];
            double seen = Math.clamp(spot.seen() * 1.15, 0, 0.995);
            for (int c = 0; c < Alphabet.SIZE; c++)
                step[c + 1] = seen * (spot.characters()[c] * 0.99 + 0.01 / Alphabet.SIZE);
            step[0] = 1 - seen;
        }
        return Emissions.of(steps);
    }

    private double pitch() {
        double[] gaps = new double[Math.max(0, sure.size() - 1)];
        for (int i = 0; i < gaps.length; i++)
            gaps[i] = sure.get(i + 1).x() - sure.get(i).x();
        if (gaps.length == 0) return Double.POSITIVE_INFINITY;
        java.util.Arrays.sort(gaps);
        return gaps[gaps.length / 2];
    }

    /** The strip of the picture that holds the row, with margins in heights of its characters. */
    Corners strip(double before, double after, double across) {
        double height = height();
        double angle = Math.atan(slope());
        double from = left() - before * height;
        double to = right() + after * height;
        double middle = (from + to) / 2;
        return Corners.around(middle, yAt(middle), (to - from) / Math.cos(angle), height * across, angle);
    }
}
