package city.ioc.edge.vision.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a picture was taken, by what its source says. The least delay seen of late, from the source's time to our receipt, is the
 * offset between the two clocks: what is more was waiting on the way. A source that knows the time is believed as long as that
 * offset is small; one whose clock is wrong, or that only counts from its start, is moved by the offset, so that its pictures
 * keep their distances. Not thread-safe.
 */
final class SourceClock {
    /** A camera on network time is within this, delay of the network included. */
    static final Duration BELIEVED = Duration.ofSeconds(2);

    private static final int SAMPLES = 64;
    /** A source that jumps by more than this has started anew. */
    private static final long JUMP_MICROS = 5_000_000;

    private final long[] offsets = new long[SAMPLES];
    private int count;
    private int next;
    private boolean knowsTime;
    private long lastMicros;
    private Instant last = Instant.MIN;

    /** By a source that says what time it is. */
    Instant byWallClock(Instant said, Instant receivedAt) {
        long micros = micros(said);
        long offset = observe(micros, receivedAt, true);
        boolean believed = Math.abs(offset) <= BELIEVED.toMillis() * 1000;
        return inOrder(believed ? said : ofMicros(micros + offset));
    }

    /** By a source that counts from a start of its own. */
    Instant byMediaTime(long mediaMicros, Instant receivedAt) {
        return inOrder(ofMicros(mediaMicros + observe(mediaMicros, receivedAt, false)));
    }

    /** By a source that says nothing. */
    Instant byReceipt(Instant receivedAt) {
        return inOrder(receivedAt);
    }

    /** Our clock minus the source's, where it says what time it is. */
    Optional<Duration> skew() {
        return knowsTime && count > 0 ? Optional.of(Duration.ofNanos(least() * 1000)) : Optional.empty();
    }

    private long observe(long micros, Instant receivedAt, boolean wall) {
        if (wall != knowsTime || Math.abs(micros - lastMicros) > JUMP_MICROS) count = 0;
        knowsTime = wall;
        lastMicros = micros;
        if (count == 0) next = 0;
        offsets[next] = micros(receivedAt) - micros;
        next = (next + 1) % SAMPLES;
        if (count < SAMPLES) count++;
        return least();
    }

    private long least() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) least = Math.min(least, offsets[i]);
        return least;
    }

    private Instant inOrder(Instant at) {
        if (at.isAfter(last)) last = at;
        return last;
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1000;
    }

    private static Instant ofMicros(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1000L);
    }
}
