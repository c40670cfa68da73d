package city.ioc.api.things;

import city.ioc.api.http.Call;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.things.Query.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the options of a request (OGC 18-088, 9.3); what cannot be understood is refused by the option's name. */
final class QueryParser {
    private static final Set<String> OPTIONS =
            Set.of("$filter", "$orderby", "$skip", "$skiptoken", "$top", "$count", "$select", "$expand");
    private static final Set<String> CONTROL = Set.of("id", "@iot.id", "@iot.selfLink");
    /** Deeper expansions than this are nobody's. */
    private static final int DEEPEST = 6;

    /** How many of a set come with each entity where the request does not say it: entities multiply with the depth. */
    private static final int USUAL_DEEPER = 20;

    private static final int USUAL_OBSERVATIONS = 10;

    private QueryParser() {}

    static Query parse(Iterable<Map.Entry<String, String>> given, EntityType type) {
        Map<String, String> options = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : given)
            if (options.put(each.getKey(), each.getValue()) != null)
                throw Call.invalid(each.getKey(), "is given more than once");
        return of(options, type, 0);
    }

    private static Query of(Map<String, String> options, EntityType type, int depth) {
        for (String name : options.keySet()) requireKnown(name);
        if (depth > DEEPEST) throw Call.invalid("$expand", "goes deeper than " + DEEPEST);
        Map<String, String> texts = new LinkedHashMap<>(options);
        List.of("$skip", "$skiptoken", "$expand").forEach(texts::remove);
        return new Query(
                read(options, "$filter", text -> FilterCheck.condition(FilterParser.parse(text), type)),
                read(options, "$orderby", text -> order(text, type)).orElse(List.of()),
                read(options, "$skip", QueryParser::number).orElse(0),
                read(options, "$skiptoken", text -> text),
                Math.min(Query.MOST, read(options, "$top", QueryParser::number).orElse(usual(type, depth))),
                read(options, "$count", QueryParser::flag).orElse(false),
                read(options, "$select", text -> selected(text, type)).orElse(List.of()),
                read(options, "$expand", text -> expansions(text, type, depth)).orElse(Map.of()),
                texts);
    }

    private static int usual(EntityType type, int depth) {
        if (depth == 0) return Query.USUAL;
        return type == EntityType.OBSERVATION ? USUAL_OBSERVATIONS : depth == 1 ? Query.USUAL : USUAL_DEEPER;
    }

    /** What begins with a dollar is an option of OData; one that is not served is answered so (18-088, query-status-code). */
    private static void requireKnown(String name) {
        if (OPTIONS.contains(name)) return;
        String there = "there are " + String.join(", ", new TreeSet<>(OPTIONS));
        if (name.startsWith("$"))
            throw Problem.of(Type.NOT_IMPLEMENTED, "The option " + name + " is not served; " + there)
                    .withErrors(List.of(new Problem.Fault(name, "is not served")))
                    .asException();
        throw Call.invalid(name, "is no option; " + there);
    }

    private static <T> Optional<T> read(Map<String, String> options, String name, Function<String, T> parse) {
        try {
            return Optional.ofNullable(options.get(name)).map(parse);
        } catch (IllegalArgumentException e) {
            throw Call.invalid(name, String.valueOf(e.getMessage()));
        }
    }

    private static List<Order> order(String text, EntityType type) {
        List<Order> order = new ArrayList<>();
        for (String key : split(text, ',')) {
            String trimmed = key.trim();
            boolean descending = trimmed.endsWith(" desc");
            String by = trimmed.replaceFirst("\\s+(asc|desc)$", "");
            order.add(new Order(FilterCheck.key(FilterParser.parse(by), type), descending));
        }
        return order;
    }

    private static int number(String text) {
        if (!text.matches("\\d+")) throw new IllegalArgumentException("must be a whole number from 0");
        return text.length() > 9 ? 999_999_999 : Integer.parseInt(text);
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static List<String> selected(String text, EntityType type) {
        List<String> names = split(text, ',').stream().map(String::trim).toList();
        for (String name : names)
            if (!CONTROL.contains(name)
                    && !type.properties.contains(name)
                    && !type.ways().containsKey(name))
                throw new IllegalArgumentException(type.single + " has no " + name);
        return names;
    }

    private static Map<String, Query> expansions(String text, EntityType type, int depth) {
        Map<String, Query> expand = new LinkedHashMap<>();
        for (String each : split(text, ',')) expansion(each.trim(), type, depth, expand);
        return expand;
    }

    /** {@code Datastreams}, {@code Datastreams/Sensor}, {@code Datastreams($top=1;$expand=Sensor)}. */
    private static void expansion(String text, EntityType type, int depth, Map<String, Query> into) {
        int open = text.indexOf('(');
        String path = open < 0 ? text : text.substring(0, open);
        if (open >= 0 && !text.endsWith(")")) throw new IllegalArgumentException(text + " has no end");
        int slash = path.indexOf('/');
        String name = slash < 0 ? path : path.substring(0, slash);
        EntityType.Way way = type.ways().get(name);
        if (way == null)
            throw new IllegalArgumentException(
                    type.single + " leads to " + String.join(", ", type.ways().keySet()) + ", not to " + name);
        Map<String, String> options = new LinkedHashMap<>();
        if (slash >= 0) options.put("$expand", text.substring(slash + 1));
        else if (open >= 0)
            for (String option : split(text.substring(open + 1, text.length() - 1), ';')) {
                int equals = option.indexOf('=');
                if (equals < 0) throw new IllegalArgumentException(option + " is no option");
                if (options.put(option.substring(0, equals).trim(), option.substring(equals + 1)) != null)
                    throw new IllegalArgumentException(option + " is given more than once");
            }
        into.merge(name, of(options, way.to(), depth + 1), Query::with);
    }

    /** Splits at a sign that stands in no brackets and no text. */
    private static List<String> split(String text, char sign) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') quoted = !quoted;
            if (quoted) continue;
            if (c == '(') depth++;
            if (c == ')') depth--;
            if (c == sign && depth == 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}
