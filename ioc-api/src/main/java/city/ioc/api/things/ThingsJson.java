package city.ioc.api.things;

import city.ioc.api.http.Call;
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

    Map<String, Object> entity(Entity entity, Query query) {
        if (++written > MOST)
            throw Call.invalid("$expand", "gives more than " + MOST + " entities; ask for fewer with $top");
        Map<String, Object> json = new LinkedHashMap<>();
        boolean all = query.select().isEmpty();
        if (all || query.select().contains("id") || query.select().contains("@iot.id"))
            json.put("@iot.id", entity.id());
        if (all) json.put("@iot.selfLink", address(entity));
        for (String property : entity.type().properties) {
            Object value = entity.values().get(property);
            if (value != null && (all || query.select().contains(property))) json.put(property, value);
        }
        entity.type().ways().forEach((name, way) -> {
            Query inside = query.expand().get(name);
            if (inside != null) expand(json, entity, name, way, inside);
            else if (all || query.select().contains(name))
                json.put(name + "@iot.navigationLink", address(entity) + "/" + name);
        });
        return json;
    }

    private void expand(Map<String, Object> json, Entity entity, String name, EntityType.Way way, Query inside) {
        if (!way.many()) {
            graph.followOne(entity, way.to()).ifPresent(one -> json.put(name, entity(one, inside)));
            return;
        }
        Graph.Slice slice = graph.ask(Optional.of(entity), way.to(), inside);
        slice.count().ifPresent(count -> json.put(name + "@iot.count", count));
        json.put(name, entities(slice, inside));
        if (slice.more())
            json.put(
                    name + "@iot.nextLink",
                    address(entity) + "/" + name + "?$top=" + inside.top() + "&$skip="
                            + (inside.skip() + slice.entities().size()));
    }

    private List<Map<String, Object>> entities(Graph.Slice slice, Query query) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Entity each : slice.entities()) list.add(entity(each, query));
        return list;
    }

    /** A page of a set; {@code next} is the address of the next one. */
    Map<String, Object> page(Graph.Slice slice, Query query, String next) {
        return page(slice, entities(slice, query), next);
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
        // Asked for none, there is no way on.
        if (slice.more() && !slice.entities().isEmpty()) json.put("@iot.nextLink", next);
        return json;
    }
}
