package city.ioc.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.core.retention.Packing;
import city.ioc.core.retention.Retention;
import city.ioc.core.store.Database;
import city.ioc.core.store.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On a real database, with hypertables where TimescaleDB was built and without where not. */
@Tag("slow")
class DatabaseBackupTest {
    private static final Instant NOW = Instant.parse("2026-03-04T03:00:00Z");

    /** Something of everything: two days of readings, an identity, a reference, JSON, bytes, arrays, text with a tab and a line end. */
    private static final String ROWS = """
            INSERT INTO device (code, site, kind) VALUES ('x-d', 'x', 'STOP_LINE_DETECTOR'), ('x-r', 'x', 'RADAR');
            INSERT INTO detector_reading (time, device, message, idx, interval_ms, vehicles, occupancy, mean_speed_kmh)
                SELECT t, d, extract(epoch FROM t)::bigint, 0, 60000, d + 3, 0.1::real, nullif(d, 2) * 31.7
                FROM generate_series('2026-03-02 00:01'::timestamptz, '2026-03-03 12:00', '1 minute') t,
                    generate_series(1, 2) d;
            INSERT INTO signal_event SELECT t, 1, 7, row_number() OVER (), 1, 2
                FROM generate_series('2026-03-01 06:00'::timestamptz, '2026-03-01 07:00', '1 second') t;
            INSERT INTO app_user (name, display_name, password_hash, roles, created_at)
                VALUES ('lan', E'Nguyễn\\tLan\\n\\\\', 'hash', '{operator,"traffic engineer"}', '2026-03-01');
            INSERT INTO refresh_token VALUES ('\\x00ff10', 'family', 'lan', '2026-03-01', '2026-03-02', NULL);
            INSERT INTO audit_log (at, actor, action, outcome, detail)
                SELECT '2026-03-01', 'lan', 'login', 'ok', '{"from": "chốt 3"}' FROM generate_series(1, 5);
            INSERT INTO device (code, site, kind) VALUES ('x-gone', 'x', 'RADAR');
            DELETE FROM device WHERE code = 'x-gone';
            -- somebody has forged a row: that must be seen afterwards, too
            ALTER TABLE audit_log DISABLE TRIGGER audit_append_only;
            UPDATE audit_log SET actor = 'minh' WHERE id = 3;
            ALTER TABLE audit_log ENABLE TRIGGER audit_append_only;
            INSERT INTO site VALUES ('x', '{"id": "x", "lanes": [1, 2]}', 'lan', '2026-03-01 00:00:00.123456');
            """;

    private static final city.ioc.local.Database SERVER = city.ioc.local.Database.forTests();

    private record Dumped(String schema, Map<DumpedTable, byte[]> tables, Map<String, Long> sequences) {
        /** The same with other rows of a table. */
        Dumped with(String table, String rows) {
            Map<DumpedTable, byte[]> changed = new LinkedHashMap<>(tables);
            changed.replaceAll(
                    (each, bytes) -> each.name().equals(table) ? rows.getBytes(StandardCharsets.UTF_8) : bytes);
            return new Dumped(schema, changed, sequences);
        }
    }

