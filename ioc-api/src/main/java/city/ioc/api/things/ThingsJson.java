package city.ioc.api.things;

import city.ioc.api.http.Call;
import io.netty.handler.codec.http.QueryStringEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes entities as SensorThings does: with links to themselves and to what they lead to, or with that itself. For one request. */
final class ThingsJson {
    /** Most entities in one answer, expanded ones among them. */
    private static final int MOST = 20_000;

    private final Graph graph;
    private final String base;
    private int written;

    /** @param base address of the service, without a slash at its end */
    ThingsJson(Graph graph, String base) {
        this.graph = graph;
        this.base = base;
    }

    String address(Entity entity) {
        return base + "/" + entity.type().set + "('" + entity.id().replace("'", "''") + "')";
    }

    /** The entity that a request names, or one of its set: with links to all that it leads to, expanded or not. */
    Map<String, Object> entity(Entity entity, Query query) {
        return entity(entity, query, true);
    }

    /**
     * An entity that is expanded has links only where they are selected, as OGC's test suite wants it: whoever expands has what the
     * links would lead to.
     */
    private Map<String, Object> entity(Entity entity, Query query, boolean isTop) {
        if (++written > MOST)
            throw Call.invalid("$expand", "gives more than " + MOST + " entities; ask for fewer with $top");
        Map<String, Object> json = new LinkedHashMap<>();
        List<String> select = query.select();
        boolean all = select.isEmpty();
        if (all || select.contains("id") || select.contains("@iot.id")) json.put("@iot.id", entity.id());
        if (all || select.contains("@iot.selfLink")) json.put("@iot.selfLink", address(entity));
        for (String property : entity.type().properties) {
            Object value = entity.values().get(property);
            if (value != null && (all || select.contains(property))) json.put(property, value);
        }
        entity.type().ways().forEach((name, way) -> {
            if (all && isTop || select.contains(name))
                json.put(name + "@iot.navigationLink", address(entity) + "/" + name);
            Query inside = query.expand().get(name);
            if (inside != null) expand(json, entity, name, way, inside);
        });
        return json;
    }

    private void expand(Map<String, Object> json, Entity entity, String name, EntityType.Way way, Query inside) {
        if (!way.many()) {
            graph.followOne(entity, way.to()).ifPresent(one -> json.put(name, entity(one, inside, false)));
            return;
        }
        Graph.Slice slice = graph.ask(Optional.of(entity), way.to(), inside);
        slice.count().ifPresent(count -> json.put(name + "@iot.count", count));
        json.put(name, entities(slice, inside, false));
        if (isGoingOn(slice)) {
            QueryStringEncoder uri = new QueryStringEncoder(address(entity) + "/" + name);
            Map<String, String> options = inside.next(slice.entities().size(), slice.token());
            // What is usual of an expanded set is not what is usual of a set.
            options.putIfAbsent("$top", String.valueOf(inside.top()));
            options.forEach(uri::addParam);
            json.put(name + "@iot.nextLink", uri.toString());
        }
    }

    private List<Map<String, Object>> entities(Graph.Slice slice, Query query, boolean isTop) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Entity each : slice.entities()) list.add(entity(each, query, isTop));
        return list;
    }

    /** A page of a set; {@code next} is the address of the next one. */
    Map<String, Object> page(Graph.Slice slice, Query query, String next) {
        return page(slice, entities(slice, query, true), next);
    }

    /** A page of addresses alone. */
    Map<String, Object> references(Graph.Slice slice, String next) {
        List<Map<String, String>> addresses = slice.entities().stream()
                .map(each -> Map.of("@iot.selfLink", address(each)))
                .toList();
        return page(slice, addresses, next);
    }

    private static Map<String, Object> page(Graph.Slice slice, List<?> value, String next) {
        Map<String, Object> json = new LinkedHashMap<>();
        slice.count().ifPresent(count -> json.put("@iot.count", count));
        json.put("value", value);
        if (isGoingOn(slice)) json.put("@iot.nextLink", next);
        return json;
    }

    /** Asked for none, there is no way on. */
    private static boolean isGoingOn(Graph.Slice slice) {
        return slice.more() && !slice.entities().isEmpty();
    }
}
