package city.ioc.sim.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * The city's time over restarts: history that is stored must stay in the past, so a city that ran ahead of the clock goes on
 * from where it was.
 *
 * @param origin instant at which the city's clock equals the system's
 */
record CityTime(Instant origin, double speed) {
    private static final Duration SLACK = Duration.ofSeconds(2);

    /** @param livedUntil where the city's time had got to when it last ran */
    static CityTime starting(Instant livedUntil, Instant now, double speed) {
        if (!livedUntil.isAfter(now.plus(SLACK))) return new CityTime(now, speed);
        if (speed <= 1)
            throw new LaunchException("this state folder's city ran ahead of the clock, up to " + livedUntil
                    + ". Start it with --speed above 1, or start another in a new folder (IOC_HOME)");
        // city(now) = origin + (now − origin) × speed = livedUntil, solved for the origin.
        Duration ahead = Duration.between(now, livedUntil);
        Duration back = Duration.ofNanos((long) (ahead.toNanos() / (speed - 1)));
        return new CityTime(now.minus(back), speed);
    }

    /** A city that is to begin at an instant ahead of the clock. */
    static CityTime beginning(Instant at, Instant livedUntil, Instant now, double speed) {
        if (speed <= 1)
            throw new LaunchException("--at needs --speed above 1: only a faster city can be ahead of the clock");
        if (!at.isAfter(now)) throw new LaunchException("--at must lie ahead of the clock, but " + at + " has passed");
        if (livedUntil.isAfter(at))
            throw new LaunchException("this state folder's city has lived until " + livedUntil
                    + " already. Give a later --at or start another in a new folder (IOC_HOME)");
        return starting(at, now, speed);
    }

    Instant at(Instant now) {
        return speed == 1
                ? now
                : origin.plusNanos((long) (Duration.between(origin, now).toNanos() * speed));
    }

    static Instant readLivedUntil(Path file) {
        try {
            return Files.exists(file) ? Instant.parse(Files.readString(file).trim()) : Instant.EPOCH;
        } catch (IOException | DateTimeException e) {
            throw new LaunchException("the city's last time in " + file + " cannot be read: " + e, e);
        }
    }
}
