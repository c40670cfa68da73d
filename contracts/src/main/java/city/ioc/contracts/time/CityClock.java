package city.ioc.contracts.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time the city lives in. In production it is the system's clock. A demonstration may run N times as fast: then every
 * process of the city is given the same origin and factor, so that all of them agree on the time. Thread-safe.
 */
public final class CityClock implements InstantSource {
    private final InstantSource wall;
    private final Instant origin;
    private final double factor;

    private CityClock(InstantSource wall, Instant origin, double factor) {
        if (!(factor > 0 && factor <= 1000))
            throw new IllegalArgumentException("the clock's factor must be in (0, 1000], but is " + factor);
        this.wall = wall;
        this.origin = origin;
        this.factor = factor;
    }

    /** The system's clock. */
    public static CityClock real() {
        return new CityClock(InstantSource.system(), Instant.EPOCH, 1);
    }

    /** City time = origin + (system time − origin) × factor. */
    public static CityClock accelerated(Instant origin, double factor) {
        return new CityClock(InstantSource.system(), origin, factor);
    }

    /** A clock over any source, for tests. */
    public static CityClock over(InstantSource source) {
        return new CityClock(source, Instant.EPOCH, 1);
    }

    @Override
    public Instant instant() {
        Instant now = wall.instant();
        return factor == 1
                ? now
                : origin.plusNanos((long) (Duration.between(origin, now).toNanos() * factor));
    }

    public double factor() {
        return factor;
    }

    /** How long a stretch of city time takes on the system's clock, at least 1 ms: for timers. */
    public long realMillis(Duration cityTime) {
        return Math.max(1, Math.round(cityTime.toMillis() / factor));
    }
}
