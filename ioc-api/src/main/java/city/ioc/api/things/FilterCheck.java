package city.ioc.api.things;

import city.ioc.api.things.Filter.Apply;
import city.ioc.api.things.Filter.Both;
import city.ioc.api.things.Filter.Compare;
import city.ioc.api.things.Filter.Constant;
import city.ioc.api.things.Filter.Not;
import city.ioc.api.things.Filter.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.locationtech.jts.geom.Geometry;

/**
 * Whether an expression speaks of what there is and compares what can be compared: a typing error must not look like no data. What
 * only the entity knows, a result or one of its own properties, is not refused; where it does not fit, it is null.
 */
final class FilterCheck {
    private final EntityType from;
    private final boolean toMany;

    private FilterCheck(EntityType from, boolean toMany) {
        this.from = from;
        this.toMany = toMany;
    }

    /** @throws IllegalArgumentException naming what is not there or does not fit */
    static Filter condition(Filter filter, EntityType type) {
        new FilterCheck(type, true).require(filter, ValueKind.BOOLEAN);
        return filter;
    }

    /** @throws IllegalArgumentException naming what is not there or gives no order */
    static Filter key(Filter filter, EntityType type) {
        if (new FilterCheck(type, false).kind(filter) == ValueKind.PLACE)
            throw new IllegalArgumentException("places have no order");
        return filter;
    }

    private void require(Filter filter, ValueKind needed) {
        ValueKind is = kind(filter);
        if (is.fits(needed) || needed == ValueKind.TIME && isTimeAsText(filter)) return;
        throw new IllegalArgumentException(described(filter, is) + " stands where " + needed.words + " is needed");
    }

    private ValueKind kind(Filter filter) {
        return switch (filter) {
            case Constant constant -> kind(constant.value());
            case Path path -> kind(path.steps());
            case Apply apply -> kind(apply);
            case Compare compare -> {
                comparable(compare.left(), compare.right());
                yield ValueKind.BOOLEAN;
            }
            case Both both -> {
                require(both.left(), ValueKind.BOOLEAN);
                require(both.right(), ValueKind.BOOLEAN);
                yield ValueKind.BOOLEAN;
            }
            case Not not -> {
                require(not.of(), ValueKind.BOOLEAN);
                yield ValueKind.BOOLEAN;
            }
        };
    }

    private static ValueKind kind(Object constant) {
        return switch (constant) {
            case Number number -> ValueKind.NUMBER;
            case Boolean truth -> ValueKind.BOOLEAN;
            case Instant at -> ValueKind.TIME;
            case Duration length -> ValueKind.DURATION;
            case Geometry place -> ValueKind.PLACE;
            default -> constant == Filter.NULL ? ValueKind.NULL : ValueKind.TEXT;
        };
    }

    private void comparable(Filter left, Filter right) {
        ValueKind one = kind(left);
        ValueKind other = kind(right);
        if (one.fits(other) || other.fits(one)) return;
        if (one == ValueKind.TIME && isTimeAsText(right) || other == ValueKind.TIME && isTimeAsText(left)) return;
        throw new IllegalArgumentException(described(left, one) + " cannot be compared with " + described(right, other)
                + (one == ValueKind.TIME || other == ValueKind.TIME
                        ? "; a time is written 2026-11-21T07:05:09Z, without quotes"
                        : one == ValueKind.TEXT || other == ValueKind.TEXT ? "; a text stands in 'quotes'" : ""));
    }

    /** A time in quotes is taken for the time; the time of day that a function gives may be compared with one. */
    private static boolean isTimeAsText(Filter filter) {
        return filter instanceof Constant constant
                ? Values.findInstant(constant.value()).isPresent()
                : filter instanceof Apply apply
                        && (apply.name().equals("date") || apply.name().equals("time"));
    }

    private static String described(Filter filter, ValueKind kind) {
        return switch (filter) {
            case Path path -> String.join("/", path.steps()) + ", " + kind.words + ",";
            case Apply apply -> apply.name() + "(…), " + kind.words + ",";
            case Constant constant when kind == ValueKind.TEXT -> "the text '" + constant.value() + "'";
            case Constant constant when kind == ValueKind.NUMBER -> "the number " + Values.text(constant.value());
            default -> kind.words;
        };
    }

    private ValueKind kind(Apply apply) {
        List<Filter> arguments = apply.arguments();
        if (Functions.ARITHMETIC.contains(apply.name())) return sum(apply, arguments.getFirst(), arguments.getLast());
        Signatures.Signature signature = Signatures.of(apply.name());
        for (int i = 0; i < arguments.size(); i++)
            require(arguments.get(i), signature.arguments().get(i));
        if (apply.name().equals("st_relate")
                && arguments.getLast() instanceof Constant pattern
                && !String.valueOf(pattern.value()).matches("[TF*012]{9}"))
            throw new IllegalArgumentException("st_relate takes nine of T, F, *, 0, 1 and 2, like 'T********'");
        return signature.result();
    }

    /** Numbers with numbers; a time and a duration are a time, two times lie a duration apart. */
    private ValueKind sum(Apply apply, Filter left, Filter right) {
        ValueKind one = kind(left);
        ValueKind other = kind(right);
        boolean isSum = apply.name().equals("add") || apply.name().equals("sub");
        if (isSum && other == ValueKind.DURATION && (one == ValueKind.TIME || one == ValueKind.DURATION)) return one;
        if (apply.name().equals("sub") && one == ValueKind.TIME && other == ValueKind.TIME) return ValueKind.DURATION;
        if (isSum && one == ValueKind.ANY && other == ValueKind.DURATION) return ValueKind.ANY;
        require(left, ValueKind.NUMBER);
        require(right, ValueKind.NUMBER);
        return ValueKind.NUMBER;
    }

    private ValueKind kind(List<String> steps) {
        EntityType type = from;
        for (int i = 0; i < steps.size(); i++) {
            String step = steps.get(i);
            boolean last = i == steps.size() - 1;
            EntityType.Way way = type.ways().get(step);
            if (way == null) {
                if (!step.equals("id") && !step.equals("@iot.id") && !type.properties.contains(step))
                    throw new IllegalArgumentException(type.single + " has no " + step);
                if (!last && !EntityType.COMPLEX.contains(step))
                    throw new IllegalArgumentException("there is no " + steps.get(i + 1) + " in " + step);
                return last ? EntityType.kind(step) : ValueKind.ANY;
            }
            if (way.many() && !toMany)
                throw new IllegalArgumentException(step + " are several: there is no order by them");
            if (way.to() == EntityType.OBSERVATION && from == EntityType.OBSERVATION)
                throw new IllegalArgumentException("observations cannot be chosen by other observations");
            type = way.to();
        }
        throw new IllegalArgumentException(String.join("/", steps) + " is no property but " + type.single);
    }
}
