package city.ioc.core.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Watches one approach for congestion and for flow that has stopped. Both begin only after they have lasted, and end only after
 * they have been over for a while, so that a red light is neither. Owned by the shard's thread.
 */
public final class ApproachWatch {
    static final Duration CONGESTED_FOR = Duration.ofMinutes(3);
    static final Duration FREE_FOR = Duration.ofMinutes(2);

    private static final double FULL_OCCUPANCY = 0.5;
    private static final double SLOW_KMH = 10;
    private static final double LONG_QUEUE_M = 100;
    /** Share of the thresholds below which traffic is free again. */
    private static final double FREE_SHARE = 0.7;

    private static final Duration GREEN_THAT_SERVES = Duration.ofSeconds(8);
    private static final int GREENS_WITHOUT_DEPARTURE = 2;

    private @Nullable Instant congestedSince;
    private @Nullable Instant freeSince;
    private boolean congestion;
    private @Nullable Instant greenSince;
    private boolean waitedThroughout;
    private int departures;
    private int deadGreens;
    private boolean stopped;
    private Map<String, String> congestionValues = Map.of();

    /**
     * Takes what the approach's detectors say, every ten seconds or so: means over the last minute.
     *
     * @param occupancy of its advance detectors
     */
    public void observe(OptionalDouble occupancy, OptionalDouble meanSpeedKmh, OptionalDouble queueM, Instant now) {
        boolean full = exceeds(occupancy, FULL_OCCUPANCY);
        boolean slow = meanSpeedKmh.isPresent() && meanSpeedKmh.getAsDouble() <= SLOW_KMH;
        boolean queued = exceeds(queueM, LONG_QUEUE_M);
        // One sign may be a stuck detector or one slow cart: two have to agree, or a long queue stand alone.
        boolean congested = queued || (full && (slow || meanSpeedKmh.isEmpty()));
        boolean free = !exceeds(occupancy, FULL_OCCUPANCY * FREE_SHARE)
                && !exceeds(queueM, LONG_QUEUE_M * FREE_SHARE)
                && (meanSpeedKmh.isEmpty() || meanSpeedKmh.getAsDouble() > SLOW_KMH / FREE_SHARE);
        congestedSince = congested ? (congestedSince == null ? now : congestedSince) : null;
        freeSince = free ? (freeSince == null ? now : freeSince) : null;
        if (congested) congestionValues = values(occupancy, meanSpeedKmh, queueM);
        if (!congestion && lasted(congestedSince, CONGESTED_FOR, now)) congestion = true;
        else if (congestion && lasted(freeSince, FREE_FOR, now)) congestion = false;
    }

    /** The approach got green. {@code waiting}: whether a vehicle stands at a stop line. */
    public void greenBegins(boolean waiting, Instant at) {
        greenSince = at;
        waitedThroughout = waiting;
        departures = 0;
    }

    /** A stop-line detector became free: a vehicle left. */
    public void departure(Instant at) {
        if (greenSince != null && !at.isBefore(greenSince)) departures++;
    }

    /** The approach's green ended. {@code waiting}: whether a vehicle stands at a stop line. */
    public void greenEnds(boolean waiting, Instant at) {
        if (greenSince == null) return;
        boolean served = Duration.between(greenSince, at).compareTo(GREEN_THAT_SERVES) >= 0;
        greenSince = null;
        if (departures > 0) deadGreens = 0;
        else if (served && waiting && waitedThroughout) deadGreens++;
        if (deadGreens >= GREENS_WITHOUT_DEPARTURE) stopped = true;
        else if (deadGreens == 0) stopped = false;
    }

    public boolean isCongested() {
        return congestion;
    }

    public boolean isStopped() {
        return stopped;
    }

    /** What made the approach congested, when last seen so. Keys carry their unit. */
    public Map<String, String> congestionValues() {
        return congestionValues;
    }

    public Map<String, String> stoppedValues() {
        return Map.of("greensWithoutDeparture", String.valueOf(deadGreens));
    }

    private static boolean exceeds(OptionalDouble value, double limit) {
        return value.isPresent() && value.getAsDouble() >= limit;
    }

    private static boolean lasted(@Nullable Instant since, Duration atLeast, Instant now) {
        return Optional.ofNullable(since)
                .filter(start -> Duration.between(start, now).compareTo(atLeast) >= 0)
                .isPresent();
    }

    private static Map<String, String> values(OptionalDouble occupancy, OptionalDouble speed, OptionalDouble queue) {
        Map<String, String> values = new java.util.HashMap<>();
        occupancy.ifPresent(value -> values.put("occupancy", String.valueOf(Math.round(value * 100) / 100.0)));
        speed.ifPresent(value -> values.put("meanSpeedKmh", String.valueOf(Math.round(value))));
        queue.ifPresent(value -> values.put("queueM", String.valueOf(Math.round(value))));
        return values;
    }
}