    @BeforeAll
    static void fill() throws SQLException {
        SERVER.start();
        schema(SERVER.jdbcUrl()).migrate();
        execute(SERVER.jdbcUrl(), ROWS);
        try (Database database = Database.open(SERVER.jdbcUrl(), SERVER.user(), SERVER.password())) {
            assertThat(new Packing(database.choreSource(), Duration.ofDays(90)).run(NOW))
                    .isPositive();
        }
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    void everyTableComesBackAsItWasWhenTheDumpBeganAndUntilThenNothing() throws Exception {
        Map<String, List<String>> before = contents(SERVER.jdbcUrl());
        Dumped dumped = dump(SERVER.jdbcUrl(), "INSERT INTO device (code, site, kind) VALUES ('x-late', 'x', 'RADAR')");
        String restored = fresh("restored");
        assertThatThrownBy(() -> restore(restored, dumped.with("signal_event", "rubbish\n")))
                .isInstanceOf(SQLException.class);
        assertThat(contents(restored).values())
                .allSatisfy(rows -> assertThat(rows).isEmpty());
        restore(restored, dumped);
        Map<String, List<String>> after = contents(restored);
        assertThat(after.keySet()).isEqualTo(before.keySet());
        before.forEach((table, rows) -> assertThat(after.get(table)).as(table).isEqualTo(rows));
        assertThat(before.get("detector_reading_packed")).isNotEmpty();
        assertThat(before.get("detector_reading")).isNotEmpty();
        // numbers given once, also of rows that are gone, are not given again
        execute(restored, "INSERT INTO device (code, site, kind) VALUES ('x-new', 'x', 'RADAR')");
        assertThat(rows(restored, "SELECT id FROM device WHERE code = 'x-new'")).containsExactly("5");
        // the chain goes on, and is guarded again
        execute(
                restored,
                "INSERT INTO audit_log (at, actor, action, outcome, detail) VALUES (now(), 'a', 'b', 'c', '{}')");
        assertThat(rows(restored, "SELECT max(id) FROM audit_log")).containsExactly("6");
        assertThatThrownBy(() -> execute(restored, "DELETE FROM audit_log")).hasMessageContaining("only added to");
        assertThat(rows(
                        restored,
                        "SELECT count(*) FROM timescaledb_information.chunks WHERE hypertable_name = 'signal_event'",
                        "0"))
                .containsExactly(SERVER.timescale() ? "1" : "0");
    }

    @Test
    void aDumpOfAnOlderSchemaIsBroughtUpToDate() throws Exception {
        String old = fresh("old");
        schema(old).migrateTo("7");
        execute(old, """
                INSERT INTO intersection_flow_5m
                SELECT t, 'x', 10, 5, 0.1, 30, 12, 20, 'C', 2, 2
                FROM generate_series('2026-03-02 06:00'::timestamptz, '2026-03-02 07:59', '5 minutes') t""");
        Dumped dumped = dump(old, "");
        assertThat(dumped.schema()).isEqualTo("7");
        String restored = fresh("updated");
        restore(restored, dumped);
        assertThat(schema(restored).current()).isEqualTo(schema(restored).newest());
        assertThat(rows(restored, "SELECT bucket, vehicles FROM intersection_flow_1h ORDER BY 1"))
                .containsExactly("2026-03-02 06:00:00+00 120", "2026-03-02 07:00:00+00 120");
    }

    @Test
    void aNewerSchemaThanThisSoftwareKnowsIsRefused() throws Exception {
        assertThatThrownBy(() -> DatabaseRestore.begin(SERVER.jdbcUrl(), SERVER.user(), SERVER.password(), "1000"))
                .isInstanceOf(RestoreException.class)
                .hasMessageContaining("has schema 1000, this software knows schemas up to "
                        + schema(SERVER.jdbcUrl()).newest());
    }

    @Test
    void aDatabaseThatHasRowsIsRefused() throws Exception {
        String schema = schema(SERVER.jdbcUrl()).current();
        assertThatThrownBy(() -> DatabaseRestore.begin(SERVER.jdbcUrl(), SERVER.user(), SERVER.password(), schema))
                .isInstanceOf(RestoreException.class)
                .hasMessageContaining("is not empty");
    }

    @Test
    void historyDoesNotAgeWhileItIsDumped() throws Exception {
        Instant later = NOW.plus(Duration.ofDays(1));
        try (Database database = Database.open(SERVER.jdbcUrl(), SERVER.user(), SERVER.password())) {
            Packing packing = new Packing(database.choreSource(), Duration.ofDays(90));
            Retention retention =
                    new Retention(database.choreSource(), Duration.ofDays(90), Duration.ofDays(14), Duration.ofDays(7));
            try (DatabaseDump dump = DatabaseDump.begin(SERVER.jdbcUrl(), SERVER.user(), SERVER.password())) {
                assertThat(dump.tables()).isNotEmpty();
                assertThat(packing.listDays(later)).hasSize(1);
                assertThat(packing.run(later)).isZero();
                assertThat(retention.run(later)).isEmpty();
            }
            assertThat(retention.run(later)).isNotEmpty();
        }
    }

    private static Dumped dump(String url, String meanwhile) throws Exception {
        try (DatabaseDump dump = DatabaseDump.begin(url, SERVER.user(), SERVER.password())) {
            Map<DumpedTable, byte[]> tables = new LinkedHashMap<>();
            boolean first = true;
            for (DumpedTable table : dump.tables()) {
                ByteArrayOutputStream into = new ByteArrayOutputStream();
                dump.copy(table, into);
                tables.put(table, into.toByteArray());
                if (first && !meanwhile.isEmpty()) execute(url, meanwhile);
                first = false;
            }
            return new Dumped(dump.schemaVersion(), tables, dump.sequences());
        }
    }

    private static void restore(String url, Dumped dumped) throws Exception {
        try (DatabaseRestore restore = DatabaseRestore.begin(url, SERVER.user(), SERVER.password(), dumped.schema())) {
            for (var each : dumped.tables().entrySet())
                restore.load(each.getKey(), new ByteArrayInputStream(each.getValue()));
            restore.finish(dumped.sequences());
        }
    }

    private static Schema schema(String url) {
        return new Schema(url, SERVER.user(), SERVER.password());
    }

    /** A database of its own on the same server. */
    private static String fresh(String name) throws SQLException {
        execute(SERVER.jdbcUrl(), "DROP DATABASE IF EXISTS backup_" + name);
        execute(SERVER.jdbcUrl(), "CREATE DATABASE backup_" + name);
        return SERVER.jdbcUrl().replaceFirst("/([^/?]+)(\\?|$)", "/backup_" + name + "$2");
    }

    private static Map<String, List<String>> contents(String url) throws SQLException {
        Map<String, List<String>> contents = new TreeMap<>();
        for (String table : rows(url, """
                SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
                    AND relname <> 'flyway_schema_history'"""))
            contents.put(table, rows(url, "SELECT * FROM " + table + " AS t ORDER BY t.*::text"));
        return contents;
    }

    /** As above, or {@code otherwise} where the database knows none of it. */
    private static List<String> rows(String url, String query, String otherwise) throws SQLException {
        return SERVER.timescale() ? rows(url, query) : List.of(otherwise);
    }

    private static List<String> rows(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, SERVER.user(), SERVER.password());
                Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            try (ResultSet rows = statement.executeQuery(query)) {
                List<String> found = new ArrayList<>();
                while (rows.next()) {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++)
                        values.add(String.valueOf(rows.getString(i)));
                    found.add(String.join(" ", values));
                }
                return found;
            }
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, SERVER.user(), SERVER.password());
                Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            statement.execute(sql);
        }
    }
}
