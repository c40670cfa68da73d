package city.ioc.edge.vision.lamp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Patches of a quarter of a second each, as the median of their pixels: what passes in front of the head, or flickers with the
 * mains, is gone. Keeps the latest. Not thread-safe.
 */
final class PatchBlocks {
    static final Duration LENGTH = Duration.ofMillis(250);
    private static final int MOST_PER_BLOCK = 9;

    private final int most;
    private final Deque<byte[]> blocks = new ArrayDeque<>();
    private final List<HeadPatch> open = new ArrayList<>();
    private @Nullable Instant begin;
    private int width;
    private int height;

    PatchBlocks(int most) {
        this.most = most;
    }

    void add(HeadPatch patch) {
        if (patch.width() != width || patch.height() != height) {
            // Another size of picture is another camera.
            blocks.clear();
            open.clear();
            begin = null;
            width = patch.width();
            height = patch.height();
        }
        Instant since = begin;
        if (since != null && Duration.between(since, patch.at()).abs().compareTo(LENGTH) >= 0) close();
        if (begin == null) begin = patch.at();
        open.add(patch);
        if (open.size() > MOST_PER_BLOCK) open.remove(open.size() / 2);
    }

    private void close() {
        if (open.isEmpty()) return;
        blocks.addLast(median());
        if (blocks.size() > most) blocks.removeFirst();
        open.clear();
        begin = null;
    }

    private byte[] median() {
        if (open.size() == 1) return open.getFirst().pixels();
        byte[] median = new byte[width * height * 3];
        int[] values = new int[open.size()];
        for (int i = 0; i < median.length; i++) {
            for (int k = 0; k < values.length; k++) values[k] = open.get(k).pixels()[i] & 0xFF;
            Arrays.sort(values);
            median[i] = (byte) values[values.length / 2];
        }
        return median;
    }

    /** What was closed so far, and what is open. */
    List<byte[]> list() {
        List<byte[]> all = new ArrayList<>(blocks);
        if (!open.isEmpty()) all.add(median());
        return all;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}
