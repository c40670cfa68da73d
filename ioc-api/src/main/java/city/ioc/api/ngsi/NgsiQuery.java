package city.ioc.api.ngsi;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which entities are asked for, and how (ETSI GS CIM 009, 6.4.3.2).
 *
 * @param types asked for; empty: any
 * @param ids asked for; empty: any
 * @param attributes to show; empty: all
 */
record NgsiQuery(
        Set<String> types,
        Set<String> ids,
        Set<String> attributes,
        boolean isSimplified,
        boolean isCounted,
        int limit,
        int offset) {
    private static final Set<String> OF_ONE = Set.of("attrs", "options");
    private static final Set<String> OF_MANY = Set.of("type", "id", "attrs", "options", "limit", "offset", "count");
    /** What the standard has beyond; whoever asks for it must not get all instead. */
    private static final Set<String> NOT_SERVED = Set.of(
            "q",
            "georel",
            "geometry",
            "coordinates",
            "geoproperty",
            "scopeQ",
            "idPattern",
            "csf",
            "lang",
            "pick",
            "omit",
            "format",
            "local",
            "join",
            "orderBy");

    private static final int USUAL = 20;
    private static final int MOST = 1000;

    /** @throws NgsiError when it cannot be answered */
    static NgsiQuery ofOne(MultiMap given) {
        return of(given, OF_ONE);
    }

    /** @throws NgsiError when it cannot be answered */
    static NgsiQuery ofMany(MultiMap given) {
        NgsiQuery query = of(given, OF_MANY);
        if (query.types.isEmpty() && query.ids.isEmpty() && query.attributes.isEmpty())
            throw NgsiError.badRequest(
                    "type, id or attrs must say which entities; there is the type " + FlowObserved.TYPE);
        if (query.limit == 0 && !query.isCounted)
            throw NgsiError.badRequest("limit=0 has a meaning with count=true only");
        return query;
    }

    private static NgsiQuery of(MultiMap given, Set<String> known) {
        for (String name : new TreeSet<>(given.names())) {
            if (NOT_SERVED.contains(name)) throw NgsiError.notSupported(name + " is not served");
            if (!known.contains(name))
                throw NgsiError.badRequest(name + " is no parameter here; there are " + new TreeSet<>(known));
            if (given.getAll(name).size() > 1) throw NgsiError.badRequest(name + " is given more than once");
        }
        Set<String> options = list(given, "options");
        for (String option : options)
            if (!Set.of("keyValues", "normalized").contains(option))
                throw NgsiError.notSupported(
                        "options=" + option + " is not served; there are keyValues and normalized");
        return new NgsiQuery(
                list(given, "type"),
                list(given, "id"),
                list(given, "attrs"),
                options.contains("keyValues"),
                flag(given),
                Math.min(MOST, number(given, "limit", USUAL)),
                number(given, "offset", 0));
    }

    private static Set<String> list(MultiMap given, String name) {
        String text = given.get(name);
        if (text == null) return Set.of();
        return Arrays.stream(text.split(",", -1))
                .map(String::trim)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean flag(MultiMap given) {
        String text = given.get("count");
        if (text == null || text.equals("false")) return false;
        if (text.equals("true")) return true;
        throw NgsiError.badRequest("count must be true or false");
    }

    private static int number(MultiMap given, String name, int fallback) {
        String text = given.get(name);
        if (text == null) return fallback;
        if (!text.matches("\\d{1,9}")) throw NgsiError.badRequest(name + " must be a whole number from 0");
        return Integer.parseInt(text);
    }

    /** All that match, whichever page. */
    List<FlowObserved> matching(List<FlowObserved> all) {
        boolean isOurs =
                types.isEmpty() || types.contains(FlowObserved.TYPE) || types.contains(FlowObserved.EXPANDED_TYPE);
        return isOurs
                ? all.stream()
                        .filter(each -> ids.isEmpty() || ids.contains(each.id()))
                        .filter(each -> attributes.isEmpty()
                                || attributes.stream()
                                        .anyMatch(each.json(attributes, true).keySet()::contains))
                        .toList()
                : List.of();
    }
}
