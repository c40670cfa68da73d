package city.ioc.sim.bench.history;

import city.ioc.core.retention.Packing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Fills a store with readings by the minute of so many detectors, as random as measured values are: counts with the hour of the day,
 * occupancies and speeds that share no digits, every tenth detector a radar with classes and queues. Days that are packed in a living
 * city are written packed and roll-ups are written as such, for a hundred million rows one by one would take an hour; one day goes
 * the product's own way from reading to packed row ({@link #rawDay}). Figures of the readings and of the roll-ups are of one kind but
 * not the same random numbers.
 */
public final class StoreFill {
    /** Vehicles a minute at the hour of {@code m} minutes after midnight UTC, of detector {@code d}. */
    private static final String VEHICLES =
            "greatest(0, (6 + d % 5 + 5 * sin((m % 1440 - 180) / 229.0) + 4 * (random() + random() - 1)))::integer";

    private static final String READINGS = """
            SELECT day + m * interval '1 minute' AS time, d AS device, (%d::bigint << 32) + m AS message, 0::smallint AS idx,
                60000 AS interval_ms, v AS vehicles, (least(0.98, v * (0.012 + 0.01 * random())))::real AS occupancy,
                CASE WHEN v > 0 THEN (24 + 14 * random())::real END AS mean_speed_kmh,
                CASE WHEN d %% 10 = 0 THEN (40 * random())::real END AS queue_m,
                CASE WHEN d %% 10 = 0 THEN (v * 0.8)::smallint END AS motorcycles,
                CASE WHEN d %% 10 = 0 THEN (v * 0.02)::smallint END AS bicycles,
                CASE WHEN d %% 10 = 0 THEN (v * 0.12)::smallint END AS cars,
                CASE WHEN d %% 10 = 0 THEN (v * 0.02)::smallint END AS vans,
                CASE WHEN d %% 10 = 0 THEN (v * 0.01)::smallint END AS buses,
                CASE WHEN d %% 10 = 0 THEN (v * 0.03)::smallint END AS trucks
            FROM (SELECT ?::timestamptz AS day, d, m, %s AS v
                FROM unnest(?::integer[]) AS d, generate_series(?::integer, ?::integer) AS m) AS drawn""";

    private static final String FLOW = """
            INSERT INTO %1$s (bucket, device, measured_ms, vehicles, pcu, occupancy, mean_speed_kmh)
            SELECT bucket, d, %2$d * 60000, v, v * 0.42, (least(0.98, v * 0.016 / %2$d))::real, (24 + 14 * random())::real
            FROM (SELECT bucket, d, (random() * 12 * %2$d)::integer AS v
                FROM unnest(?::integer[]) AS d, generate_series(?::timestamptz, ?::timestamptz - interval '1 second',
                    interval '%2$d minutes') AS bucket) AS drawn""";

    private static final String PLACES = """
            INSERT INTO intersection_flow_5m
            SELECT bucket, site, v, v * 0.42, 0.2 * random(), 24 + 14 * random(), 40 * random(), 10 + 40 * random(), 'C', n, n
            FROM (SELECT bucket, site, n, (random() * 60 * n)::integer AS v
                FROM (SELECT site, count(*)::integer AS n FROM device WHERE id = ANY (?::integer[]) GROUP BY site) AS places,
                    generate_series(?::timestamptz, ?::timestamptz - interval '1 second', interval '5 minutes') AS bucket
                ) AS drawn""";

    /** What is filled, or filled by the product. */
    private static final List<String> TABLES = List.of(
            "detector_reading",
            "detector_reading_packed",
            "flow_1m",
            "flow_5m",
            "flow_1h",
            "intersection_flow_5m",
            "intersection_flow_1h",
            "signal_event");

    private final DataSource database;
    private final List<Integer> devices;

    /** {@code devices}: their numbers in the store. */
    public StoreFill(DataSource database, List<Integer> devices) {
        this.database = database;
        this.devices = List.copyOf(devices);
    }

