package city.ioc.api.things;

import city.ioc.api.http.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** All entities and how they belong together: those of the city in memory, observations in the store. For one request. */
final class Graph {
    private final Entities entities;
    private final ObservationStore observations;
    private final Instant now;

    /**
     * Some of a set, and how many there are in all where that was asked for.
     *
     * @param token where to go on for more, if the set has places to go on from; else by counting
     */
    record Slice(List<Entity> entities, boolean more, Optional<String> token, OptionalLong count) {}

    Graph(Entities entities, ObservationStore observations, Instant now) {
        this.entities = entities;
        this.observations = observations;
        this.now = now;
    }

    /** The city's time at which all of the request is answered. */
    Instant now() {
        return now;
    }

    Optional<Entity> find(EntityType type, String id) {
        return type == EntityType.OBSERVATION ? observations.find(id, entities) : entities.find(type, id);
    }

    /** Those of a type that an entity belongs together with; of observations the latest. */
    List<Entity> follow(Entity from, EntityType to) {
        return to == EntityType.OBSERVATION
                ? observations.list(Optional.of(from), Query.ALL, entities).entities()
                : entities.list(from, to);
    }

    /** The one that an entity leads to. */
    Optional<Entity> followOne(Entity from, EntityType to) {
        return follow(from, to).stream().findFirst();
    }

    /** What a query asks for among all of a type, or among those that an entity leads to. */
    Slice ask(Optional<Entity> from, EntityType type, Query query) {
        if (type != EntityType.OBSERVATION)
            return slice(from.map(each -> entities.list(each, type)).orElseGet(() -> entities.list(type)), query, this);
        return observations.list(from, query, entities);
    }

    /** Applies a query to entities at hand. */
    static Slice slice(List<Entity> all, Query query, Graph graph) {
        if (query.after().isPresent())
            throw Call.invalid("$skiptoken", "goes with observations; begin anew without it");
        List<Entity> matching = new ArrayList<>(all.stream()
                .filter(each ->
                        query.filter().map(filter -> filter.holds(each, graph)).orElse(true))
                .toList());
        if (!query.order().isEmpty()) matching.sort(order(query, graph));
        int from = Math.min(query.skip(), matching.size());
        int to = Math.min(from + query.top(), matching.size());
        return new Slice(
                List.copyOf(matching.subList(from, to)),
                to < matching.size(),
                Optional.empty(),
                query.count() ? OptionalLong.of(matching.size()) : OptionalLong.empty());
    }

    private static Comparator<Entity> order(Query query, Graph graph) {
        Comparator<Entity> order = (one, other) -> 0;
        for (Query.Order key : query.order()) {
            Comparator<Entity> by = (one, other) -> {
                List<Object> a = key.by().values(one, graph);
                List<Object> b = key.by().values(other, graph);
                // What has no value comes before what has one (18-088, orderby).
                if (a.isEmpty() || b.isEmpty()) return Boolean.compare(b.isEmpty(), a.isEmpty());
                return Values.compare(a.getFirst(), b.getFirst());
            };
            order = order.thenComparing(key.descending() ? by.reversed() : by);
        }
        return order;
    }
}
