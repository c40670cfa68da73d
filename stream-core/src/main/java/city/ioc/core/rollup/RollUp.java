package city.ioc.core.rollup;

import city.ioc.contracts.city.City;
import city.ioc.contracts.street.VehicleClass;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Rolls readings up: minutes, then 5 minutes, hours and days of the city, by detector; and 5 minutes by intersection with its
 * delay. Works through the minutes that the store has marked as touched, so that late rows reopen their own buckets and nothing
 * else, and recomputes whole buckets, so that doing one twice changes nothing. Blocking; for one worker thread.
 */
public final class RollUp {
    /** A minute is left alone until it has been over for this long: most readings of it have come then. */
    public static final Duration SETTLE = Duration.ofSeconds(2);

    /** Detector-minutes in one transaction. */
    public static final int BATCH = 5_000;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** The stretch of time that one transaction reads of raw history. */
    private static final String SPAN = "10 minutes";

    /**
     * The longest that the core has been writing something. Who began before a minute's end may not touch the mark that is taken
     * here (RollUpMarks), so such minutes are left.
     */
    private static final String OLDEST_WRITER = """
            SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0)::float8 FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = current_setting('application_name')
                AND pid <> pg_backend_pid()""";

    private static final long ADVISORY_LOCK = 0x696F_6372_6F6C_6CL;

    private static final String CLAIM = """
            DELETE FROM rollup_due due USING (
                SELECT bucket, device FROM rollup_due
                WHERE bucket <= ? AND bucket < (SELECT min(bucket) FROM rollup_due) + interval '%s'
                ORDER BY bucket, device LIMIT ? FOR UPDATE SKIP LOCKED) claimed
            WHERE due.bucket = claimed.bucket AND due.device = claimed.device
            RETURNING due.bucket, due.device""".formatted(SPAN);

    private static final String COLUMNS = "bucket, device, measured_ms, vehicles, pcu, occupancy, mean_speed_kmh,"
            + " max_queue_m, motorcycles, bicycles, cars, vans, buses, trucks";

    private static final String REPLACE = """
            ON CONFLICT (device, bucket) DO UPDATE SET measured_ms = EXCLUDED.measured_ms, vehicles = EXCLUDED.vehicles,
                pcu = EXCLUDED.pcu, occupancy = EXCLUDED.occupancy, mean_speed_kmh = EXCLUDED.mean_speed_kmh,
                max_queue_m = EXCLUDED.max_queue_m, motorcycles = EXCLUDED.motorcycles, bicycles = EXCLUDED.bicycles,
                cars = EXCLUDED.cars, vans = EXCLUDED.vans, buses = EXCLUDED.buses, trucks = EXCLUDED.trucks""";

    private static final String MINUTES = """
            INSERT INTO flow_1m (%s)
            SELECT due.bucket, due.device, sum(r.interval_ms), sum(r.vehicles),
                sum(CASE WHEN r.motorcycles IS NULL THEN r.vehicles * %s ELSE r.motorcycles * %s + r.bicycles * %s
                    + r.cars * %s + r.vans * %s + r.buses * %s + r.trucks * %s END),
                sum(r.occupancy * r.interval_ms) / nullif(sum(r.interval_ms) FILTER (WHERE r.occupancy IS NOT NULL), 0),
                sum(r.mean_speed_kmh * r.vehicles)
                    / nullif(sum(r.vehicles) FILTER (WHERE r.mean_speed_kmh IS NOT NULL), 0),
                max(r.queue_m), sum(r.motorcycles), sum(r.bicycles), sum(r.cars), sum(r.vans), sum(r.buses), sum(r.trucks)
            FROM unnest(?::timestamptz[], ?::int4[]) AS due(bucket, device)
            JOIN detector_readings(?::timestamptz + interval '1 microsecond',
                    ?::timestamptz + interval '1 microsecond', ?::int4[]) r
                ON r.device = due.device
                AND date_bin('1 minute', r.time - interval '1 microsecond', timestamptz 'epoch') = due.bucket
            GROUP BY due.device, due.bucket ORDER BY due.device, due.bucket
            %s""".formatted(
                    COLUMNS,
                    FlowWindow.MIXED_PCU_PER_VEHICLE,
                    VehicleClass.MOTORCYCLE.pcu(),
                    VehicleClass.BICYCLE.pcu(),
                    VehicleClass.CAR.pcu(),
                    VehicleClass.VAN.pcu(),
                    VehicleClass.BUS.pcu(),
                    VehicleClass.TRUCK.pcu(),
                    REPLACE);

    private final DataSource database;
    private final Supplier<City> city;
    private final double clockFactor;
    private final Duration keepMinutes;

    /**
     * What a run did.
     *
     * @param minutes detector-minutes that were computed
     * @param more whether due minutes were left for a further run
     */
    public record Result(int minutes, boolean more) {}

    private record Key(Instant bucket, int device) {}

    private record Due(List<Instant> buckets, List<Integer> devices) {
        int size() {
            return buckets.size();
        }

        Instant first() {
            return buckets.stream().min(Instant::compareTo).orElseThrow();
        }

        Instant last() {
            return buckets.stream().max(Instant::compareTo).orElseThrow();
        }
    }

    /** A coarser table made of a finer one; {@code bucketOf} turns the finer one's start into its own. */
    private record Level(String table, String source, String bucketOf, String length) {}

    /**
     * @param clockFactor how many times as fast as the database's clock the city lives
     * @param keepMinutes how long flows by the minute are kept; of older due minutes all that a longer bucket is made of are
     *     computed from readings
     */
    public RollUp(DataSource database, Supplier<City> city, double clockFactor, Duration keepMinutes) {
        this.database = database;
        this.city = city;
        this.clockFactor = clockFactor;
        this.keepMinutes = keepMinutes;
    }

