package city.ioc.api.things;

import city.ioc.api.read.Sql;
import city.ioc.api.things.Entity.Keys;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The readings in the database as rows, one for each value of a reading, and what those are as observations. Times are the end of the
 * interval, whose length is among the parameters. For one thread and one connection.
 */
final class ObservationRows {
    private static final List<String> TRAFFIC_COLUMNS = List.of("vehicles", "occupancy", "mean_speed_kmh", "queue_m");
    private static final String TRAFFIC = "select r.time, d.code, r.message, r.idx, r.interval_ms, v.property, v.value"
            + " from detector_readings(?, ?, ?) r join device d on d.id = r.device cross join lateral (values"
            + " ('vehicles', r.vehicles::float8), ('occupancy', r.occupancy::float8),"
            + " ('mean_speed_kmh', r.mean_speed_kmh::float8), ('queue_m', r.queue_m::float8)) v(property, value)"
            + " where v.value is not null";
    private static final String ENVIRONMENT = "select r.time, d.code, r.message, r.idx, null::integer as interval_ms,"
            + " r.metric as property, r.value from environment_reading r join device d on d.id = r.device where true";

    /** Results have so many places, in answers and in conditions. */
    private static final int PLACES = 6;

    /** Bounds of what has none; PostgreSQL's own infinities are no instants. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Connection connection;
    private final Entities entities;
    private final Map<List<String>, Integer[]> devices = new HashMap<>();

    ObservationRows(Connection connection, Entities entities) {
        this.connection = connection;
        this.entities = entities;
    }

    /** Those of what has these keys; {@code behind} is the place that they come after in this order. */
    List<Entity> list(
            Optional<Keys> keys,
            ObservationChoice choice,
            ObservationOrder order,
            Optional<ObservationOrder.Place> behind,
            int limit,
            int skip)
            throws SQLException {
        Sql sql = rows(Sql.of(""), keys, choice);
        if (behind.isPresent()) {
            ObservationOrder.Place at = behind.get();
            sql.add("where " + order.behind(), at.time(), at.device(), at.message(), at.idx(), at.property());
        }
        return read(sql.add(order.sql()).add("limit ? offset ?", limit, skip));
    }

    Optional<Entity> find(Keys keys, Instant at, long message, int idx) throws SQLException {
        ObservationChoice moment = ObservationChoice.between(at, at.plusMillis(1));
        Sql sql = rows(Sql.of(""), Optional.of(keys), moment).add("where message = ? and idx = ?", message, idx);
        return read(sql).stream().findFirst();
    }

    /** How many there are. Readings are counted as such, by device: to make observations of all would take several times as long. */
    long count(Optional<Keys> keys, ObservationChoice choice) throws SQLException {
        Set<String> streams = Set.of(entities.datastreams(keys));
        long[] count = {0};
        if (isTraffic(keys)) {
            Sql sql = Sql.of("select d.code");
            for (String column : TRAFFIC_COLUMNS) {
                sql.add(", count(*) filter (where r." + column + " is not null");
                conditions(sql, "r." + column, choice);
                sql.add(") as " + column);
            }
            sql.add(
                    "from detector_readings(?, ?, ?) r join device d on d.id = r.device group by d.code",
                    choice.from().orElse(EARLIEST),
                    choice.to().orElse(LATEST),
                    devices(keys));
            sql.list(connection, row -> {
                for (String column : TRAFFIC_COLUMNS)
                    if (streams.contains(row.getString("code") + "." + column)) count[0] += row.getLong(column);
                return 0;
            });
        }
        if (isEnvironment(keys)) {
            Sql sql = Sql.of("select d.code, r.metric, count(*) as n from environment_reading r"
                            + " join device d on d.id = r.device where true")
                    .addIf(choice.from(), "and r.time >= ?")
                    .addIf(choice.to(), "and r.time < ?");
            conditions(sql, "r.value", choice);
            sql.add("group by d.code, r.metric").list(connection, row -> {
                if (streams.contains(row.getString("code") + "." + row.getString("metric")))
                    count[0] += row.getLong("n");
                return 0;
            });
        }
        return count[0];
    }

    private static boolean isTraffic(Optional<Keys> keys) {
        return property(keys).map(Measured::isTraffic).orElse(true);
    }

