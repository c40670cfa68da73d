package city.ioc.api.things;

import city.ioc.api.read.Sql;
import city.ioc.api.things.Entity.Keys;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Observations as the readings in the database, one for each value of a reading; the latest first. Times are the end of the
 * interval, whose length is among the parameters. For one thread and one connection.
 */
final class StoredObservations implements ObservationStore {
    /** Most observations that are looked at for what the database does not choose by itself. */
    private static final int MOST_LOOKED_AT = 20_000;

    private static final Pattern ID = Pattern.compile("(.+)@(-?\\d{1,16})-(-?\\d{1,19})-(\\d{1,5})");

    private static final String TRAFFIC = "select r.time, d.code, r.message, r.idx, r.interval_ms, v.property, v.value"
            + " from detector_readings(?, ?, ?) r join device d on d.id = r.device cross join lateral (values"
            + " ('vehicles', r.vehicles::float8), ('occupancy', r.occupancy::float8),"
            + " ('mean_speed_kmh', r.mean_speed_kmh::float8), ('queue_m', r.queue_m::float8)) v(property, value)"
            + " where v.value is not null";
    private static final String ENVIRONMENT = "select r.time, d.code, r.message, r.idx, null::integer as interval_ms,"
            + " r.metric as property, r.value from environment_reading r join device d on d.id = r.device where true";

    /** Where nothing says of which time, the latest of all are looked for in so much before now, then in all. */
    private static final List<Duration> LATELY = List.of(Duration.ofMinutes(15), Duration.ofDays(1));

    /** Bounds of what has none; PostgreSQL's own infinities are no instants. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Connection connection;
    private final Instant now;

    StoredObservations(Connection connection, Instant now) {
        this.connection = connection;
        this.now = now;
    }

    @Override
    public Optional<Entity> find(String id, Entities entities) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches()) return Optional.empty();
        Optional<Entity> stream = entities.find(EntityType.DATASTREAM, parts.group(1));
        if (stream.isEmpty()) return Optional.empty();
        Instant at = Instant.ofEpochMilli(Long.parseLong(parts.group(2)));
        Sql sql = rows(entities, Optional.of(stream.get().keys()), Optional.of(at), Optional.of(at.plusMillis(1)));
        sql.add("where message = ? and idx = ?", Long.parseLong(parts.group(3)), Integer.parseInt(parts.group(4)));
        return read(sql, entities).stream().findFirst();
    }

    @Override
    public Graph.Slice list(Optional<Entity> from, Query query, Entities entities) {
        if (from.isPresent() && from.get().type() == EntityType.OBSERVATION)
            return Graph.slice(List.of(from.get()), query, graph(entities));
        TimeBounds bounds = TimeBounds.of(query.filter());
        Optional<Boolean> direction = direction(query.order());
        boolean isPlain = bounds.isAll() && direction.isPresent();
        boolean latestFirst = direction.orElse(true);
        Optional<Keys> keys = from.map(Entity::keys);
        if (!isPlain) {
            List<Entity> all = page(keys, bounds.from(), bounds.to(), latestFirst, MOST_LOOKED_AT + 1, 0, entities);
            if (all.size() > MOST_LOOKED_AT) throw ObservationStore.tooWide(MOST_LOOKED_AT);
            return Graph.slice(all, query, graph(entities));
        }
        List<Entity> page = List.of();
        if (latestFirst && bounds.from().isEmpty())
            for (Duration lately : LATELY)
                if (page.size() <= query.top())
                    page = page(
                            keys,
                            Optional.of(bounds.to().orElse(now).minus(lately)),
                            bounds.to(),
                            true,
                            query.top() + 1,
                            query.skip(),
                            entities);
        if (page.size() <= query.top())
            page = page(keys, bounds.from(), bounds.to(), latestFirst, query.top() + 1, query.skip(), entities);
        boolean more = page.size() > query.top();
        return new Graph.Slice(
                more ? page.subList(0, query.top()) : page,
                more,
                query.count() ? OptionalLong.of(count(entities, keys, bounds)) : OptionalLong.empty());
    }

    private List<Entity> page(
            Optional<Keys> keys,
            Optional<Instant> from,
            Optional<Instant> to,
            boolean latestFirst,
            int limit,
            int skip,
            Entities entities) {
        Sql sql = rows(entities, keys, from, to)
                .add("order by time" + (latestFirst ? " desc" : "") + ", code, message, idx, property")
                .add("limit ? offset ?", limit, skip);
        return read(sql, entities);
    }

    private Graph graph(Entities entities) {
        return new Graph(entities, this, now);
    }

    /** Whether the order is by time alone, and then whether the latest come first. */
    private static Optional<Boolean> direction(List<Query.Order> order) {
        if (order.isEmpty()) return Optional.of(true);
        boolean byTime = order.size() == 1
                && order.getFirst().by() instanceof Filter.Path path
                && path.steps().size() == 1
                && (path.steps().getFirst().equals("phenomenonTime")
                        || path.steps().getFirst().equals("resultTime"));
        return byTime ? Optional.of(order.getFirst().descending()) : Optional.empty();
    }

