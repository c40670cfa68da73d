package city.ioc.edge.vision.feed;

import city.ioc.edge.vision.frame.CaptureStamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** JPEGs that a camera publishes. The link's thread leaves them here; what is not fetched in time gives way to newer ones. */
final class MqttFeed implements Feed {
    private static final int WAITING = 4;
    private static final byte[] CLOSED = new byte[0];

    private final String label;
    private final FeedOptions options;
    private final BlockingQueue<Arrival> waiting = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong arrivals = new AtomicLong();
    private final AtomicLong overtaken = new AtomicLong();
    private final SourceClock clock = new SourceClock();
    private final Pace pace;
    private final FrameTopics.Listening listening;
    private final Runnable onClose;

    private record Arrival(long number, byte[] bytes, Instant at) {}

    /** @param onClose ends what was opened for this feed alone */
    MqttFeed(FrameTopics topics, String topic, String label, FeedOptions options, Runnable onClose) {
        this.label = label;
        this.options = options;
        this.pace = new Pace(options.apart());
        this.onClose = onClose;
        this.listening = topics.listen(topic, this::receive);
    }

    private void receive(byte[] bytes) {
        push(new Arrival(arrivals.getAndIncrement(), bytes, options.clock().instant()));
    }

    private void push(Arrival arrival) {
        while (!waiting.offer(arrival)) if (waiting.poll() != null) overtaken.incrementAndGet();
    }

    @Override
    public Optional<Shot> next() throws FeedException, InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            long left = options.patience().toNanos() - (System.nanoTime() - begin);
            Arrival arrival = waiting.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
            if (arrival == null) throw new FeedException(FeedFault.TIMED_OUT, label + " gives no pictures");
            if (arrival.bytes() == CLOSED) return Optional.empty();
            Instant capturedAt = CaptureStamp.find(arrival.bytes())
                    .map(said -> clock.byWallClock(said, arrival.at()))
                    .orElseGet(() -> clock.byReceipt(arrival.at()));
            if (pace.isDue(capturedAt))
                return Optional.of(Shot.encoded(
                        options.camera(),
                        "picture " + arrival.number(),
                        arrival.number(),
                        capturedAt,
                        arrival.at(),
                        arrival.bytes()));
        }
    }

    @Override
    public Optional<Duration> skew() {
        return clock.skew();
    }

    @Override
    public long lost() {
        return overtaken.get();
    }

    @Override
    public void close() {
        listening.close();
        push(new Arrival(arrivals.get(), CLOSED, Instant.EPOCH));
        onClose.run();
    }
}