    /** The latest day that is packed in a living city. */
    public static Instant latestPackedDay(Instant now) {
        return now.minus(Packing.AGE).truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(1));
    }

    /** Writes a whole day of readings as rows, the way the core does but for acknowledgement and repeats. */
    public long rawDay(Instant day) throws SQLException {
        return raw(day, 1, 1440);
    }

    /** Rows of what is not packed yet. */
    public long unpacked(Instant now) throws SQLException {
        long rows = 0;
        for (Instant day = latestPackedDay(now).plus(Duration.ofDays(1));
                day.isBefore(now);
                day = day.plus(Duration.ofDays(1)))
            rows += raw(day, 1, (int) Math.min(1440, Duration.between(day, now).toMinutes()));
        return rows;
    }

    private long raw(Instant day, int fromMinute, int toMinute) throws SQLException {
        long rows = 0;
        // A few minutes of all detectors at a time, as they come in.
        for (int minute = fromMinute; minute <= toMinute; minute += 30)
            rows += insert(
                    "INSERT INTO detector_reading " + readings(day), day, minute, Math.min(toMinute, minute + 29));
        return rows;
    }

    /** Writes a day packed. */
    public long packedDay(Instant day) throws SQLException {
        insert("""
                INSERT INTO detector_reading_packed
                SELECT device, min(time) - interval '1 minute', count(*),
                    array_agg(60000), array_agg(CASE WHEN n = 1 THEN message ELSE 1 END), array_agg(idx),
                    array_agg(interval_ms), array_agg(vehicles), array_agg(occupancy), array_agg(mean_speed_kmh),
                    array_agg(queue_m), array_agg(motorcycles), array_agg(bicycles), array_agg(cars), array_agg(vans),
                    array_agg(buses), array_agg(trucks)
                FROM (SELECT drawn.*, row_number() OVER (PARTITION BY device ORDER BY time) AS n
                    FROM (%s) AS drawn) AS numbered
                GROUP BY device""".formatted(readings(day)), day, 1, 1439);
        return devices.size() * 1439L;
    }

    private static String readings(Instant day) {
        return READINGS.formatted(day.getEpochSecond(), VEHICLES);
    }

    private long insert(String sql, Instant day, int from, int to) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setTimestamp(1, Timestamp.from(day));
            statement.setArray(2, connection.createArrayOf("int4", devices.toArray()));
            statement.setInt(3, from);
            statement.setInt(4, to);
            return statement.executeLargeUpdate();
        }
    }

    /** Writes roll-ups of a time: by detector in buckets of so many minutes, into the table of that length. */
    public void flows(String table, int minutes, Instant from, Instant to) throws SQLException {
        times(FLOW.formatted(table, minutes), from, to);
    }

    /** Writes the roll-ups of intersections by five minutes and hour. */
    public void places(Instant from, Instant to) throws SQLException {
        times(PLACES, from, to);
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("INSERT INTO intersection_flow_1h"
                        + " SELECT * FROM intersection_hours(?, ?, NULL) ON CONFLICT DO NOTHING")) {
            statement.setTimestamp(1, Timestamp.from(from));
            statement.setTimestamp(2, Timestamp.from(to));
            statement.executeUpdate();
        }
    }

    /** A day a statement, for a pool gives up on what takes longer than two minutes. */
    private void times(String sql, Instant from, Instant to) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("int4", devices.toArray()));
            for (Instant day = from; day.isBefore(to); day = day.plus(Duration.ofDays(1))) {
                Instant end = day.plus(Duration.ofDays(1));
                statement.setTimestamp(2, Timestamp.from(day));
                statement.setTimestamp(3, Timestamp.from(end.isBefore(to) ? end : to));
                statement.executeUpdate();
            }
        }
    }

    /**
     * Writes the event log of a controller: groups with a cycle of 90 s, each green for 35 s, and the detectors of the intersection
     * on and off as vehicles pass.
     */
    public long events(int controller, int groups, List<Integer> channels, Instant from, Instant to)
            throws SQLException {
        long rows = 0;
        int[][] changes = {{1, 0}, {8, 35}, {10, 38}};
        for (int group = 1; group <= groups; group++)
            for (int[] change : changes)
                rows += events(
                        """
                        SELECT ?::timestamptz + c * interval '90 seconds' + %d * interval '1 second', %d,
                            (%d::bigint << 32) + c, 0, %d, %d
                        FROM generate_series(0, %d) AS c""".formatted(
                                        (group % 2) * 45 + change[1],
                                        controller,
                                        group * 10 + change[0],
                                        change[0],
                                        group,
                                        Duration.between(from, to).toSeconds() / 90),
                        from);
        for (int channel : channels)
            for (int on = 0; on < 2; on++)
                rows += events(
                        """
                        SELECT ?::timestamptz + v * interval '9 seconds' + %s * interval '1 second'
                            + (v %% 7) * interval '0.4 seconds', %d, (%d::bigint << 32) + v, %d, %d, %d
                        FROM generate_series(0, %d) AS v""".formatted(
                                        on == 0 ? "0.0" : "0.7",
                                        controller,
                                        1000 + channel,
                                        on,
                                        on == 0 ? 82 : 81,
                                        channel,
                                        Duration.between(from, to).toSeconds() / 9),
                        from);
        return rows;
    }

    private long events(String rows, Instant from) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO signal_event (time, device, message, idx, code, parameter) " + rows)) {
            statement.setTimestamp(1, Timestamp.from(from));
            return statement.executeLargeUpdate();
        }
    }

    /** As after the night's housekeeping. */
    public void analyse() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) statement.execute("VACUUM ANALYZE " + table);
        }
    }

    /** Millions of bytes by table. */
    public Map<String, Long> megabytes() throws SQLException {
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (String table : TABLES) sizes.put(table, bytes(table) / 1_000_000);
        return sizes;
    }

    /** Bytes of a table with its indexes and what lies outside its rows; with its chunks where it has some. */
    public long bytes(String table) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c
                        WHERE c.oid = '%1$s'::regclass OR c.oid IN (SELECT inhrelid FROM pg_inherits
                            WHERE inhparent = '%1$s'::regclass)""".formatted(table))) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
