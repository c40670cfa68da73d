package city.ioc.edge.vision.lamp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether the head can be seen at all: what surrounds its lamps looks as it always does. A bus before it, or a head that was turned
 * away, changes that; light and exposure change all of it alike. Immutable.
 */
final class HeadView {
    /** Beyond what nine of ten blocks differ by: half as much again, and some levels of brightness. */
    private static final double FACTOR = 1.5;

    private static final double LEVELS = 5;
    private static final int MOST_BLOCKS = 100;

    private static final int LEAST_BLOCKS = 2;

    /** Takes everything for seen. */
    static final HeadView UNKNOWN = new HeadView(new int[0], List.of(), 0);

    private final int[] places;
    private final List<int[]> looks;
    private final double most;

    private HeadView(int[] places, List<int[]> looks, double most) {
        this.places = places;
        this.looks = looks;
        this.most = most;
    }

    /** @param states of the blocks: a lamp, {@link LampLearner#DARK} or {@link LampLearner#HIDDEN} */
    static HeadView learn(List<byte[]> blocks, int[] states, int width, int height, LampLayout layout) {
        int[] places = surroundings(width, height, layout);
        List<int[]> looks = new ArrayList<>();
        for (int lamp = 0; lamp < LampLayout.LAMPS; lamp++)
            usual(blocks, states, lamp, places).ifPresent(looks::add);
        // A lamp only adds its halo: without any, each place is as dark as under the lamp that is furthest from it.
        if (looks.size() >= 2) looks.add(darkest(looks));
        usual(blocks, states, LampLearner.DARK, places).ifPresent(looks::add);
        double[] differences = new double[blocks.size()];
        for (int k = 0; k < differences.length; k++) differences[k] = difference(blocks.get(k), places, looks);
        Arrays.sort(differences);
        return new HeadView(places, looks, differences[(differences.length - 1) * 9 / 10] * FACTOR + LEVELS);
    }

    private static Optional<int[]> usual(List<byte[]> blocks, int[] states, int state, int[] places) {
        int[] which = IntStream.range(0, states.length)
                .filter(i -> states[i] == state)
                .toArray();
        if (which.length < LEAST_BLOCKS) return Optional.empty();
        int every = Math.max(1, which.length / MOST_BLOCKS);
        int[] values = new int[(which.length + every - 1) / every];
        int[] usual = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            for (int k = 0; k < values.length; k++) values[k] = brightness(blocks.get(which[k * every]), places[i]);
            Arrays.sort(values);
            usual[i] = values[values.length / 2];
        }
        return Optional.of(usual);
    }

    private static int[] darkest(List<int[]> looks) {
        int[] darkest = looks.getFirst().clone();
        for (int[] each : looks) for (int i = 0; i < darkest.length; i++) darkest[i] = Math.min(darkest[i], each[i]);
        return darkest;
    }

    private static int[] surroundings(int width, int height, LampLayout layout) {
        int[] places = new int[width * height];
        int count = 0;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                boolean lamp = false;
                for (int k = 0; k < LampLayout.LAMPS; k++)
                    lamp |= x >= layout.left(k)
                            && x < layout.left(k) + layout.side()
                            && y >= layout.top(k)
                            && y < layout.top(k) + layout.side();
                if (!lamp) places[count++] = y * width + x;
            }
        return Arrays.copyOf(places, count);
    }

    boolean isHidden(byte[] pixels) {
        return !looks.isEmpty() && difference(pixels, places, looks) > most;
    }

    private static double difference(byte[] pixels, int[] places, List<int[]> looks) {
        double least = looks.isEmpty() ? 0 : Double.MAX_VALUE;
        for (int[] each : looks) least = Math.min(least, difference(pixels, places, each));
        return least;
    }

    /** Mean difference of brightness, after what all have in common. */
    private static double difference(byte[] pixels, int[] places, int[] usual) {
        double common = 0;
        for (int i = 0; i < places.length; i++) common += brightness(pixels, places[i]) - usual[i];
        common /= Math.max(1, places.length);
        double sum = 0;
        for (int i = 0; i < places.length; i++) sum += Math.abs(brightness(pixels, places[i]) - usual[i] - common);
        return (sum + Math.abs(common) * places.length / 4) / Math.max(1, places.length);
    }

    private static int brightness(byte[] pixels, int place) {
        int at = place * 3;
        return ((pixels[at] & 0xFF) + 2 * (pixels[at + 1] & 0xFF) + (pixels[at + 2] & 0xFF)) / 4;
    }
}
