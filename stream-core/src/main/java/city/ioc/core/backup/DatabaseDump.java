package city.ioc.core.backup;

import city.ioc.core.retention.AgeingGate;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.PGConnection;

/**
 * A database as it was at one instant, while others go on writing to it: all tables in one transaction that sees what was committed
 * when it began. Nothing of history is packed or forgotten meanwhile. Blocks; owned by one thread.
 */
public final class DatabaseDump implements AutoCloseable {
    private static final String HISTORY = "flyway_schema_history";

    /** Tables of the application; what the extension keeps is in schemas of its own and is made anew by the migrations. */
    private static final String COLUMNS = """
            SELECT c.relname, a.attname FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> '%s'
                AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
            ORDER BY c.relname, a.attnum""".formatted(HISTORY);

    private static final String REFERENCES = """
            SELECT k.conrelid::regclass::text, k.confrelid::regclass::text FROM pg_constraint k
            WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND k.conrelid <> k.confrelid""";

    private final Connection connection;
    private final String schemaVersion;
    private final List<DumpedTable> tables;

    private DatabaseDump(Connection connection, String schemaVersion, List<DumpedTable> tables) {
        this.connection = connection;
        this.schemaVersion = schemaVersion;
        this.tables = List.copyOf(tables);
    }

    /** Waits until a piece of history that is being packed right now is done. */
    public static DatabaseDump begin(String url, String user, String password) throws SQLException {
        Connection connection = connect("ioc-backup", url, user, password);
        try {
            return begin(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** @param user empty where the URL names it */
    static Connection connect(String name, String url, String user, String password) throws SQLException {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
            properties.setProperty("password", password);
        }
        // Not one of the core's names: the roll-up waits for those that write.
        properties.setProperty("ApplicationName", name);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(url, properties);
    }

    private static DatabaseDump begin(Connection connection) throws SQLException {
        execute(connection, "SET TIME ZONE 'UTC'");
        AgeingGate.holdOff(connection);
        List<DumpedTable> tables = ordered(listTables(connection), listReferences(connection));
        if (tables.isEmpty()) return new DatabaseDump(connection, "", tables);
        String version = readVersion(connection);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        // Locked before the first query: what is seen is frozen then, and no table may be emptied in between.
        String names = tables.stream().map(DumpedTable::name).collect(Collectors.joining(", "));
        execute(connection, "LOCK TABLE " + names + " IN ACCESS SHARE MODE");
        return new DatabaseDump(connection, version, tables);
    }

    /** The version of its schema; empty when it has none yet. */
    public String schemaVersion() {
        return schemaVersion;
    }

    /** Every table, those that others refer to first. */
    public List<DumpedTable> tables() {
        return tables;
    }

    /**
     * Writes the rows of a table as text, a line each.
     *
     * @return how many
     */
    public long copy(DumpedTable table, OutputStream into) throws SQLException, IOException {
        // From a query: of a hypertable only that gives the rows of its chunks.
        String query = "COPY (SELECT " + table.columnList() + " FROM " + table.name() + ") TO STDOUT";
        return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(query, into);
    }

    /** The last number that each sequence has given; those that have given none are left out. */
    public Map<String, Long> sequences() throws SQLException {
        Map<String, Long> last = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT sequencename, last_value FROM pg_sequences
                        WHERE schemaname = 'public' AND last_value IS NOT NULL""")) {
            while (rows.next()) last.put(rows.getString(1), rows.getLong(2));
        }
        return last;
    }

    static List<DumpedTable> listTables(Connection connection) throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLUMNS)) {
            while (rows.next())
                columns.computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                        .add(rows.getString(2));
        }
        return columns.entrySet().stream()
                .map(each -> new DumpedTable(each.getKey(), each.getValue()))
                .toList();
    }

    private static Map<String, Set<String>> listReferences(Connection connection) throws SQLException {
        Map<String, Set<String>> references = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(REFERENCES)) {
            while (rows.next())
                references
                        .computeIfAbsent(rows.getString(1), name -> new LinkedHashSet<>())
                        .add(rows.getString(2));
        }
        return references;
    }

    private static List<DumpedTable> ordered(List<DumpedTable> tables, Map<String, Set<String>> references) {
        List<DumpedTable> left = new ArrayList<>(tables);
        List<DumpedTable> done = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        while (!left.isEmpty()) {
            List<DumpedTable> next = left.stream()
                    .filter(each -> names.containsAll(references.getOrDefault(each.name(), Set.of())))
                    .toList();
            if (next.isEmpty()) throw new IllegalStateException("tables refer to each other in a circle: " + left);
            done.addAll(next);
            next.forEach(each -> names.add(each.name()));
            left.removeAll(next);
        }
        return done;
    }

    static String readVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT string_agg(version, ' ') FROM " + HISTORY + " WHERE success AND version IS NOT NULL")) {
            String versions = rows.next() ? rows.getString(1) : null;
            return Arrays.stream(versions == null ? new String[0] : versions.split(" "))
                    .map(MigrationVersion::fromVersion)
                    .max(MigrationVersion::compareTo)
                    .map(MigrationVersion::getVersion)
                    .orElse("");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (connection.isClosed()) return;
            if (!connection.getAutoCommit()) connection.rollback();
            AgeingGate.letGo(connection);
        }
    }
}