    /** Computes at most {@link #BATCH} due detector-minutes, in one transaction. Only one node at a time does. */
    public Result run(Instant now) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Result result = run(connection, now);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private Result run(Connection connection, Instant now) throws SQLException {
        if (!isAlone(connection)) return new Result(0, false);
        Duration writing = Duration.ofNanos((long) (oldestWriterS(connection) * clockFactor * 1e9));
        Instant settled = now.minus(MINUTE).minus(writing.compareTo(SETTLE) > 0 ? writing : SETTLE);
        Due claimed = claim(connection, settled);
        if (claimed.size() == 0) return new Result(0, false);
        Due due = withForgotten(claimed, now.minus(keepMinutes));
        computeMinutes(connection, due);
        String day = "date_trunc('day', %%s, '%s')".formatted(city.get().timeZone());
        compute(connection, due, new Level("flow_5m", "flow_1m", bin("5 minutes"), "5 minutes"));
        compute(connection, due, new Level("flow_1h", "flow_5m", bin("1 hour"), "1 hour"));
        compute(connection, due, new Level("flow_1d", "flow_1h", day, "1 day"));
        IntersectionRollUp.compute(connection, city.get(), due.buckets(), due.devices());
        return new Result(claimed.size(), hasDue(connection, settled));
    }

    private static double oldestWriterS(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OLDEST_WRITER);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getDouble(1);
        }
    }

    /** Late rows of a time whose minutes were forgotten: a 5-minute bucket made of the late minute alone would be wrong. */
    private static Due withForgotten(Due due, Instant kept) {
        Set<Key> every = new LinkedHashSet<>();
        for (int i = 0; i < due.size(); i++) {
            Instant minute = due.buckets().get(i);
            int device = due.devices().get(i);
            every.add(new Key(minute, device));
            if (!minute.isBefore(kept)) continue;
            long five = Math.floorDiv(minute.getEpochSecond(), 300L) * 300L;
            for (int m = 0; m < 5; m++) every.add(new Key(Instant.ofEpochSecond(five + m * 60L), device));
        }
        return new Due(
                every.stream().map(Key::bucket).toList(),
                every.stream().map(Key::device).toList());
    }

    /** Two nodes at once would each miss what the other has not committed of a coarser bucket. */
    private static boolean isAlone(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_try_advisory_xact_lock(?)")) {
            statement.setLong(1, ADVISORY_LOCK);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private static Due claim(Connection connection, Instant settledBefore) throws SQLException {
        Due due = new Due(new ArrayList<>(), new ArrayList<>());
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setTimestamp(1, Timestamp.from(settledBefore));
            statement.setInt(2, BATCH);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    due.buckets().add(rows.getTimestamp(1).toInstant());
                    due.devices().add(rows.getInt(2));
                }
            }
        }
        return due;
    }

    private static boolean hasDue(Connection connection, Instant settledBefore) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT EXISTS (SELECT 1 FROM rollup_due WHERE bucket <= ?)")) {
            statement.setTimestamp(1, Timestamp.from(settledBefore));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private static void computeMinutes(Connection connection, Due due) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MINUTES)) {
            bind(connection, statement, due);
            statement.setTimestamp(3, Timestamp.from(due.first()));
            statement.setTimestamp(4, Timestamp.from(due.last().plus(MINUTE)));
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "int4", due.devices().stream().distinct().toArray()));
            statement.executeUpdate();
        }
    }

    private static void compute(Connection connection, Due due, Level level) throws SQLException {
        String ofDue = level.bucketOf().formatted("due.bucket");
        String ofSource = level.bucketOf().formatted("f.bucket");
        String sql = """
                WITH touched AS (
                    SELECT DISTINCT %1$s AS bucket, due.device
                    FROM unnest(?::timestamptz[], ?::int4[]) AS due(bucket, device)),
                span AS (SELECT min(bucket) AS first, max(bucket) + interval '%5$s' AS beyond FROM touched)
                INSERT INTO %3$s (%6$s)
                SELECT touched.bucket, touched.device, sum(f.measured_ms), sum(f.vehicles), sum(f.pcu),
                    sum(f.occupancy * f.measured_ms)
                        / nullif(sum(f.measured_ms) FILTER (WHERE f.occupancy IS NOT NULL), 0),
                    sum(f.mean_speed_kmh * f.vehicles)
                        / nullif(sum(f.vehicles) FILTER (WHERE f.mean_speed_kmh IS NOT NULL), 0),
                    max(f.max_queue_m), sum(f.motorcycles), sum(f.bicycles), sum(f.cars), sum(f.vans), sum(f.buses),
                    sum(f.trucks)
                FROM touched
                JOIN %4$s f ON f.device = touched.device AND %2$s = touched.bucket
                WHERE f.bucket >= (SELECT first FROM span) AND f.bucket < (SELECT beyond FROM span)
                GROUP BY touched.device, touched.bucket ORDER BY touched.device, touched.bucket
                %7$s""".formatted(ofDue, ofSource, level.table(), level.source(), level.length(), COLUMNS, REPLACE);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement, due);
            statement.executeUpdate();
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, Due due) throws SQLException {
        Array buckets = connection.createArrayOf(
                "timestamptz", due.buckets().stream().map(Instant::toString).toArray());
        statement.setArray(1, buckets);
        statement.setArray(2, connection.createArrayOf("int4", due.devices().toArray()));
    }

    private static String bin(String width) {
        return String.format(Locale.ROOT, "date_bin('%s', %%s, timestamptz 'epoch')", width);
    }
}
