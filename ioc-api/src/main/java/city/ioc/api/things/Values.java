package city.ioc.api.things;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** How values of expressions are compared: numbers as numbers, times as times, all else as text. */
final class Values {
    private Values() {}

    static boolean compares(Object one, String operator, Object other) {
        int order = compare(one, other);
        return switch (operator) {
            case "eq" -> order == 0;
            case "ne" -> order != 0;
            case "gt" -> order > 0;
            case "ge" -> order >= 0;
            case "lt" -> order < 0;
            case "le" -> order <= 0;
            default -> throw new IllegalArgumentException("there is no operator " + operator);
        };
    }

    static int compare(Object one, Object other) {
        if (one instanceof Number a && other instanceof Number b)
            return Double.compare(a.doubleValue(), b.doubleValue());
        if (one instanceof Boolean a && other instanceof Boolean b) return Boolean.compare(a, b);
        if (one instanceof Duration a && other instanceof Duration b) return a.compareTo(b);
        if (one instanceof Instant || other instanceof Instant) {
            Optional<Instant> a = findInstant(one);
            Optional<Instant> b = findInstant(other);
            if (a.isPresent() && b.isPresent()) return a.get().compareTo(b.get());
        }
        return text(one).compareTo(text(other));
    }

    static String text(Object value) {
        return value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue())
                ? String.valueOf(number.longValue())
                : String.valueOf(value);
    }

    /** The instant that a value is; of an interval its begin, of a day its midnight in UTC. */
    static Optional<Instant> findInstant(Object value) {
        if (value instanceof Instant at) return Optional.of(at);
        if (!(value instanceof String)) return Optional.empty();
        String text = String.valueOf(value).split("/", 2)[0];
        try {
            return Optional.of(
                    text.length() == "2026-11-21".length()
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
