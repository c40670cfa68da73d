package city.ioc.api.things;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** The functions of {@code $filter} (OGC 18-088, tables 24 to 28) and the arithmetic operators. Times are in UTC. */
final class Functions {
    private static final Map<String, Integer> ARGUMENTS = Map.ofEntries(
            Map.entry("substringof", 2),
            Map.entry("endswith", 2),
            Map.entry("startswith", 2),
            Map.entry("length", 1),
            Map.entry("indexof", 2),
            Map.entry("substring", -2),
            Map.entry("tolower", 1),
            Map.entry("toupper", 1),
            Map.entry("trim", 1),
            Map.entry("concat", 2),
            Map.entry("year", 1),
            Map.entry("month", 1),
            Map.entry("day", 1),
            Map.entry("hour", 1),
            Map.entry("minute", 1),
            Map.entry("second", 1),
            Map.entry("fractionalseconds", 1),
            Map.entry("date", 1),
            Map.entry("time", 1),
            Map.entry("totaloffsetminutes", 1),
            Map.entry("now", 0),
            Map.entry("mindatetime", 0),
            Map.entry("maxdatetime", 0),
            Map.entry("round", 1),
            Map.entry("floor", 1),
            Map.entry("ceiling", 1),
            Map.entry("geo.distance", 2),
            Map.entry("geo.length", 1),
            Map.entry("geo.intersects", 2),
            Map.entry("st_equals", 2),
            Map.entry("st_disjoint", 2),
            Map.entry("st_touches", 2),
            Map.entry("st_within", 2),
            Map.entry("st_overlaps", 2),
            Map.entry("st_crosses", 2),
            Map.entry("st_intersects", 2),
            Map.entry("st_contains", 2),
            Map.entry("st_relate", 3));

    private static final Set<String> ARITHMETIC = Set.of("add", "sub", "mul", "div", "mod");

    private Functions() {}

    static boolean isKnown(String name) {
        return ARGUMENTS.containsKey(name);
    }

    static String names() {
        return Stream.concat(ARGUMENTS.keySet().stream(), ARITHMETIC.stream())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** @throws IllegalArgumentException when a function does not take so many arguments */
    static void requireArguments(String name, int given) {
        Integer wanted = ARGUMENTS.get(name);
        if (wanted == null)
            throw new IllegalArgumentException("there is no function " + name + "; there are " + names());
        if (wanted < 0 ? given < -wanted || given > 1 - wanted : given != wanted)
            throw new IllegalArgumentException(name + " takes " + Math.abs(wanted) + " arguments, not " + given);
    }

    /** @param now what {@code now()} is */
    static Object apply(String name, List<Object> a, Instant now) {
        return switch (name) {
            case "add" -> number(a, 0) + number(a, 1);
            case "sub" -> number(a, 0) - number(a, 1);
            case "mul" -> number(a, 0) * number(a, 1);
            case "div" -> number(a, 0) / number(a, 1);
            case "mod" -> number(a, 0) % number(a, 1);
            case "round" -> (double) Math.round(number(a, 0));
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
        OffsetDateTime at = Values.findInstant(value)
                .orElseThrow(() -> new FilterFault(name + " takes a time, not " + value))
                .atOffset(ZoneOffset.UTC);
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

    private static double number(List<Object> arguments, int index) {
        if (arguments.get(index) instanceof Number number) return number.doubleValue();
        throw new FilterFault(arguments.get(index) + " is no number");
    }

    /** Points only are kept here, as GeoJSON; what stands in an expression is well-known text. */
    static Geometry geometry(Object value) {
        if (value instanceof Geometry known) return known;
        if (value instanceof Map<?, ?> point && point.get("coordinates") instanceof List<?> at && at.size() == 2)
            return wkt("POINT(" + at.get(0) + " " + at.get(1) + ")");
        throw new FilterFault(value + " is no place");
    }

    static Geometry wkt(String text) {
        try {
            return new WKTReader().read(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no well-known text: " + e.getMessage());
        }
    }
}
