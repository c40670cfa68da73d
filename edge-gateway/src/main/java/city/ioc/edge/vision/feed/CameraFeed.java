package city.ioc.edge.vision.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the pictures of one camera coming, on a thread of its own: connects, reads, and connects again after every failure, later
 * each time. A recording begins anew when it is over. Start and status from any thread.
 */
public final class CameraFeed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CameraFeed.class);
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    /** A connection that held so long was a good one. */
    private static final long GOOD_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long CLOSE_MS = 2_000;

    private final String camera;
    private final String label;
    private final FeedOptions options;
    private final Opener opener;
    private final Consumer<Shot> receiver;
    private final BackOff backOff;
    private final Thread thread;
    private final Map<FeedFault, Long> failures = new EnumMap<>(FeedFault.class);
    private @Nullable Feed open;
    private boolean closed;
    private long shots;
    private long lostBefore;
    private FeedStatus.@Nullable Trouble trouble;
    private @Nullable Instant lastShotAt;
    private Optional<Duration> skew = Optional.empty();

    /** Opens the source once. */
    @FunctionalInterface
    public interface Opener {
        Feed open() throws FeedException;
    }

    /** @param receiver gets every picture and must not block; it closes them */
    public CameraFeed(String label, FeedOptions options, Opener opener, Consumer<Shot> receiver) {
        this(label, options, opener, receiver, new BackOff(SHORTEST_WAIT, LONGEST_WAIT, new SplittableRandom()));
    }

    CameraFeed(String label, FeedOptions options, Opener opener, Consumer<Shot> receiver, BackOff backOff) {
        this.camera = options.camera();
        this.label = label;
        this.options = options;
        this.opener = opener;
        this.receiver = receiver;
        this.backOff = backOff;
        // A platform thread: FFmpeg would hold on to the carrier of a virtual one.
        this.thread = new Thread(this::run, "feed-" + camera);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!isClosed()) {
            long begin = System.nanoTime();
            try {
                read();
                wait(Duration.ofMillis(1));
            } catch (FeedException e) {
                if (isClosed()) return;
                if (System.nanoTime() - begin > GOOD_NANOS) backOff.reset();
                Duration pause = backOff.next();
                note(e, pause);
                wait(pause);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // A bug or a library's; the camera is tried again, the others never notice.
                log.error("feed failed camera={} source={}", camera, label, e);
                wait(LONGEST_WAIT);
            }
        }
    }

    private void read() throws FeedException, InterruptedException {
        try (Feed feed = opener.open()) {
            if (!hold(feed)) return;
            Optional<Shot> shot = feed.next();
            while (shot.isPresent()) {
                seen(feed, shot.get());
                receiver.accept(shot.get());
                shot = feed.next();
            }
        } finally {
            release();
        }
    }

    private synchronized boolean hold(Feed feed) {
        open = feed;
        return !closed;
    }

    private synchronized void release() {
        Feed feed = open;
        if (feed != null) lostBefore += feed.lost();
        open = null;
    }

    private synchronized void seen(Feed feed, Shot shot) {
        shots++;
        lastShotAt = shot.receivedAt();
        skew = feed.skew();
        if (trouble != null) log.info("pictures again camera={} source={}", camera, label);
        trouble = null;
    }

    private synchronized void note(FeedException failure, Duration pause) {
        failures.merge(failure.fault(), 1L, Long::sum);
        FeedStatus.Trouble before = trouble;
        // The first time and whenever the reason changes: a camera that is away for a week fails ten thousand times.
        if (before == null || before.fault() != failure.fault())
            log.warn(
                    "no pictures camera={} fault={} cause=\"{}\" againInMs={}",
                    camera,
                    failure.fault(),
                    failure.getMessage(),
                    pause.toMillis());
        trouble = new FeedStatus.Trouble(
                failure.fault(),
                String.valueOf(failure.getMessage()),
                before == null ? options.clock().instant() : before.since());
    }

    private synchronized void wait(Duration pause) {
        long deadline = System.nanoTime() + pause.toNanos();
        try {
            while (!closed && deadline - System.nanoTime() > 0)
                TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    public synchronized FeedStatus status() {
        Feed feed = open;
        return new FeedStatus(
                shots,
                lostBefore + (feed == null ? 0 : feed.lost()),
                failures,
                Optional.ofNullable(trouble),
                Optional.ofNullable(lastShotAt),
                skew);
    }

    /** Ends the thread; one that hangs in the system's own calls is left behind, it ends when they do. */
    @Override
    public void close() {
        Feed feed;
        synchronized (this) {
            closed = true;
            feed = open;
            notifyAll();
        }
        if (feed != null) feed.close();
        try {
            if (thread.isAlive() && Thread.currentThread() != thread) thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
