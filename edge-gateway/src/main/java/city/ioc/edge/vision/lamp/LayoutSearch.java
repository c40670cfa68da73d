package city.ioc.edge.vision.lamp;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Finds the lamps of a head in its patches: where the brightest changes are, in the colours and the order of a signal head. */
final class LayoutSearch {
    /** More say no more. */
    private static final int MOST_BLOCKS = 240;

    /** A head that lies down with its red lamp on the right stands in countries that drive on the left. */
    private static final double LYING_REVERSED = 0.85;

    /** A region that is so much longer than wide was drawn around a head that lies along it. */
    private static final double LONGER = 1.4;

    private static final double CHANGES = 15;
    private static final int GOOD = 16;
    private static final double LEAST_LEAD = 6;
    private static final int COARSE = 2;

    private final BlockSums blocks;
    private final int every;
    private final LampEvidence evidence = new LampEvidence();
    private final double[][] weights;
    private final PriorityQueue<Candidate> candidates =
            new PriorityQueue<>(Comparator.comparingDouble(Candidate::score));

    private record Candidate(LampLayout layout, double weight, double score) {}

    private LayoutSearch(BlockSums blocks) {
        this.blocks = blocks;
        this.every = Math.max(1, blocks.count() / MOST_BLOCKS);
        this.weights = new double[(blocks.count() + every - 1) / every][LampLayout.LAMPS];
    }

    /** Empty where nothing ever lights up. */
    static Optional<LampLayout> find(BlockSums blocks) {
        LayoutSearch search = new LayoutSearch(blocks);
        if (blocks.width() < LONGER * blocks.height()) search.along(0, 1, 1);
        if (blocks.height() < LONGER * blocks.width()) {
            search.along(1, 0, 1);
            search.along(-1, 0, LYING_REVERSED);
        }
        return search.refine();
    }

    private void along(int dirX, int dirY, double weight) {
        int length = dirX == 0 ? blocks.height() : blocks.width();
        for (int step = length / 6; step <= length * 10 / 23; step += COARSE) {
            int half = half(step);
            for (int x = half; x < blocks.width() - half; x += COARSE)
                for (int y = half; y < blocks.height() - half; y += COARSE)
                    judge(new LampLayout(x, y, dirX * step, dirY * step, half), weight);
        }
    }

    private static int half(int step) {
        return Math.max(1, (int) Math.round(step * 0.33));
    }

    /** The best, looked for one pixel around each of the good ones. */
    private Optional<LampLayout> refine() {
        List<Candidate> good = List.copyOf(candidates);
        candidates.clear();
        for (Candidate each : good) around(each);
        return candidates.stream()
                .max(Comparator.comparingDouble(Candidate::score))
                .map(Candidate::layout);
    }

    private void around(Candidate candidate) {
        LampLayout found = candidate.layout();
        for (int dx = -1; dx <= 1; dx++)
            for (int dy = -1; dy <= 1; dy++)
                for (int longer = -1; longer <= 1; longer++) {
                    int stepX = found.stepX() + longer * Integer.signum(found.stepX());
                    int stepY = found.stepY() + longer * Integer.signum(found.stepY());
                    int half = half(Math.abs(stepX + stepY));
                    judge(new LampLayout(found.x() + dx, found.y() + dy, stepX, stepY, half), candidate.weight());
                }
    }

    private void judge(LampLayout layout, double weight) {
        for (int lamp = 0; lamp < LampLayout.LAMPS; lamp++)
            if (layout.left(lamp) < 0
                    || layout.top(lamp) < 0
                    || layout.left(lamp) + layout.side() > blocks.width()
                    || layout.top(lamp) + layout.side() > blocks.height()) return;
        int judged = 0;
        for (int block = 0; block < blocks.count(); block += every, judged++) {
            evidence.weigh(blocks, block, layout);
            System.arraycopy(evidence.perLamp, 0, weights[judged], 0, LampLayout.LAMPS);
        }
        forgetWhatStands(judged);
        double score = 0;
        for (int i = 0; i < judged; i++) {
            double lead = LampEvidence.lead(weights[i]);
            // By the root: many blocks that speak a little outweigh a few that shout, such as a passing white bus.
            if (lead > LEAST_LEAD) score += Math.sqrt(lead - LEAST_LEAD);
        }
        score = weight * score / judged * place(layout);
        if (score <= 0) return;
        candidates.add(new Candidate(layout, weight, score));
        if (candidates.size() > GOOD) candidates.poll();
    }

    /** Where two lamps or more come and go, colour that is always there is the lens's or the sun's. */
    private void forgetWhatStands(int judged) {
        double[] least = weights[0].clone();
        double[] most = weights[0].clone();
        for (int i = 1; i < judged; i++)
            for (int lamp = 0; lamp < LampLayout.LAMPS; lamp++) {
                least[lamp] = Math.min(least[lamp], weights[i][lamp]);
                most[lamp] = Math.max(most[lamp], weights[i][lamp]);
            }
        int changing = 0;
        for (int lamp = 0; lamp < LampLayout.LAMPS; lamp++) if (most[lamp] - least[lamp] > CHANGES) changing++;
        if (changing < 2) return;
        for (int i = 0; i < judged; i++)
            for (int lamp = 0; lamp < LampLayout.LAMPS; lamp++) weights[i][lamp] -= least[lamp];
    }

    /** A region is drawn around its head: filling most of it, in its middle. */
    private double place(LampLayout layout) {
        boolean standing = layout.stepX() == 0;
        double length = standing ? blocks.height() : blocks.width();
        double step = Math.abs(layout.stepX() + layout.stepY());
        double middleX = layout.x() + layout.stepX() - (blocks.width() - 1) / 2.0;
        double middleY = layout.y() + layout.stepY() - (blocks.height() - 1) / 2.0;
        double off = Math.hypot(middleX / blocks.width(), middleY / blocks.height());
        double small = Math.abs(step / length - 1 / 3.0);
        return 1 - 0.5 * Math.min(1, off) - 0.9 * small;
    }
}
