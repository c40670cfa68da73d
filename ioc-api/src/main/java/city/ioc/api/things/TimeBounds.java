package city.ioc.api.things;

import city.ioc.api.things.Filter.Both;
import city.ioc.api.things.Filter.Compare;
import city.ioc.api.things.Filter.Constant;
import city.ioc.api.things.Filter.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The time that observations must be of for a filter to hold, as far as it says so in conditions that all must hold.
 *
 * @param isAll whether the filter says nothing else
 */
record TimeBounds(Optional<Instant> from, Optional<Instant> to, boolean isAll) {
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
    private static final TimeBounds NOTHING = new TimeBounds(Optional.empty(), Optional.empty(), false);

    static TimeBounds of(Optional<Filter> filter) {
        return filter.map(TimeBounds::of).orElse(new TimeBounds(Optional.empty(), Optional.empty(), true));
    }

    private static TimeBounds of(Filter filter) {
        if (filter instanceof Both both && both.isAnd()) {
            TimeBounds left = of(both.left());
            TimeBounds right = of(both.right());
            return new TimeBounds(later(left.from, right.from), earlier(left.to, right.to), left.isAll && right.isAll);
        }
        if (filter instanceof Compare compare
                && compare.left() instanceof Path path
                && isTime(path.steps())
                && compare.right() instanceof Constant constant) {
            Optional<Instant> at = Values.findInstant(constant.value());
            if (at.isPresent() && isOfTheStore(at.get())) return of(compare.operator(), at.get());
        }
        return NOTHING;
    }

    /** Times beyond are compared here: the database has no such. */
    private static boolean isOfTheStore(Instant at) {
        return at.isAfter(FIRST) && at.isBefore(LAST);
    }

    private static boolean isTime(List<String> steps) {
        return steps.equals(List.of("phenomenonTime")) || steps.equals(List.of("resultTime"));
    }

    /** Bounds are from and including, to and excluding, to the microsecond of the store. */
    private static TimeBounds of(String operator, Instant at) {
        Instant after = at.plusNanos(1_000);
        return switch (operator) {
            case "ge" -> new TimeBounds(Optional.of(at), Optional.empty(), true);
            case "gt" -> new TimeBounds(Optional.of(after), Optional.empty(), true);
            case "lt" -> new TimeBounds(Optional.empty(), Optional.of(at), true);
            case "le" -> new TimeBounds(Optional.empty(), Optional.of(after), true);
            case "eq" -> new TimeBounds(Optional.of(at), Optional.of(after), true);
            default -> NOTHING;
        };
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && (other.isEmpty() || one.get().isAfter(other.get())) ? one : other;
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && (other.isEmpty() || one.get().isBefore(other.get())) ? one : other;
    }
}
