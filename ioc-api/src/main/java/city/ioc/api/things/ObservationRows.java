package city.ioc.api.things;

import city.ioc.api.read.Sql;
import city.ioc.api.things.Entity.Keys;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The readings in the database as rows, one for each value of a reading, and what those are as observations. Times are the end of the
 * interval, whose length is among the parameters. For one thread and one connection.
 */
final class ObservationRows {
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
        ObservationChoice moment =
                new ObservationChoice(Optional.of(at), Optional.of(at.plusMillis(1)), List.of(), true);
        Sql sql = rows(Sql.of(""), Optional.of(keys), moment).add("where message = ? and idx = ?", message, idx);
        return read(sql).stream().findFirst();
    }

    long count(Optional<Keys> keys, ObservationChoice choice) throws SQLException {
        return rows(Sql.of("select count(*) from ("), keys, choice)
                .add(") counted")
                .find(connection, row -> row.getLong(1))
                .orElse(0L);
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
        Optional<String> property = keys.map(Keys::property).filter(each -> !each.isEmpty());
        boolean traffic = property.map(Measured::isTraffic).orElse(true);
        boolean environment = property.map(each -> !Measured.isTraffic(each)).orElse(true);
        sql.add("select * from (");
        if (traffic) {
            sql.add(TRAFFIC, choice.from().orElse(EARLIEST), choice.to().orElse(LATEST), devices(keys));
            part(sql, "v.property", "v.value", keys, property, choice);
        }
        if (traffic && environment) sql.add("union all");
        if (environment) {
            sql.add(ENVIRONMENT).addIf(choice.from(), "and r.time >= ?").addIf(choice.to(), "and r.time < ?");
            part(sql, "r.metric", "r.value", keys, property, choice);
        }
        return sql.add(") observation");
    }

    private Integer[] devices(Optional<Keys> keys) throws SQLException {
        return Sql.of("select id from device where true")
                .addIf(keys.map(Keys::device).filter(each -> !each.isEmpty()), "and code = ?")
                .addIf(keys.map(Keys::site).filter(each -> !each.isEmpty()), "and site = ?")
                .list(connection, row -> row.getInt("id"))
                .toArray(Integer[]::new);
    }

    private void part(
            Sql sql,
            String propertyColumn,
            String valueColumn,
            Optional<Keys> keys,
            Optional<String> property,
            ObservationChoice choice) {
        Optional<String> device = keys.map(Keys::device).filter(each -> !each.isEmpty());
        sql.addIf(property, "and " + propertyColumn + " = ?").addIf(device, "and d.code = ?");
        // Values that are nobody's datastream must not count as rows of a page.
        if (device.isEmpty() || property.isEmpty())
            sql.add("and d.code || '.' || " + propertyColumn + " = any(?)", (Object) entities.datastreams(keys));
        sql.addIf(keys.map(Keys::site).filter(each -> !each.isEmpty()), "and d.site = ?");
        for (ObservationChoice.Result result : choice.results())
            sql.add(
                    "and round((" + valueColumn + ")::float8 * 1e" + PLACES + ") " + result.operator() + " ?",
                    // By way of the decimal, for 0.35 times a million is not quite 350,000.
                    BigDecimal.valueOf(result.number()).movePointRight(PLACES).doubleValue());
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
        values.put("parameters", parameters);
        return Optional.of(new Entity(
                EntityType.OBSERVATION,
                stream + "@" + at.toEpochMilli() + "-" + message + "-" + row.getInt("idx"),
                values,
                of.get().keys()));
    }
}
