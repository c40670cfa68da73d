package city.ioc.api.things;

import city.ioc.api.http.Call;
import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.handler.codec.http.QueryStringEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One request, to be answered from the observations of a store. */
record Request(
        Entities entities,
        ThingsPath path,
        String base,
        String address,
        List<Map.Entry<String, String>> options,
        Instant now) {

    private static final Set<String> OF_SETS_AND_ENTITIES =
            Set.of("$filter", "$orderby", "$skip", "$skiptoken", "$top", "$count", "$select", "$expand");

    ThingsAnswer answer(ObservationStore store) {
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
                if (path.isProperty()) throw ThingsApi.notFound("A set has no properties");
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
        Query query = QueryParser.parse(options, type);
        if (path.isReferences()) {
            requireNone(Set.of("$select", "$expand"), "has no place where addresses are asked for");
            Graph.Slice slice = graph.ask(from, type, query);
            return new ThingsAnswer.Document(json.references(slice, next(query, slice)));
        }
        Graph.Slice slice = graph.ask(from, type, query);
        return new ThingsAnswer.Document(json.page(slice, query, next(query, slice)));
    }

    /** What was asked for, as it was written, but for where to go on. */
    private String next(Query query, Graph.Slice slice) {
        QueryStringEncoder uri = new QueryStringEncoder(base + address);
        for (Map.Entry<String, String> each : options)
            if (!each.getKey().startsWith("$skip")) uri.addParam(each.getKey(), each.getValue());
        uri.addParam("$skip", String.valueOf(query.skip() + slice.entities().size()));
        slice.token().ifPresent(token -> uri.addParam("$skiptoken", token));
        return uri.toString();
    }

    private ThingsAnswer entity(ThingsJson json, Entity entity) {
        if (path.isProperty()) {
            requireNone(OF_SETS_AND_ENTITIES, "has no place where a property is asked for");
            return property(entity);
        }
        Query query = QueryParser.parse(options, entity.type());
        if (path.isReferences()) {
            requireNone(OF_SETS_AND_ENTITIES, "has no place where an address is asked for");
            return new ThingsAnswer.Document(Map.of("@iot.selfLink", json.address(entity)));
        }
        // How many and which page is true of one entity, too; which and in what order is not.
        requireNone(Set.of("$filter", "$orderby", "$skiptoken"), "has no place where one entity is asked for");
        return new ThingsAnswer.Document(json.entity(entity, query));
    }

    private void requireNone(Set<String> unfit, String why) {
        for (Map.Entry<String, String> each : options)
            if (unfit.contains(each.getKey())) throw Call.invalid(each.getKey(), why);
    }

    private ThingsAnswer property(Entity entity) {
        List<String> names = path.property();
        Optional<Object> value = Optional.ofNullable(entity.values().get(names.getFirst()));
        if (value.isEmpty() && names.size() == 1) return new ThingsAnswer.Nothing();
        for (String name : names.subList(1, names.size()))
            value = value.flatMap(of -> Optional.ofNullable(of instanceof Map<?, ?> map ? map.get(name) : null));
        Object found = value.orElseThrow(() -> ThingsApi.notFound("There is nothing at " + address));
        if (!path.isBareValue()) return new ThingsAnswer.Document(Map.of(names.getLast(), found));
        return new ThingsAnswer.Bare(
                found instanceof Map<?, ?> || found instanceof List<?> ? text(found) : Values.text(found));
    }

    private static String text(Object value) {
        try {
            return CityJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
