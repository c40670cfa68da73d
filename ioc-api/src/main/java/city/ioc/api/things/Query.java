package city.ioc.api.things;

import city.ioc.api.http.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is asked of a set of entities, or of one.
 *
 * @param select properties and ways to show; empty: all
 * @param expand by the way's name, what is asked of those there
 * @param top most entities in an answer
 */
record Query(
        Optional<Filter> filter,
        List<Order> order,
        int skip,
        int top,
        boolean count,
        List<String> select,
        Map<String, Query> expand) {
    static final int USUAL = 100;
    static final int MOST = 1000;

    private static final Set<String> OPTIONS =
            Set.of("$filter", "$orderby", "$skip", "$top", "$count", "$select", "$expand");
    /** Deeper expansions than this are nobody's. */
    private static final int DEEPEST = 6;

    /** One key of an order. */
    record Order(Filter by, boolean descending) {}

    static final Query ALL = new Query(Optional.empty(), List.of(), 0, USUAL, false, List.of(), Map.of());

    /** Reads the options of a request; what cannot be understood is refused by the option's name. */
    static Query parse(Iterable<Map.Entry<String, String>> given, EntityType type) {
        Map<String, String> options = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : given)
            if (options.put(each.getKey(), each.getValue()) != null)
                throw Call.invalid(each.getKey(), "is given more than once");
        return of(options, type, 0);
    }

    private static Query of(Map<String, String> options, EntityType type, int depth) {
        for (String name : options.keySet())
            if (!OPTIONS.contains(name))
                throw Call.invalid(
                        name,
                        "is no option; there are "
                                + String.join(", ", OPTIONS.stream().sorted().toList()));
        if (depth > DEEPEST) throw Call.invalid("$expand", "goes deeper than " + DEEPEST);
        return new Query(
                read(options, "$filter", text -> FilterCheck.checked(FilterParser.parse(text), type, true)),
                read(options, "$orderby", text -> order(text, type)).orElse(List.of()),
                read(options, "$skip", Query::number).orElse(0),
                Math.min(MOST, read(options, "$top", Query::number).orElse(USUAL)),
                read(options, "$count", Query::flag).orElse(false),
                read(options, "$select", text -> selected(text, type)).orElse(List.of()),
                read(options, "$expand", text -> expansions(text, type, depth)).orElse(Map.of()));
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
            order.add(new Order(FilterCheck.checked(FilterParser.parse(by), type, false), descending));
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
            if (!name.equals("id")
                    && !name.equals("@iot.id")
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
                options.put(option.substring(0, equals).trim(), option.substring(equals + 1));
            }
        Query query = of(options, way.to(), depth + 1);
        into.merge(name, query, Query::with);
    }

    /** The same with the expansions of another one, for {@code $expand=A/B,A/C}. */
    private Query with(Query other) {
        Map<String, Query> both = new LinkedHashMap<>(expand);
        other.expand.forEach((name, query) -> both.merge(name, query, Query::with));
        return new Query(filter, order, skip, top, count, select, both);
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
