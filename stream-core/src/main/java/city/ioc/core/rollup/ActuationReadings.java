package city.ioc.core.rollup;

import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.id.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Makes readings out of a detector's on and off, for places whose detectors send no readings of their own: each on is a
 * vehicle. Owned by the shard's thread.
 */
public final class ActuationReadings {
    private final DeviceId detector;
    private final long intervalMs;
    private long beganMs = Long.MIN_VALUE;
    private long onMs;
    private long sinceMs;
    private boolean occupied;
    private int vehicles;

    public ActuationReadings(DeviceId detector, Duration interval) {
        this.detector = detector;
        this.intervalMs = interval.toMillis();
    }

    /**
     * Takes an on or off.
     *
     * @return the reading of the interval that ended before it, when one did
     */
    public Optional<DetectorReading> observe(boolean on, Instant at) {
        Optional<DetectorReading> ended = close(at);
        long atMs = at.toEpochMilli();
        if (beganMs == Long.MIN_VALUE) {
            beganMs = Math.floorDiv(atMs, intervalMs) * intervalMs;
            // Before the first off the detector was occupied for an unknown time; before the first on it was not.
            sinceMs = on ? beganMs : atMs;
        }
        if (atMs < sinceMs) return ended;
        if (occupied) onMs += atMs - sinceMs;
        if (on && !occupied) vehicles++;
        occupied = on;
        sinceMs = atMs;
        return ended;
    }

    /** The reading of the interval that has ended by now; of several, the last one. */
    public Optional<DetectorReading> close(Instant now) {
        Optional<DetectorReading> ended = Optional.empty();
        if (beganMs == Long.MIN_VALUE) return ended;
        long nowMs = now.toEpochMilli();
        while (nowMs >= beganMs + intervalMs) {
            long endMs = beganMs + intervalMs;
            if (occupied) onMs += endMs - Math.max(sinceMs, beganMs);
            ended = Optional.of(new DetectorReading(
                    detector,
                    Instant.ofEpochMilli(endMs),
                    Duration.ofMillis(intervalMs),
                    vehicles,
                    OptionalDouble.of(Math.min(1.0, onMs / (double) intervalMs)),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    Optional.empty()));
            beganMs = endMs;
            sinceMs = Math.max(sinceMs, endMs);
            onMs = 0;
            vehicles = 0;
            // After a long silence only the last interval matters; the ones between were never heard of.
            if (nowMs - beganMs > 10 * intervalMs) beganMs = Math.floorDiv(nowMs, intervalMs) * intervalMs - intervalMs;
        }
        return ended;
    }
}
