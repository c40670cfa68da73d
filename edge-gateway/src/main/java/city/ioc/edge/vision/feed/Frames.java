package city.ioc.edge.vision.feed;

import city.ioc.edge.vision.frame.Frame;
import city.ioc.edge.vision.frame.PictureException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a source one after another, for a tool. Of a recording every one, in order and as fast as they are asked for; of a
 * live source what there is when the tool is ready, and no end. A picture that is refused is named and counted, and the next one
 * follows. Used by one thread.
 */
public final class Frames implements AutoCloseable {
    private static final int MOST_WAITING = 4;
    private static final long MOST_BYTES = 256L * 1024 * 1024;
    private static final Duration OLDEST = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Feed feed;
    private final Consumer<String> onRefused;
    private final @Nullable Pump pump;
    private long refused;

    private Frames(Feed feed, Consumer<String> onRefused, @Nullable Pump pump) {
        this.feed = feed;
        this.onRefused = onRefused;
        this.pump = pump;
    }

    /** Reads a live source ahead, so that the network does not back up behind a slow tool. */
    private static final class Pump {
        private final HandOver handOver = new HandOver(MOST_WAITING, MOST_BYTES, OLDEST, () -> {});
        private volatile @Nullable FeedException failure;
        private volatile boolean over;

        void run(Feed feed) {
            try {
                Optional<Shot> shot = feed.next();
                while (shot.isPresent()) {
                    handOver.accept(shot.get());
                    shot = feed.next();
                }
            } catch (FeedException e) {
                failure = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                over = true;
            }
        }

        Optional<Shot> next() throws FeedException, InterruptedException {
            while (true) {
                // Asked for before the look: what came before the end is still there.
                boolean last = over;
                Optional<Shot> shot = handOver.poll(LOOK);
                if (shot.isPresent()) return shot;
                FeedException why = failure;
                if (last && why != null) throw why;
                if (last) return Optional.empty();
            }
        }
    }

    /** @param onRefused told of each picture that is refused, in words */
    public static Frames open(FeedSource source, FeedOptions options, Consumer<String> onRefused) throws FeedException {
        Feed feed = Feeds.open(source, options, FrameTopics.none());
        if (!source.isLive()) return new Frames(feed, onRefused, null);
        Pump pump = new Pump();
        Thread thread = new Thread(() -> pump.run(feed), "feed-" + options.camera());
        thread.setDaemon(true);
        thread.start();
        return new Frames(feed, onRefused, pump);
    }

    /** Empty at the end of a recording. The caller closes the frame. */
    public Optional<Frame> next() throws FeedException, InterruptedException {
        while (true) {
            Optional<Shot> shot = pump == null ? feed.next() : pump.next();
            if (shot.isEmpty()) return Optional.empty();
            try {
                return Optional.of(shot.get().open());
            } catch (PictureException e) {
                refused++;
                onRefused.accept(shot.get().name() + " " + e.getMessage());
            }
        }
    }

    /** Pictures refused so far. */
    public long refused() {
        return refused;
    }

    /** Frames of a live source that this tool was too slow for, or that came damaged. */
    public long lost() {
        return feed.lost() + (pump == null ? 0 : pump.handOver.dropped());
    }

    @Override
    public void close() {
        feed.close();
        if (pump != null) pump.handOver.close();
    }
}
