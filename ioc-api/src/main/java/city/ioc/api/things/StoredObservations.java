package city.ioc.api.things;

import city.ioc.api.http.Call;
import city.ioc.api.things.Entity.Keys;
import city.ioc.api.things.ObservationOrder.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Observations from the database, the latest first, looked for no further away than a page needs. For one thread and one connection. */
final class StoredObservations implements ObservationStore {
    /** Most observations that are looked at for what the database does not choose by itself. */
    private static final int MOST_LOOKED_AT = 20_000;

    private static final Pattern ID = Pattern.compile("(.+)@(-?\\d{1,16})-(-?\\d{1,19})-(\\d{1,5})");

    /** How far a page is looked for from where it begins, before it is looked for in all. */
    private static final List<Duration> NEAR = List.of(Duration.ofMinutes(15), Duration.ofDays(1));

    /** PostgreSQL's word for a statement that took longer than it may. */
    private static final String TOOK_TOO_LONG = "57014";

    private final Connection connection;
    private final Instant now;
    private @Nullable ObservationRows rows;

    StoredObservations(Connection connection, Instant now) {
        this.connection = connection;
        this.now = now;
    }

    /** One for the whole request, whose city does not change. */
    private ObservationRows rows(Entities entities) {
        ObservationRows known = rows;
        if (known == null) {
            known = new ObservationRows(connection, entities);
            rows = known;
        }
        return known;
    }

    @Override
    public Optional<Entity> find(String id, Entities entities) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches()) return Optional.empty();
        return entities.find(EntityType.DATASTREAM, parts.group(1))
                .flatMap(stream -> run(() -> rows(entities)
                        .find(
                                stream.keys(),
                                Instant.ofEpochMilli(Long.parseLong(parts.group(2))),
                                Long.parseLong(parts.group(3)),
                                Integer.parseInt(parts.group(4)))));
    }

    @Override
    public Graph.Slice list(Optional<Entity> from, Query query, Entities entities) {
        Graph graph = new Graph(entities, this, now);
        if (from.isPresent() && from.get().type() == EntityType.OBSERVATION)
            return Graph.slice(List.of(from.get()), query, graph);
        Optional<Keys> keys = from.map(Entity::keys);
        ObservationRows rows = rows(entities);
        ObservationChoice choice = ObservationChoice.of(query.filter(), graph);
        if (choice.isNone()) return Graph.slice(List.of(), query, graph);
        Optional<ObservationOrder> order = ObservationOrder.of(query.order());
        if (choice.isAll() && order.isPresent()) return run(() -> page(rows, keys, choice, order.get(), query));
        if (query.after().isPresent()) throw noPlaces();
        ObservationOrder latest =
                order.orElseGet(() -> ObservationOrder.of(List.of()).orElseThrow());
        List<Entity> all = run(() -> rows.list(keys, choice, latest, Optional.empty(), MOST_LOOKED_AT + 1, 0));
        if (all.size() > MOST_LOOKED_AT) throw ObservationStore.tooWide(MOST_LOOKED_AT);
        return Graph.slice(all, query, graph);
    }

    private static RuntimeException noPlaces() {
        return Call.invalid("$skiptoken", "goes with another order or filter; begin anew without it");
    }

    private Graph.Slice page(
            ObservationRows rows, Optional<Keys> keys, ObservationChoice choice, ObservationOrder order, Query query)
            throws SQLException {
        Optional<Place> behind = query.after().map(StoredObservations::place);
        if (behind.isPresent() && !order.hasPlaces()) throw noPlaces();
        ObservationChoice rest = behind.map(at ->
                        order.isDescending() ? choice.before(at.time().plusNanos(1_000)) : choice.since(at.time()))
                .orElse(choice);
        int skip = behind.isPresent() ? 0 : query.skip();
        List<Entity> page = List.of();
        if (order.isByTime())
            for (ObservationChoice near : near(rows, rest, order))
                if (page.size() <= query.top()) page = rows.list(keys, near, order, behind, query.top() + 1, skip);
        if (page.size() <= query.top()) page = rows.list(keys, rest, order, behind, query.top() + 1, skip);
        boolean more = page.size() > query.top();
        List<Entity> given = more ? page.subList(0, query.top()) : page;
        return new Graph.Slice(
                given,
                more,
                more && !given.isEmpty() && order.hasPlaces()
                        ? Optional.of(ObservationOrder.token(given.getLast()))
                        : Optional.empty(),
                query.count() ? OptionalLong.of(rows.count(keys, choice)) : OptionalLong.empty());
    }

    /** The part of a choice that lies where the order begins: to sort a quarter of an hour is quicker than to sort years. */
    private List<ObservationChoice> near(ObservationRows rows, ObservationChoice choice, ObservationOrder order)
            throws SQLException {
        if (order.isDescending()) {
            Instant end = choice.to().orElse(now);
            return NEAR.stream().map(length -> choice.since(end.minus(length))).toList();
        }
        Optional<Instant> begin = choice.from().isPresent() ? choice.from() : rows.earliest();
        return begin.stream()
                .flatMap(at -> NEAR.stream().map(length -> choice.before(at.plus(length))))
                .toList();
    }

    private static Place place(String token) {
        try {
            return ObservationOrder.place(token);
        } catch (IllegalArgumentException e) {
            throw Call.invalid("$skiptoken", String.valueOf(e.getMessage()));
        }
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private static <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            if (TOOK_TOO_LONG.equals(e.getSQLState())) throw ObservationStore.tookTooLong();
            throw new QueryFailed(e);
        }
    }

    /** Carries the database's fault through code that knows nothing of databases. */
    static final class QueryFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final SQLException fault;

        QueryFailed(SQLException fault) {
            super(fault);
            this.fault = fault;
        }

        SQLException fault() {
            return fault;
        }
    }
}
