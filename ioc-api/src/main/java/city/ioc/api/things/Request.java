package city.ioc.api.things;

import city.ioc.api.http.Call;
import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.handler.codec.http.QueryStringEncoder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request, to be answered from the observations of a store. */
record Request(
        Entities entities,
        ThingsPath path,
        String base,
        String address,
        List<Map.Entry<String, String>> options,
        Instant now) {

    ThingsAnswer answer(ObservationStore store) {
        try {
            return walk(store);
        } catch (FilterFault fault) {
            throw Call.invalid("$filter", String.valueOf(fault.getMessage()));
        }
    }

    private ThingsAnswer walk(ObservationStore store) {
        Graph graph = new Graph(entities, store, now);
        ThingsJson json = new ThingsJson(graph, base);
        Optional<Entity> at = Optional.empty();
        List<ThingsPath.Step> steps = path.steps();
        for (int i = 0; i < steps.size(); i++) {
            ThingsPath.Step step = steps.get(i);
            boolean last = i == steps.size() - 1;
            Optional<Entity> from = at;
            EntityType type;
            boolean many = true;
            if (from.isEmpty())
                type = EntityType.findSet(step.name())
                        .orElseThrow(() -> ThingsApi.notFound("There is no " + step.name()));
            else {
                EntityType.Way way = from.get().type().ways().get(step.name());
                if (way == null) throw ThingsApi.notFound("There is no " + step.name());
                type = way.to();
                many = way.many();
            }
            if (many && step.id().isEmpty()) {
                if (!last) throw ThingsApi.notFound("Of " + step.name() + " one must be named before the path goes on");
                if (path.property().isPresent()) throw ThingsApi.notFound("A set has no properties");
                return set(graph, json, from, type);
            }
            at = many ? one(graph, from, type, step.id().orElseThrow()) : graph.followOne(from.orElseThrow(), type);
            if (at.isEmpty()) throw ThingsApi.notFound("There is nothing at " + address);
        }
        return entity(json, at.orElseThrow());
    }

    private static Optional<Entity> one(Graph graph, Optional<Entity> from, EntityType type, String id) {
        return graph.find(type, id)
                .filter(found ->
                        from.map(each -> each.keys().meets(found.keys())).orElse(true));
    }

    private ThingsAnswer set(Graph graph, ThingsJson json, Optional<Entity> from, EntityType type) {
        Query query = Query.parse(options, type);
        Graph.Slice slice = graph.ask(from, type, query);
        if (path.isReferences()) return new ThingsAnswer.Document(json.references(slice, next(query, slice)));
        return new ThingsAnswer.Document(json.page(slice, query, next(query, slice)));
    }

    private String next(Query query, Graph.Slice slice) {
        QueryStringEncoder uri = new QueryStringEncoder(base + address);
        for (Map.Entry<String, String> each : options)
            if (!each.getKey().equals("$skip")) uri.addParam(each.getKey(), each.getValue());
        uri.addParam("$skip", String.valueOf(query.skip() + slice.entities().size()));
        return uri.toString();
    }

    private ThingsAnswer entity(ThingsJson json, Entity entity) {
        if (path.isReferences()) return new ThingsAnswer.Document(Map.of("@iot.selfLink", json.address(entity)));
        if (path.property().isEmpty()) {
            Query query = Query.parse(options, entity.type());
            return new ThingsAnswer.Document(json.entity(entity, query));
        }
        String name = path.property().get();
        Object value = entity.values().get(name);
        if (value == null) return new ThingsAnswer.Nothing();
        if (!path.isBareValue()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put(name, value);
            return new ThingsAnswer.Document(document);
        }
        return new ThingsAnswer.Bare(
                value instanceof Map<?, ?> || value instanceof List<?> ? text(value) : Values.text(value));
    }

    private static String text(Object value) {
        try {
            return CityJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
