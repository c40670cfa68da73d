package city.ioc.api.things;

import city.ioc.api.things.Filter.Apply;
import city.ioc.api.things.Filter.Both;
import city.ioc.api.things.Filter.Compare;
import city.ioc.api.things.Filter.Constant;
import city.ioc.api.things.Filter.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of a filter the database can choose by itself: times and results, in conditions that all must hold.
 *
 * @param from first time, included
 * @param to time behind the last, excluded
 * @param isNone whether it asks for what no observation has
 * @param isAll whether the filter says nothing else
 */
record ObservationChoice(
        Optional<Instant> from, Optional<Instant> to, List<Condition> conditions, boolean isNone, boolean isAll) {
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
    private static final ObservationChoice ALL =
            new ObservationChoice(Optional.empty(), Optional.empty(), List.of(), false, true);
    private static final ObservationChoice NONE =
            new ObservationChoice(Optional.empty(), Optional.empty(), List.of(), true, true);
    private static final ObservationChoice NOTHING_KNOWN =
            new ObservationChoice(Optional.empty(), Optional.empty(), List.of(), false, false);
    /** Properties that every observation has, and those that none has. */
    private static final Set<String> ALWAYS = Set.of("phenomenonTime", "resultTime", "result", "id", "@iot.id");

    static final Set<String> NEVER = Set.of("validTime", "resultQuality");
    private static final Entity NOBODY = new Entity(
            EntityType.OBSERVATION,
            "",
            Map.of(),
            new Entity.Keys(Entity.Keys.ANY, Entity.Keys.ANY, Entity.Keys.ANY, Entity.Keys.ANY));

    /** A column that stands in a relation to a number or a time; {@code operator} in SQL. */
    sealed interface Condition {
        String operator();

        /** Of the result. */
        record Result(String operator, double number) implements Condition {}

        /** Of the time; from and to say more than this could, but not {@code <>}. */
        record Time(String operator, Instant at) implements Condition {}
    }

    static ObservationChoice between(Instant from, Instant to) {
        return new ObservationChoice(Optional.of(from), Optional.of(to), List.of(), false, true);
    }

    /** @param graph gives the time that is now */
    static ObservationChoice of(Optional<Filter> filter, Graph graph) {
        return filter.map(each -> of(each, graph)).orElse(ALL);
    }

    private static ObservationChoice of(Filter filter, Graph graph) {
        if (filter instanceof Both both && both.isAnd()) {
            ObservationChoice left = of(both.left(), graph);
            ObservationChoice right = of(both.right(), graph);
            return new ObservationChoice(
                    later(left.from, right.from),
                    earlier(left.to, right.to),
                    Stream.concat(left.conditions.stream(), right.conditions.stream())
                            .toList(),
                    left.isNone || right.isNone,
                    left.isAll && right.isAll || left.isNone || right.isNone);
        }
        if (!(filter instanceof Compare compare)) return NOTHING_KNOWN;
        if (compare.left() instanceof Path path) return of(path, compare.operator(), compare.right(), graph);
        if (compare.right() instanceof Path path) return of(path, mirrored(compare.operator()), compare.left(), graph);
        return NOTHING_KNOWN;
    }

    private static ObservationChoice of(Path path, String operator, Filter than, Graph graph) {
        if (!isConstant(than) || path.steps().size() != 1) return NOTHING_KNOWN;
        String name = path.steps().getFirst();
        if (than instanceof Constant constant && constant.isNull()) return ofNull(name, operator);
        if (NEVER.contains(name)) return NONE;
        List<Object> values = than.values(NOBODY, graph);
        if (values.size() != 1) return NOTHING_KNOWN;
        Object value = values.getFirst();
        if (name.equals("result") && value instanceof Number number && isFinite(number))
            return of(new Condition.Result(sql(operator), number.doubleValue()));
        if (!isTime(path)) return NOTHING_KNOWN;
        return Values.findInstant(value)
                .filter(at -> at.isAfter(FIRST) && at.isBefore(LAST)) // the database has no others
                .map(at -> of(operator, at))
                .orElse(NOTHING_KNOWN);
    }

    private static ObservationChoice ofNull(String name, String operator) {
        if (!ALWAYS.contains(name) && !NEVER.contains(name)) return NOTHING_KNOWN;
        return switch (operator) {
            case "eq" -> NEVER.contains(name) ? ALL : NONE;
            case "ne" -> ALWAYS.contains(name) ? ALL : NONE;
            default -> NONE;
        };
    }

    private static ObservationChoice of(Condition condition) {
        return new ObservationChoice(Optional.empty(), Optional.empty(), List.of(condition), false, true);
    }

    static boolean isTime(Path path) {
        return path.steps().equals(List.of("phenomenonTime")) || path.steps().equals(List.of("resultTime"));
    }

    private static boolean isFinite(Number number) {
        return Double.isFinite(number.doubleValue()) && Math.abs(number.doubleValue()) < 1e12;
    }

    private static boolean isConstant(Filter filter) {
        return filter instanceof Constant
                || filter instanceof Apply apply && apply.arguments().stream().allMatch(ObservationChoice::isConstant);
    }

    private static String mirrored(String operator) {
        return switch (operator) {
            case "gt" -> "lt";
            case "ge" -> "le";
            case "lt" -> "gt";
            case "le" -> "ge";
            default -> operator;
        };
    }

    private static String sql(String operator) {
        return switch (operator) {
            case "eq" -> "=";
            case "ne" -> "<>";
            case "gt" -> ">";
            case "ge" -> ">=";
            case "lt" -> "<";
            case "le" -> "<=";
            default -> throw new IllegalArgumentException("there is no operator " + operator);
        };
    }

    /** To the microsecond of the store. */
    private static ObservationChoice of(String operator, Instant at) {
        Optional<Instant> here = Optional.of(at);
        Optional<Instant> behind = Optional.of(at.plusNanos(1_000));
        return switch (operator) {
            case "ge" -> of(here, Optional.empty());
            case "gt" -> of(behind, Optional.empty());
            case "lt" -> of(Optional.empty(), here);
            case "le" -> of(Optional.empty(), behind);
            case "eq" -> of(here, behind);
            default -> of(new Condition.Time(sql(operator), at));
        };
    }

    private static ObservationChoice of(Optional<Instant> from, Optional<Instant> to) {
        return new ObservationChoice(from, to, List.of(), false, true);
    }

    /** The same, from a time on. */
    ObservationChoice since(Instant time) {
        return new ObservationChoice(later(from, Optional.of(time)), to, conditions, isNone, isAll);
    }

    /** The same, before a time. */
    ObservationChoice before(Instant time) {
        return new ObservationChoice(from, earlier(to, Optional.of(time)), conditions, isNone, isAll);
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && (other.isEmpty() || one.get().isAfter(other.get())) ? one : other;
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && (other.isEmpty() || one.get().isBefore(other.get())) ? one : other;
    }
}
