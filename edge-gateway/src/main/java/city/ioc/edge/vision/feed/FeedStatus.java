package city.ioc.edge.vision.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a camera's feed is doing.
 *
 * @param shots pictures that came
 * @param lost frames that came damaged or were overtaken before they became pictures
 * @param failures how often it gave up, by reason
 * @param trouble why there are no pictures now, in words; empty while there are
 * @param skew by how much the camera's clock is behind ours
 */
public record FeedStatus(
        long shots,
        long lost,
        Map<FeedFault, Long> failures,
        Optional<Trouble> trouble,
        Optional<Instant> lastShotAt,
        Optional<Duration> skew) {
    /** Since when there are no pictures, and why. */
    public record Trouble(FeedFault fault, String detail, Instant since) {}

    public FeedStatus {
        failures = Map.copyOf(failures);
    }
}
