package city.ioc.api.things;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is asked of a set of entities, or of one.
 *
 * @param skip how many of the set are left out before; behind {@code after} only how many came before it
 * @param after where in the set to go on, as an answer's link to the next one has it
 * @param top most entities in an answer
 * @param select properties and ways to show; empty: all
 * @param expand by the way's name, what is asked of those there
 * @param texts the options as they were written, by name, but for where to go on and what to expand
 */
record Query(
        Optional<Filter> filter,
        List<Order> order,
        int skip,
        Optional<String> after,
        int top,
        boolean count,
        List<String> select,
        Map<String, Query> expand,
        Map<String, String> texts) {
    static final int USUAL = 100;
    static final int MOST = 1000;

    /** One key of an order. */
    record Order(Filter by, boolean descending) {}

    static final Query ALL =
            new Query(Optional.empty(), List.of(), 0, Optional.empty(), USUAL, false, List.of(), Map.of(), Map.of());

    /** The same with the expansions of another one, for {@code $expand=A/B,A/C}. */
    Query with(Query other) {
        Map<String, Query> both = new LinkedHashMap<>(expand);
        other.expand.forEach((name, query) -> both.merge(name, query, Query::with));
        return new Query(filter, order, skip, after, top, count, select, both, texts);
    }

    /** The options that ask for the next entities of the set in the same way. */
    Map<String, String> next(int given, Optional<String> token) {
        Map<String, String> options = options();
        options.put("$skip", String.valueOf(skip + given));
        token.ifPresent(text -> options.put("$skiptoken", text));
        return options;
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>(texts);
        if (!expand.isEmpty())
            options.put(
                    "$expand",
                    expand.entrySet().stream()
                            .map(each -> each.getKey() + each.getValue().inBrackets())
                            .collect(Collectors.joining(",")));
        return options;
    }

    private String inBrackets() {
        Map<String, String> options = options();
        if (skip > 0) options.put("$skip", String.valueOf(skip));
        if (options.isEmpty()) return "";
        return options.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(";", "(", ")"));
    }
}