    private long count(Entities entities, Optional<Keys> keys, TimeBounds bounds) {
        Sql sql = Sql.of("select count(*) from (");
        return run(() -> rows(sql, entities, keys, bounds.from(), bounds.to())
                .add(") counted")
                .find(connection, row -> row.getLong(1))
                .orElse(0L));
    }

    private Sql rows(Entities entities, Optional<Keys> keys, Optional<Instant> from, Optional<Instant> to) {
        return rows(Sql.of(""), entities, keys, from, to);
    }

    /** The rows of what has these keys, in a time, as a table to choose from. */
    private Sql rows(Sql sql, Entities entities, Optional<Keys> keys, Optional<Instant> from, Optional<Instant> to) {
        Optional<String> property = keys.map(Keys::property).filter(each -> !each.isEmpty());
        boolean traffic = property.map(Measured::isTraffic).orElse(true);
        boolean environment = property.map(each -> !Measured.isTraffic(each)).orElse(true);
        sql.add("select * from (");
        if (traffic) {
            sql.add(TRAFFIC, from.orElse(EARLIEST), to.orElse(LATEST), devices(keys));
            part(sql, "v.property", entities, keys, property);
        }
        if (traffic && environment) sql.add("union all");
        if (environment) {
            sql.add(ENVIRONMENT).addIf(from, "and r.time >= ?").addIf(to, "and r.time < ?");
            part(sql, "r.metric", entities, keys, property);
        }
        return sql.add(") observation");
    }

    private Integer[] devices(Optional<Keys> keys) {
        return run(() -> Sql.of("select id from device where true")
                .addIf(keys.map(Keys::device).filter(each -> !each.isEmpty()), "and code = ?")
                .addIf(keys.map(Keys::site).filter(each -> !each.isEmpty()), "and site = ?")
                .list(connection, row -> row.getInt("id"))
                .toArray(Integer[]::new));
    }

    private static void part(
            Sql sql, String propertyColumn, Entities entities, Optional<Keys> keys, Optional<String> property) {
        Optional<String> device = keys.map(Keys::device).filter(each -> !each.isEmpty());
        sql.addIf(property, "and " + propertyColumn + " = ?").addIf(device, "and d.code = ?");
        // Values that are nobody's datastream must not count as rows of a page.
        if (device.isEmpty() || property.isEmpty())
            sql.add("and d.code || '.' || " + propertyColumn + " = any(?)", (Object) entities.datastreams());
        sql.addIf(keys.map(Keys::site).filter(each -> !each.isEmpty()), "and d.site = ?");
    }

    private List<Entity> read(Sql sql, Entities entities) {
        List<Entity> found = new ArrayList<>();
        run(() -> sql.list(connection, row -> observation(row, entities))).forEach(each -> each.ifPresent(found::add));
        return found;
    }

    /** Nothing for a device or value that the city no longer has. */
    private static Optional<Entity> observation(ResultSet row, Entities entities) throws SQLException {
        String stream = row.getString("code") + "." + row.getString("property");
        Optional<Entity> of = entities.find(EntityType.DATASTREAM, stream);
        if (of.isEmpty()) return Optional.empty();
        Instant at = Sql.instant(row, "time");
        long message = row.getLong("message");
        Map<String, Object> parameters = new LinkedHashMap<>();
        Sql.findInteger(row, "interval_ms").ifPresent(length -> parameters.put("intervalS", length / 1000.0));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("phenomenonTime", at.toString());
        values.put("resultTime", at.toString());
        values.put("result", Math.round(row.getDouble("value") * 1e6) / 1e6);
        values.put("parameters", parameters);
        return Optional.of(new Entity(
                EntityType.OBSERVATION,
                stream + "@" + at.toEpochMilli() + "-" + message + "-" + row.getInt("idx"),
                values,
                of.get().keys()));
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private static <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
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
