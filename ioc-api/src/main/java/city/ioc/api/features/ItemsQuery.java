package city.ioc.api.features;

import city.ioc.api.http.Call;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which features of a collection are asked for.
 *
 * @param limit most features in the answer; more than {@link #MOST} is taken for that
 * @param offset how many that match are left out before
 */
record ItemsQuery(int limit, int offset, Optional<BoundingBox> bbox, Optional<Period> datetime) {
    static final int USUAL = 100;
    static final int MOST = 1000;

    /** The parameters there are; any other is refused (OGC 17-069r4, requirement 20). */
    static final Set<String> PARAMETERS = Set.of("limit", "offset", "bbox", "datetime", "f");

    static ItemsQuery parse(MultiMap given) {
        return new ItemsQuery(
                Math.min(MOST, number(given, "limit", USUAL, 1)),
                number(given, "offset", 0, 0),
                find(given, "bbox", BoundingBox::parse),
                find(given, "datetime", Period::parse));
    }

    private static int number(MultiMap given, String name, int fallback, int least) {
        return find(given, name, text -> {
                    int number =
                            text.matches("\\d{10,}") ? 999_999_999 : text.matches("\\d+") ? Integer.parseInt(text) : -1;
                    if (number < least) throw new IllegalArgumentException("must be a whole number from " + least);
                    return number;
                })
                .orElse(fallback);
    }

    private static <T> Optional<T> find(MultiMap given, String name, Function<String, T> parse) {
        List<String> values = given.getAll(name);
        if (values.isEmpty()) return Optional.empty();
        if (values.size() > 1) throw Call.invalid(name, "is given more than once");
        try {
            return Optional.of(parse.apply(values.getFirst()));
        } catch (IllegalArgumentException e) {
            throw Call.invalid(name, String.valueOf(e.getMessage()));
        }
    }

    boolean matches(Feature feature) {
        return bbox.map(box -> box.meets(feature.geometry())).orElse(true)
                && datetime.flatMap(asked -> feature.period().map(asked::overlaps))
                        .orElse(true);
    }
}
