package city.ioc.edge.vision.lamp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;

/**
 * Reads the lamps of a camera as its frames come, a moment late so that the frames after can be heard too. It learns the head from
 * the last minutes, and again as the light changes; until it has seen a change of lamps it says so by its confidence. Not
 * thread-safe.
 */
public final class LampReader {
    /** Three frames at ten a second: longer than a flicker. */
    private static final Duration LAG = Duration.ofMillis(300);

    private static final Duration LOOKS_BACK = Duration.ofSeconds(5);
    /** Several cycles of any signal. */
    private static final int MOST_BLOCKS = 1200;

    private static final Duration FIRST_LESSON = Duration.ofSeconds(10);
    private static final Duration LESSONS_APART = Duration.ofMinutes(2);

    private final HeadRegion region;
    private final PatchBlocks blocks = new PatchBlocks(MOST_BLOCKS);
    private final LampSequence sequence = new LampSequence();
    private @Nullable LampSight sight;
    private @Nullable Instant begin;
    private Instant lessonAt = Instant.MIN;
    private Duration untilLesson = FIRST_LESSON;
    private int told;

    public LampReader(HeadRegion region) {
        this.region = region;
    }

    /**
     * What is known by this frame of the frames that are {@link #LAG} old, oldest first; nothing in the first seconds.
     *
     * @throws IllegalArgumentException when the region is outside of the picture
     */
    public List<LampReading> read(Mat picture, long frame, Instant at) {
        HeadPatch patch = HeadPatch.of(picture, region, frame, at);
        blocks.add(patch);
        learn(at);
        LampSight looking = sight;
        if (looking == null) return List.of();
        sequence.add(patch, looking.look(patch), looking.isHidden());
        return tell(at.minus(LAG));
    }

    private void learn(Instant at) {
        if (begin == null) {
            begin = at;
            lessonAt = at;
        }
        if (Duration.between(lessonAt, at).compareTo(untilLesson) < 0) return;
        lessonAt = at;
        // Soon again at first, when each change of the lamps is news.
        untilLesson =
                untilLesson.multipliedBy(2).compareTo(LESSONS_APART) < 0 ? untilLesson.multipliedBy(2) : LESSONS_APART;
        Optional<LampModel> model = LampLearner.learn(blocks.list(), blocks.width(), blocks.height());
        model.ifPresent(learned -> sight = new LampSight(learned));
    }

    private List<LampReading> tell(Instant until) {
        int known = told;
        while (known < sequence.size() && !sequence.at(known).isAfter(until)) known++;
        if (known == told) return List.of();
        List<LampReading> news = new ArrayList<>(sequence.read().subList(told, known));
        told = known;
        int old = 0;
        while (old < told && sequence.at(old).isBefore(until.minus(LOOKS_BACK))) old++;
        sequence.removeFirst(old);
        told -= old;
        return news;
    }
}
