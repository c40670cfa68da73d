package city.ioc.edge.vision.feed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/**
 * How to read a source.
 *
 * @param camera what its frames are called
 * @param apart the least time between two pictures of a live source; what comes sooner is left out before it costs anything
 * @param patience how long to wait for a connection, and then for each picture
 * @param step time from one picture of a folder to the next, where the pictures do not say
 * @param clock our time
 */
public record FeedOptions(String camera, Duration apart, Duration patience, Duration step, InstantSource clock) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofMillis(200);

    public FeedOptions {
        Objects.requireNonNull(camera);
        Objects.requireNonNull(clock);
        if (apart.isNegative()) throw new IllegalArgumentException("apart must not be negative, but is " + apart);
        if (patience.isNegative() || patience.isZero())
            throw new IllegalArgumentException("patience must be positive, but is " + patience);
        if (step.isNegative() || step.isZero())
            throw new IllegalArgumentException("step must be positive, but is " + step);
    }

    /** Every picture, ten seconds of patience, five pictures of a folder a second, the system's clock. */
    public static FeedOptions of(String camera) {
        return new FeedOptions(camera, Duration.ZERO, PATIENCE, STEP, InstantSource.system());
    }

    public FeedOptions apart(Duration least) {
        return new FeedOptions(camera, least, patience, step, clock);
    }

    public FeedOptions patience(Duration longest) {
        return new FeedOptions(camera, apart, longest, step, clock);
    }

    public FeedOptions step(Duration each) {
        return new FeedOptions(camera, apart, patience, each, clock);
    }

    public FeedOptions clock(InstantSource ours) {
        return new FeedOptions(camera, apart, patience, step, ours);
    }
}
