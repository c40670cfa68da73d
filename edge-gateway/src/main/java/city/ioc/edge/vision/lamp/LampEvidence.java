package city.ioc.edge.vision.lamp;

/**
 * How much speaks for each lamp being lit in one block, before anything is known of the head: that its square is brighter than it
 * has been, and more so than its surroundings, in the lamp's colour. Reused; not thread-safe.
 */
final class LampEvidence {
    /** What a lamp gains by its colour, beside what it gains by becoming brighter. */
    private static final double BY_CHANGE = 0.6;

    private static final double BY_COLOUR = 0.8;
    /** A coloured square that never changes may be a lamp that is lit all the time, or a tree. */
    private static final double BY_STANDING = 0.25;

    /** The second brightest of the three colours, mean of a square: from here to there a lamp loses its own. */
    private static final double NOT_CLIPPED = 150;

    private static final double CLIPPED = 230;
    private static final double LEAST_HALO = 6;

    private final double[] colour = new double[3];
    private final double[] around = new double[3];
    private final double[] darkAround = new double[3];
    private final double[] dark = new double[3];
    private final double[] agreement = new double[LampLayout.LAMPS];
    final double[] perLamp = new double[LampLayout.LAMPS];

    /** Fills {@link #perLamp}, in levels of brightness; returns the lit lamp's lead, and 0 where none leads. */
    double weigh(BlockSums blocks, int block, LampLayout layout) {
        for (int lamp = 0; lamp < LampLayout.LAMPS; lamp++) {
            blocks.mean(block, layout.left(lamp), layout.top(lamp), layout.side(), colour);
            blocks.darkest(layout.left(lamp), layout.top(lamp), layout.side(), dark);
            double bright = max(colour);
            double change = Math.max(0, bright - max(dark) * blocks.light(block));
            double fit = fit(blocks, block, layout, lamp);
            perLamp[lamp] =
                    Math.max(0, change * (BY_CHANGE + BY_COLOUR * fit) + BY_STANDING * bright * Math.max(0, fit));
        }
        return lead(perLamp);
    }

    /** By its colour as it is, or by the light that it adds around itself where it is too bright to have one. */
    private double fit(BlockSums blocks, int block, LampLayout layout, int lamp) {
        LampColour.agreement(colour[0], colour[1], colour[2], agreement);
        double fit = agreement[lamp];
        double clipped = Math.clamp((middle(colour) - NOT_CLIPPED) / (CLIPPED - NOT_CLIPPED), 0, 1);
        if (clipped == 0) return fit;
        int more = layout.half();
        int left = Math.max(0, layout.left(lamp) - more);
        int top = Math.max(0, layout.top(lamp) - more);
        int side = Math.min(layout.side() + 2 * more, Math.min(blocks.width() - left, blocks.height() - top));
        double outer = (double) side * side;
        double inner = (double) layout.side() * layout.side();
        if (outer <= inner) return fit;
        blocks.mean(block, left, top, side, around);
        blocks.darkest(left, top, side, darkAround);
        for (int c = 0; c < 3; c++)
            around[c] = Math.max(
                    0, ((around[c] - darkAround[c]) * outer - (colour[c] - dark[c]) * inner) / (outer - inner));
        LampColour.agreement(around[0], around[1], around[2], agreement);
        return max(around) < LEAST_HALO ? fit : (1 - clipped) * fit + clipped * agreement[lamp];
    }

    private static double middle(double[] three) {
        return three[0] + three[1] + three[2] - max(three) - Math.min(three[0], Math.min(three[1], three[2]));
    }

    /** How far the strongest is ahead of the others. */
    static double lead(double[] perLamp) {
        double sum = 0;
        for (double each : perLamp) sum += each;
        double most = perLamp[best(perLamp)];
        return Math.max(0, most - (sum - most) / 2);
    }

    static int best(double[] perLamp) {
        int best = 0;
        for (int lamp = 1; lamp < LampLayout.LAMPS; lamp++) if (perLamp[lamp] > perLamp[best]) best = lamp;
        return best;
    }

    private static double max(double[] three) {
        return Math.max(three[0], Math.max(three[1], three[2]));
    }
}
