package city.ioc.api.features;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** From one instant to another, both included; open where one is missing. An instant is a period that ends as it begins. */
public record Period(Optional<Instant> from, Optional<Instant> to) {

    /**
     * Reads the parameter {@code datetime}: an instant, {@code from/to}, or half-open with {@code ..} or nothing on one side (OGC
     * 17-069r4, requirement 26). Beyond that, days (in UTC) and lengths ({@code 2026-11-21/P2D}) are understood, which clients and OGC's
     * test suite send.
     *
     * @throws IllegalArgumentException when it is none of these, or ends before it begins
     */
    static Period parse(String text) {
        String[] ends = text.split("/", -1);
        if (ends.length == 1) return moment(text);
        if (ends.length != 2 || isOpen(ends[0]) && isOpen(ends[1])) throw wrong();
        if (isLength(ends[0]) && isLength(ends[1])) throw wrong();
        Optional<Instant> from = isOpen(ends[0]) || isLength(ends[0]) ? Optional.empty() : moment(ends[0]).from;
        Optional<Instant> to = isOpen(ends[1]) || isLength(ends[1]) ? Optional.empty() : moment(ends[1]).to;
        if (isLength(ends[0])) from = Optional.of(shifted(to.orElseThrow(Period::wrong), ends[0], -1));
        if (isLength(ends[1])) to = Optional.of(shifted(from.orElseThrow(Period::wrong), ends[1], 1));
        if (isAfter(from, to)) throw new IllegalArgumentException("ends before it begins");
        return new Period(from, to);
    }

    private static boolean isOpen(String end) {
        return end.isEmpty() || end.equals("..");
    }

    private static boolean isLength(String end) {
        return end.startsWith("P");
    }

    /** An instant, or a whole day. */
    private static Period moment(String text) {
        try {
            if (text.length() == "2026-11-21".length()) {
                LocalDate day = LocalDate.parse(text);
                return new Period(
                        Optional.of(midnight(day)),
                        Optional.of(midnight(day.plusDays(1)).minusNanos(1)));
            }
            // A plus that was not encoded comes as a blank.
            Optional<Instant> at =
                    Optional.of(OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
            return new Period(at, at);
        } catch (DateTimeException e) {
            throw wrong();
        }
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** {@code length} in ISO 8601's form: years to days, then hours to seconds behind a T. */
    private static Instant shifted(Instant at, String length, int sign) {
        try {
            int time = length.indexOf('T');
            String days = time < 0 ? length : length.substring(0, time);
            OffsetDateTime moved = at.atOffset(ZoneOffset.UTC);
            if (!days.equals("P"))
                moved = moved.plus(java.time.Period.parse(days).multipliedBy(sign));
            if (time >= 0)
                moved = moved.plus(Duration.parse("P" + length.substring(time)).multipliedBy(sign));
            return moved.toInstant();
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong();
        }
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException(
                "must be a time like 2026-11-21T07:05:09Z or an interval like 2026-11-21T00:00:00Z/..");
    }

    boolean isBounded() {
        return from.isPresent() && to.isPresent();
    }

    boolean overlaps(Period other) {
        return !isAfter(from, other.to) && !isAfter(other.from, to);
    }

    private static boolean isAfter(Optional<Instant> begin, Optional<Instant> end) {
        return begin.isPresent() && end.isPresent() && begin.get().isAfter(end.get());
    }
}
