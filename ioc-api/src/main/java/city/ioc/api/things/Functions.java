package city.ioc.api.things;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** The functions of {@code $filter} and the arithmetic operators at work. Times are in UTC. */
final class Functions {
    static final Set<String> ARITHMETIC = Set.of("add", "sub", "mul", "div", "mod");

    private Functions() {}

    /**
     * What a function gives for values of an entity; nothing where they are not of the kind that it takes.
     *
     * @param now what {@code now()} is
     */
    static Optional<Object> apply(String name, List<Object> a, Instant now) {
        try {
            return Optional.of(value(name, a, now));
        } catch (Unfit | ArithmeticException | DateTimeException | IllegalArgumentException unfit) {
            return Optional.empty(); // also a time beyond all times, or shapes that have no such relation
        }
    }

    /** A value is not of the kind that the function takes. */
    private static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfit() {
            super(null, null, false, false);
        }
    }

    private static Object value(String name, List<Object> a, Instant now) {
        return switch (name) {
            case "add", "sub" -> sum(name.equals("add") ? 1 : -1, a.get(0), a.get(1));
            case "mul" -> number(a, 0) * number(a, 1);
            case "div" -> number(a, 0) / number(a, 1);
            case "mod" -> number(a, 0) % number(a, 1);
            // Half is away from zero, as OData has it.
            case "round" -> Math.copySign(Math.floor(Math.abs(number(a, 0)) + 0.5), number(a, 0));
            case "floor" -> Math.floor(number(a, 0));
            case "ceiling" -> Math.ceil(number(a, 0));
            case "now" -> now;
            case "mindatetime" -> Instant.parse("0001-01-01T00:00:00Z");
            case "maxdatetime" -> Instant.parse("9999-12-31T23:59:59Z");
            case "year",
                    "month",
                    "day",
                    "hour",
                    "minute",
                    "second",
                    "fractionalseconds",
                    "date",
                    "time",
                    "totaloffsetminutes" -> ofTime(name, a.getFirst());
            default -> name.startsWith("geo.") || name.startsWith("st_") ? ofPlace(name, a) : ofText(name, a);
        };
    }

    private static Object ofText(String name, List<Object> a) {
        String one = Values.text(a.getFirst());
        String other = a.size() > 1 ? Values.text(a.get(1)) : "";
        return switch (name) {
            case "substringof" -> other.contains(one);
            case "endswith" -> one.endsWith(other);
            case "startswith" -> one.startsWith(other);
            case "length" -> one.length();
            case "indexof" -> one.indexOf(other);
            case "tolower" -> one.toLowerCase(java.util.Locale.ROOT);
            case "toupper" -> one.toUpperCase(java.util.Locale.ROOT);
            case "trim" -> one.trim();
            case "concat" -> one + other;
            case "substring" -> {
                int from = Math.clamp((int) number(a, 1), 0, one.length());
                int to = a.size() < 3 ? one.length() : Math.clamp(from + (int) number(a, 2), from, one.length());
                yield one.substring(from, to);
            }
            default -> throw new IllegalArgumentException("there is no function " + name);
        };
    }

    private static Object ofTime(String name, Object value) {
        OffsetDateTime at = instant(value).atOffset(ZoneOffset.UTC);
        return switch (name) {
            case "year" -> at.getYear();
            case "month" -> at.getMonthValue();
            case "day" -> at.getDayOfMonth();
            case "hour" -> at.getHour();
            case "minute" -> at.getMinute();
            case "second" -> at.getSecond();
            case "fractionalseconds" -> at.getNano() / 1e9;
            case "date" -> at.toLocalDate().toString();
            case "time" ->
                DateTimeFormatter.ofPattern("HH:mm:ss.SSS").format(at).replace(".000", "");
            default -> 0;
        };
    }

    private static Object ofPlace(String name, List<Object> a) {
        Geometry one = geometry(a.getFirst());
        if (name.equals("geo.length")) return one.getLength();
        Geometry other = geometry(a.get(1));
        return switch (name) {
            case "geo.distance" -> one.distance(other);
            case "geo.intersects", "st_intersects" -> one.intersects(other);
            case "st_equals" -> one.equalsTopo(other);
            case "st_disjoint" -> one.disjoint(other);
            case "st_touches" -> one.touches(other);
            case "st_within" -> one.within(other);
            case "st_overlaps" -> one.overlaps(other);
            case "st_crosses" -> one.crosses(other);
            case "st_contains" -> one.contains(other);
            case "st_relate" -> one.relate(other, Values.text(a.get(2)));
            default -> throw new IllegalArgumentException("there is no function " + name);
        };
    }

    private static Object sum(int sign, Object one, Object other) {
        if (one instanceof Number a && other instanceof Number b) return a.doubleValue() + sign * b.doubleValue();
        if (other instanceof Duration length)
            return one instanceof Duration from
                    ? from.plus(length.multipliedBy(sign))
                    : instant(one).plus(length.multipliedBy(sign));
        if (sign < 0) return Duration.between(instant(other), instant(one));
        throw new Unfit();
    }

    private static Instant instant(Object value) {
        return Values.findInstant(value).orElseThrow(Unfit::new);
    }

    private static double number(List<Object> arguments, int index) {
        if (arguments.get(index) instanceof Number number) return number.doubleValue();
        throw new Unfit();
    }

    /** Points only are kept here, as GeoJSON; what stands in an expression is well-known text. */
    static Geometry geometry(Object value) {
        if (value instanceof Geometry known) return known;
        if (value instanceof Map<?, ?> point && point.get("coordinates") instanceof List<?> at && at.size() == 2)
            return wkt("POINT(" + at.get(0) + " " + at.get(1) + ")");
        throw new Unfit();
    }

    static Geometry wkt(String text) {
        try {
            return new WKTReader().read(text.replaceFirst("^SRID=\\d+;", ""));
        } catch (ParseException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no well-known text: " + e.getMessage());
        }
    }
}
