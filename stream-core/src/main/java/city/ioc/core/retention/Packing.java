package city.ioc.core.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Packs readings of detectors that are older than a day: all of a detector's day (UTC) into one row of arrays, or by TimescaleDB's
 * own compression where the edition has it. The SQL function {@code detector_readings} reads both. Late rows of a packed day are
 * packed with the others by a later run. Blocking; for one worker thread.
 */
public final class Packing {
    /** From the end of a day until it is packed: screens and late rows mostly ask for the last day. */
    public static final Duration AGE = Duration.ofDays(1);

    /** Detectors whose day is sorted in one statement, so that it fits the memory that a sort gets. */
    private static final int DEVICES_AT_ONCE = 100;

    private static final String[] COLUMNS = {
        "idx",
        "interval_ms",
        "vehicles",
        "occupancy",
        "mean_speed_kmh",
        "queue_m",
        "motorcycles",
        "bicycles",
        "cars",
        "vans",
        "buses",
        "trucks"
    };

    private static final String DAYS = """
            SELECT day FROM generate_series(?::timestamptz, ?::timestamptz - interval '1 day', interval '1 day') AS day
            WHERE EXISTS (SELECT 1 FROM detector_reading r WHERE r.time >= day AND r.time < day + interval '1 day')
            ORDER BY day""";

    private static final String DEVICES =
            "SELECT DISTINCT device FROM detector_reading WHERE time >= ? AND time < ? ORDER BY device";

    /** Rows of a day that nobody can add to until the transaction ends. */
    private static final String STANDING = """
            SELECT r.* FROM detector_reading r, asked
            WHERE r.time >= day AND r.time < day + interval '1 day' AND r.device = ANY (devices)""";

    private static final String TAKEN = """
            DELETE FROM detector_reading r USING asked
            WHERE r.time >= day AND r.time < day + interval '1 day' AND r.device = ANY (devices)
            RETURNING r.*""";

    private final DataSource database;
    private final Duration keep;

    /** {@code keep}: how long raw history is kept; older days are left to {@link Retention}. */
    public Packing(DataSource database, Duration keep) {
        this.database = database;
        this.keep = keep;
    }

    /**
     * Packs every day that has been over for {@link #AGE} and has readings that are not packed; not while {@link AgeingGate} is shut.
     *
     * @return the readings that were packed
     */
    public long run(Instant now) throws SQLException {
        long packed = 0;
        for (Instant day : listDays(now)) packed += packDay(day);
        return packed;
    }

    /** Days that {@link #run} would pack, and changes nothing; none where the database compresses by itself. */
    public List<Instant> listDays(Instant now) throws SQLException {
        Instant before = now.minus(AGE).truncatedTo(ChronoUnit.DAYS);
        Instant from = now.minus(keep).truncatedTo(ChronoUnit.DAYS);
        List<Instant> days = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            if (Hypertables.compress(connection)) return days;
            try (PreparedStatement statement = connection.prepareStatement(DAYS)) {
                statement.setTimestamp(1, Timestamp.from(from));
                statement.setTimestamp(2, Timestamp.from(before));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) days.add(rows.getTimestamp(1).toInstant());
                }
            }
        }
        return days;
    }

    /** A reading is always in exactly one of both tables. */
    private long packDay(Instant day) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (!AgeingGate.enter(connection)) return 0;
            try {
                return packDay(connection, day);
            } finally {
                AgeingGate.leave(connection);
            }
        }
    }

    private static long packDay(Connection connection, Instant day) throws SQLException {
        Optional<String> chunk = findChunk(connection, day);
        connection.setAutoCommit(false);
        try {
            long packed = chunk.isPresent() ? packChunk(connection, day, chunk.get()) : packRows(connection, day);
            connection.commit();
            return packed;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /**
     * Where a day is a chunk of its own it is emptied as a whole, and late rows of it wait until that is done. It is not dropped: a
     * waiting writer would then find no table. Readers go on.
     */
    private static long packChunk(Connection connection, Instant day, String chunk) throws SQLException {
        execute(connection, "LOCK TABLE " + chunk + " IN SHARE ROW EXCLUSIVE MODE");
        long packed = 0;
        for (List<Integer> devices : listDevices(connection, day)) packed += pack(connection, STANDING, day, devices);
        execute(connection, "TRUNCATE " + chunk);
        return packed;
    }

    private static long packRows(Connection connection, Instant day) throws SQLException {
        long packed = 0;
        for (List<Integer> devices : listDevices(connection, day)) {
            packed += pack(connection, TAKEN, day, devices);
            connection.commit();
        }
        return packed;
    }

    private static Optional<String> findChunk(Connection connection, Instant day) throws SQLException {
        if (!Hypertables.is(connection, "detector_reading")) return Optional.empty();
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT format('%I.%I', chunk_schema, chunk_name) FROM timescaledb_information.chunks
                WHERE hypertable_name = 'detector_reading' AND range_start = ? AND range_end = ?""")) {
            statement.setTimestamp(1, Timestamp.from(day));
            statement.setTimestamp(2, Timestamp.from(day.plus(1, ChronoUnit.DAYS)));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<List<Integer>> listDevices(Connection connection, Instant day) throws SQLException {
        List<List<Integer>> groups = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(DEVICES)) {
            statement.setTimestamp(1, Timestamp.from(day));
            statement.setTimestamp(2, Timestamp.from(day.plus(1, ChronoUnit.DAYS)));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (groups.isEmpty() || groups.getLast().size() == DEVICES_AT_ONCE) groups.add(new ArrayList<>());
                    groups.getLast().add(rows.getInt(1));
                }
            }
        }
        return groups;
    }

    /** {@code moved}: the statement that gives the rows to pack. */
    private static long pack(Connection connection, String moved, Instant day, List<Integer> devices)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(pack(moved))) {
            statement.setTimestamp(1, Timestamp.from(day));
            statement.setArray(2, connection.createArrayOf("int4", devices.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static String pack(String moved) {
        StringBuilder arrays = new StringBuilder();
        StringBuilder names = new StringBuilder();
        StringBuilder replace = new StringBuilder();
        for (String column : COLUMNS) {
            arrays.append(", array_agg(").append(column).append(" ORDER BY time, message, idx)");
            names.append(", ").append(column);
            replace.append(", ").append(column).append(" = EXCLUDED.").append(column);
        }
        return """
                WITH asked AS (SELECT ?::timestamptz AS day, ?::integer[] AS devices),
                moved AS (%s),
                every AS (
                    SELECT * FROM moved
                    UNION ALL
                    SELECT u.* FROM asked, unpacked_readings(day, day + interval '1 day', devices) u),
                steps AS (
                    SELECT every.*,
                        (extract(epoch FROM time - lag(time, 1, day) OVER w) * 1000)::integer AS time_step,
                        message - lag(message, 1, 0::bigint) OVER w AS message_step
                    FROM every, asked WINDOW w AS (PARTITION BY device ORDER BY time, message, idx)),
                packed AS (
                    INSERT INTO detector_reading_packed
                        (device, day, readings, time_steps_ms, message_steps%s)
                    SELECT device, (SELECT day FROM asked), count(*), array_agg(time_step ORDER BY time, message, idx),
                        array_agg(message_step ORDER BY time, message, idx)%s
                    FROM steps GROUP BY device
                    ON CONFLICT (device, day) DO UPDATE SET readings = EXCLUDED.readings,
                        time_steps_ms = EXCLUDED.time_steps_ms, message_steps = EXCLUDED.message_steps%s)
                SELECT count(*) FROM moved""".formatted(moved, names, arrays, replace);
    }
}
