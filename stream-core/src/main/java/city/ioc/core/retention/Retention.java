package city.ioc.core.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Forgets raw history that is older than the setting: by dropping chunks where the table has them, else by deleting rows, a
 * bounded number at a time. Number plates have a time of their own and are forgotten to the row, chunk or not, but for those of cases that wait or were accepted. Roll-ups, alarms,
 * incidents and the audit log stay. Blocking; for one worker thread.
 */
public final class Retention {
    private static final int DELETE_AT_ONCE = 50_000;

    /** Raw history, and the roll-up by the minute, which only feeds the coarser ones. */
    private static final Map<String, String> TABLES = tables();

    private static final String MINUTES = "flow_1m";
    private static final String PLATES = "plate_sighting";

    private final DataSource database;
    private final Duration keep;
    private final Duration keepMinutes;
    private final Duration keepPlates;

    /** How a table forgets. */
    public enum Way {
        DROP_CHUNKS,
        DELETE_ROWS
    }

    /**
     * What was or would be forgotten of a table.
     *
     * @param count chunks dropped, or rows deleted
     * @param more whether old rows were left for a further run
     */
    public record Forgotten(Way way, long count, boolean more) {}

    /** {@code keep}: raw history; {@code keepMinutes}: flows by the minute; {@code keepPlates}: number plates. */
    public Retention(DataSource database, Duration keep, Duration keepMinutes, Duration keepPlates) {
        for (Duration each : new Duration[] {keep, keepMinutes, keepPlates})
            if (each.compareTo(Duration.ofDays(1)) < 0)
                throw new IllegalArgumentException("history must be kept for a day at least, but for " + each);
        this.database = database;
        this.keep = keep;
        this.keepMinutes = keepMinutes;
        this.keepPlates = keepPlates;
    }

    /** Says by table what {@link #run} would forget, and changes nothing. */
    public Map<String, Forgotten> dryRun(Instant now) throws SQLException {
        return forEachTable(now, true);
    }

    /** Forgets, by table; nothing while {@link AgeingGate} is shut. */
    public Map<String, Forgotten> run(Instant now) throws SQLException {
        return forEachTable(now, false);
    }

    private Map<String, Forgotten> forEachTable(Instant now, boolean dry) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (dry) return forEachTable(connection, now, true);
            if (!AgeingGate.enter(connection)) return Map.of();
            try {
                return forEachTable(connection, now, false);
            } finally {
                AgeingGate.leave(connection);
            }
        }
    }

    private Map<String, Forgotten> forEachTable(Connection connection, Instant now, boolean dry) throws SQLException {
        Map<String, Forgotten> forgotten = new LinkedHashMap<>();
        for (var table : TABLES.entrySet()) {
            Timestamp before = Timestamp.from(now.minus(table.getKey().equals(MINUTES) ? keepMinutes : keep));
            forgotten.put(
                    table.getKey(),
                    Hypertables.is(connection, table.getKey())
                            ? dropChunks(connection, table.getKey(), before, dry)
                            : deleteRows(connection, table.getKey(), table.getValue(), before, dry));
        }
        Timestamp plates = Timestamp.from(now.minus(keepPlates));
        if (!dry) CasePlates.keep(connection, plates);
        forgotten.put(PLATES, forgetPlates(connection, plates, dry));
        if (!dry) forgetUnseen(connection, plates);
        return forgotten;
    }

    /** Whole days go with their chunk; what is left of the day that the time ends in goes by row. */
    private static Forgotten forgetPlates(Connection connection, Timestamp before, boolean dry) throws SQLException {
        if (!Hypertables.is(connection, PLATES)) {
            long count = 0;
            while (true) {
                Forgotten part = deleteRows(connection, PLATES, "time", before, dry);
                count += part.count();
                if (dry || !part.more()) return new Forgotten(Way.DELETE_ROWS, count, false);
            }
        }
        long count = count(connection, PLATES, before);
        if (dry) return new Forgotten(Way.DELETE_ROWS, count, false);
        dropChunks(connection, PLATES, before, false);
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM " + PLATES + " WHERE time < ?")) {
            statement.setTimestamp(1, before);
            statement.executeUpdate();
        }
        return new Forgotten(Way.DELETE_ROWS, count, false);
    }

    /** A plate of which no sighting is kept is not known any more. */
    private static void forgetUnseen(Connection connection, Timestamp before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM plate_known k WHERE last_seen < ?"
                + " AND NOT EXISTS (SELECT 1 FROM plate_sighting s WHERE s.plate = k.plate)")) {
            statement.setTimestamp(1, before);
            statement.executeUpdate();
        }
    }

    private static long count(Connection connection, String table, Timestamp before) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT count(*) FROM " + table + " WHERE time < ?")) {
            statement.setTimestamp(1, before);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static Forgotten dropChunks(Connection connection, String table, Timestamp before, boolean dry)
            throws SQLException {
        String function = dry ? "show_chunks" : "drop_chunks";
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT count(*) FROM " + function + "(?::regclass, older_than => ?::timestamptz)")) {
            statement.setString(1, table);
            statement.setTimestamp(2, before);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return new Forgotten(Way.DROP_CHUNKS, rows.getLong(1), false);
            }
        }
    }

    private static Forgotten deleteRows(
            Connection connection, String table, String column, Timestamp before, boolean dry) throws SQLException {
        String old = " FROM " + table + " WHERE " + column + " < ?";
        if (dry) {
            try (PreparedStatement statement = connection.prepareStatement("SELECT count(*)" + old)) {
                statement.setTimestamp(1, before);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    return new Forgotten(Way.DELETE_ROWS, rows.getLong(1), false);
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM " + table
                + " WHERE ctid = ANY (ARRAY(SELECT ctid" + old + " LIMIT " + DELETE_AT_ONCE + "))")) {
            statement.setTimestamp(1, before);
            int count = statement.executeUpdate();
            return new Forgotten(Way.DELETE_ROWS, count, count == DELETE_AT_ONCE);
        }
    }

    private static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        for (String raw : new String[] {
            "signal_event", "detector_reading", "environment_reading", "controller_report", "device_report", "decision"
        }) tables.put(raw, "time");
        tables.put("detector_reading_packed", "day + interval '1 day'");
        tables.put(MINUTES, "bucket");
        tables.put("rejected_row", "at");
        return tables;
    }
}