    private static boolean isEnvironment(Optional<Keys> keys) {
        return property(keys).map(each -> !Measured.isTraffic(each)).orElse(true);
    }

    private static Optional<String> property(Optional<Keys> keys) {
        return keys.map(Keys::property).filter(each -> !each.isEmpty());
    }

    /** When the first of all was, of whatever device. */
    Optional<Instant> earliest() throws SQLException {
        return Sql.of("select least((select min(time) from detector_reading), (select min(day)::timestamptz from"
                        + " detector_reading_packed), (select min(time) from environment_reading)) as first")
                .find(connection, row -> Sql.findInstant(row, "first"))
                .flatMap(first -> first);
    }

    /** As a table to choose from. */
    private Sql rows(Sql sql, Optional<Keys> keys, ObservationChoice choice) throws SQLException {
        boolean traffic = isTraffic(keys);
        boolean environment = isEnvironment(keys);
        sql.add("select * from (");
        if (traffic) {
            sql.add(TRAFFIC, choice.from().orElse(EARLIEST), choice.to().orElse(LATEST), devices(keys));
            part(sql, "v.property", "v.value", keys, choice);
        }
        if (traffic && environment) sql.add("union all");
        if (environment) {
            sql.add(ENVIRONMENT).addIf(choice.from(), "and r.time >= ?").addIf(choice.to(), "and r.time < ?");
            part(sql, "r.metric", "r.value", keys, choice);
        }
        return sql.add(") observation");
    }

    /** By the store's own numbers; an expansion asks for the same ones again and again. */
    private Integer[] devices(Optional<Keys> keys) throws SQLException {
        Optional<String> device = keys.map(Keys::device).filter(each -> !each.isEmpty());
        Optional<String> site = keys.map(Keys::site).filter(each -> !each.isEmpty());
        List<String> asked = List.of(device.orElse(""), site.orElse(""));
        Integer[] known = devices.get(asked);
        if (known != null) return known;
        Integer[] found = Sql.of("select id from device where true")
                .addIf(device, "and code = ?")
                .addIf(site, "and site = ?")
                .list(connection, row -> row.getInt("id"))
                .toArray(Integer[]::new);
        devices.put(asked, found);
        return found;
    }

    private void part(
            Sql sql, String propertyColumn, String valueColumn, Optional<Keys> keys, ObservationChoice choice) {
        Optional<String> property = property(keys);
        Optional<String> device = keys.map(Keys::device).filter(each -> !each.isEmpty());
        sql.addIf(property, "and " + propertyColumn + " = ?").addIf(device, "and d.code = ?");
        // Values that are nobody's datastream must not count as rows of a page.
        if (device.isEmpty() || property.isEmpty())
            sql.add("and d.code || '.' || " + propertyColumn + " = any(?)", (Object) entities.datastreams(keys));
        sql.addIf(keys.map(Keys::site).filter(each -> !each.isEmpty()), "and d.site = ?");
        conditions(sql, valueColumn, choice);
    }

    private static void conditions(Sql sql, String valueColumn, ObservationChoice choice) {
        for (ObservationChoice.Condition condition : choice.conditions())
            switch (condition) {
                case ObservationChoice.Condition.Result result ->
                    sql.add(
                            "and round((" + valueColumn + ")::float8 * 1e" + PLACES + ") " + result.operator() + " ?",
                            // By way of the decimal, for 0.35 times a million is not quite 350,000.
                            BigDecimal.valueOf(result.number())
                                    .movePointRight(PLACES)
                                    .doubleValue());
                case ObservationChoice.Condition.Time time ->
                    sql.add("and r.time " + time.operator() + " ?", time.at());
            }
    }

    private List<Entity> read(Sql sql) throws SQLException {
        List<Entity> found = new ArrayList<>();
        sql.list(connection, this::observation).forEach(each -> each.ifPresent(found::add));
        return found;
    }

    /** Nothing for a device or value that the city no longer has. */
    private Optional<Entity> observation(ResultSet row) throws SQLException {
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
        if (!parameters.isEmpty()) values.put("parameters", parameters);
        return Optional.of(new Entity(
                EntityType.OBSERVATION,
                stream + "@" + at.toEpochMilli() + "-" + message + "-" + row.getInt("idx"),
                values,
                of.get().keys()));
    }
}
