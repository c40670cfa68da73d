package city.ioc.edge.vision.feed;

import city.ioc.edge.vision.frame.CaptureStamp;
import java.io.EOFException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JPEGs one after another over one HTTP answer that does not end. */
final class MjpegFeed implements Feed {
    private final HttpURLConnection connection;
    private final DeadlineStream body;
    private final MultipartReader parts;
    private final String label;
    private final FeedOptions options;
    private final SourceClock clock = new SourceClock();
    private final Pace pace;
    private long number;

    MjpegFeed(HttpURLConnection connection, DeadlineStream body, String boundary, String label, FeedOptions options) {
        this.connection = connection;
        this.body = body;
        this.parts = new MultipartReader(body, boundary);
        this.label = label;
        this.options = options;
        this.pace = new Pace(options.apart());
    }

    @Override
    public Optional<Shot> next() throws FeedException {
        body.within(options.patience());
        while (true) {
            MultipartReader.Part part = read();
            Instant receivedAt = options.clock().instant();
            Instant capturedAt = findTime(part)
                    .map(said -> clock.byWallClock(said, receivedAt))
                    .orElseGet(() -> clock.byReceipt(receivedAt));
            long at = number++;
            if (pace.isDue(capturedAt))
                return Optional.of(
                        Shot.encoded(options.camera(), "picture " + at, at, capturedAt, receivedAt, part.body()));
        }
    }

    private MultipartReader.Part read() throws FeedException {
        try {
            return parts.next();
        } catch (SocketTimeoutException e) {
            throw new FeedException(FeedFault.TIMED_OUT, label + " gives no more pictures");
        } catch (EOFException e) {
            throw new FeedException(FeedFault.ENDED, label + " ended its stream");
        } catch (IOException e) {
            throw new FeedException(FeedFault.BROKEN, label + " cannot be read on: " + e.getMessage());
        }
    }

    /** In the picture itself, or seconds since 1970 in the header that mjpg-streamer and its kin send. */
    private static Optional<Instant> findTime(MultipartReader.Part part) {
        Optional<Instant> stamped = CaptureStamp.find(part.body());
        if (stamped.isPresent()) return stamped;
        @Nullable String header = part.headers().get("x-timestamp");
        if (header == null) return Optional.empty();
        try {
            double seconds = Double.parseDouble(header);
            return seconds > 1e9 && seconds < 1e11
                    ? Optional.of(Instant.ofEpochMilli(Math.round(seconds * 1000)))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Duration> skew() {
        return clock.skew();
    }

    @Override
    public long lost() {
        return 0;
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
