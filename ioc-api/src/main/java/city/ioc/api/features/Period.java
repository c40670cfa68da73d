package city.ioc.api.features;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** From one instant to another, both included; open where one is missing. An instant is a period that ends as it begins. */
record Period(Optional<Instant> from, Optional<Instant> to) {

    /**
     * Reads the parameter {@code datetime}: an instant, {@code from/to}, or half-open with {@code ..} or nothing on one side (OGC
     * 17-069r4, requirement 26).
     *
     * @throws IllegalArgumentException when it is none of these, or ends before it begins
     */
    static Period parse(String text) {
        String[] ends = text.split("/", -1);
        if (ends.length == 1) {
            Optional<Instant> at = Optional.of(instant(text));
            return new Period(at, at);
        }
        if (ends.length != 2 || isOpen(ends[0]) && isOpen(ends[1])) throw wrong();
        Period period = new Period(end(ends[0]), end(ends[1]));
        if (period.from.isPresent()
                && period.to.isPresent()
                && period.from.get().isAfter(period.to.get()))
            throw new IllegalArgumentException("ends before it begins");
        return period;
    }

    private static boolean isOpen(String end) {
        return end.isEmpty() || end.equals("..");
    }

    private static Optional<Instant> end(String text) {
        return isOpen(text) ? Optional.empty() : Optional.of(instant(text));
    }

    private static Instant instant(String text) {
        try {
            // A plus that was not encoded comes as a blank.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw wrong();
        }
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException(
                "must be a time like 2026-11-21T07:05:09Z or an interval like 2026-11-21T00:00:00Z/..");
    }

    boolean overlaps(Period other) {
        return !isAfter(from, other.to) && !isAfter(other.from, to);
    }

    private static boolean isAfter(Optional<Instant> begin, Optional<Instant> end) {
        return begin.isPresent() && end.isPresent() && begin.get().isAfter(end.get());
    }
}
