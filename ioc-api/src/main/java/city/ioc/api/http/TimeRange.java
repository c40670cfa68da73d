package city.ioc.api.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time that a call asks for by {@code from}, inclusive, and {@code to}, exclusive. */
public record TimeRange(Instant from, Instant to) {
    /** Until now where nothing else is said, and for so long before that. */
    public static TimeRange of(Call call, InstantSource clock, Duration usual) {
        Instant to = call.instant("to").orElseGet(clock::instant);
        return new TimeRange(call.instant("from").orElseGet(() -> to.minus(usual)), to);
    }

    /** The same; one that is empty or longer than so many days is refused. */
    public TimeRange atMostDays(long days) {
        if (!from.isBefore(to)) throw Call.invalid("from", "must be before to");
        if (length().compareTo(Duration.ofDays(days)) > 0)
            throw Call.invalid("from", "must be at most " + days + " days before to");
        return this;
    }

    public Duration length() {
        return Duration.between(from, to);
    }
}
