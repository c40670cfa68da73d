package city.ioc.edge.vision.lamp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/**
 * Reads the lamps of a recording: what the head looks like is learned from all of it, so that its first frame is read as well as
 * its last. Not thread-safe.
 */
public final class LampRecording {
    private final HeadRegion region;
    private final List<HeadPatch> patches = new ArrayList<>();

    public LampRecording(HeadRegion region) {
        this.region = region;
    }

    /**
     * Every frame in its order; the picture is not kept.
     *
     * @throws IllegalArgumentException when the region is outside of the picture
     */
    public void add(Mat picture, long frame, Instant at) {
        patches.add(HeadPatch.of(picture, region, frame, at));
    }

    public int size() {
        return patches.size();
    }

    /** One for each frame; what was added is forgotten. */
    public List<LampReading> read() {
        PatchBlocks blocks = new PatchBlocks(Integer.MAX_VALUE);
        patches.forEach(blocks::add);
        Optional<LampModel> model = LampLearner.learn(blocks.list(), blocks.width(), blocks.height());
        List<LampReading> readings = model.map(this::read).orElseGet(this::unknown);
        patches.clear();
        return readings;
    }

    private List<LampReading> unknown() {
        return patches.stream()
                .map(each -> new LampReading(each.frame(), each.at(), LampState.UNKNOWN, 0, false))
                .toList();
    }

    private List<LampReading> read(LampModel model) {
        LampSight sight = new LampSight(model);
        LampSequence sequence = new LampSequence();
        for (HeadPatch patch : patches) sequence.add(patch, sight.look(patch), sight.isHidden());
        return sequence.read();
    }
}
