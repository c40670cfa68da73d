package city.ioc.edge.vision.feed;

import java.time.Duration;
import java.util.Optional;

/**
 * One connection to a source, or one pass through a file. Read by one thread; any thread may close it, and the reader then stops
 * soon.
 */
public sealed interface Feed extends AutoCloseable permits FfmpegFeed, FolderFeed, MjpegFeed, MqttFeed {
    /** Waits for the next picture; empty when a recording is over. The caller closes it. */
    Optional<Shot> next() throws FeedException, InterruptedException;

    /** By how much the source's clock is behind ours, as far as it has one; delay on the way counts as behind. */
    Optional<Duration> skew();

    /** Frames that came and never became a picture here: damaged on the way, or overtaken by newer ones. */
    long lost();

    @Override
    void close();
}
