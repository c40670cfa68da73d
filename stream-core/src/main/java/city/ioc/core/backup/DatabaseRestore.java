package city.ioc.core.backup;

import city.ioc.core.store.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * Fills an empty database with the tables of a dump: makes the schema as it was when they were dumped, loads them in one
 * transaction, and then brings schema and rows up to date. Until that commits the database stays empty. Blocks; owned by one thread.
 */
public final class DatabaseRestore implements AutoCloseable {
    private final String url;
    private final String user;
    private final String password;
    private final Connection connection;

    private DatabaseRestore(String url, String user, String password, Connection connection) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.connection = connection;
    }

    /**
     * Makes the schema.
     *
     * @throws RestoreException when the database is not empty or the dump's schema is newer than this software's
     */
    public static DatabaseRestore begin(String url, String user, String password, String schemaVersion)
            throws SQLException {
        Schema schema = new Schema(url, user, password);
        if (schema.isNewer(schemaVersion))
            throw new RestoreException("the backup's database has schema " + schemaVersion
                    + ", this software knows schemas up to " + schema.newest() + ": install the newer software first");
        String found = schema.current();
        if (schema.isOlder(schemaVersion, found))
            throw new RestoreException("the database has schema " + found + " already, the backup schema "
                    + schemaVersion + ": give an empty database");
        schema.migrateTo(schemaVersion);
        Connection connection = DatabaseDump.connect("ioc-restore", url, user, password);
        try {
            connection.setAutoCommit(false);
            requireEmpty(connection);
            return new DatabaseRestore(url, user, password, connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void requireEmpty(Connection connection) throws SQLException {
        for (DumpedTable table : DatabaseDump.listTables(connection)) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT 1 FROM " + table.name() + " LIMIT 1")) {
                if (rows.next())
                    throw new RestoreException("the database is not empty, its table " + table.name()
                            + " has rows: give an empty database");
            }
        }
    }

    /**
     * Loads the rows of a table.
     *
     * @return how many
     */
    public long load(DumpedTable table, InputStream rows) throws SQLException, IOException {
        String copy = "COPY " + table.name() + " (" + table.columnList() + ") FROM STDIN";
        boolean guarded = hasTriggers(table);
        if (guarded) execute("ALTER TABLE " + table.name() + " DISABLE TRIGGER USER");
        long loaded = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, rows, 1 << 16);
        if (guarded) execute("ALTER TABLE " + table.name() + " ENABLE TRIGGER USER");
        return loaded;
    }

    /**
     * Whether triggers of our own would change rows as they come in: the audit log's would make a broken chain whole. Those of the
     * extension have their functions elsewhere.
     */
    private boolean hasTriggers(DumpedTable table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT 1 FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid
                WHERE t.tgrelid = ?::regclass AND NOT t.tgisinternal AND f.pronamespace = 'public'::regnamespace
                    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = f.oid AND d.deptype = 'e')""")) {
            statement.setString(1, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Goes on numbering where the dumped database was, keeps everything, and brings it up to date. */
    public void finish(Map<String, Long> sequences) throws SQLException {
        for (var each : sequences.entrySet()) {
            DumpedTable.requirePlain(each.getKey());
            try (PreparedStatement statement = connection.prepareStatement("SELECT setval(?::regclass, ?)")) {
                statement.setString(1, each.getKey());
                statement.setLong(2, each.getValue());
                statement.execute();
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        new Schema(url, user, password).migrate();
        // Without it the planner knows nothing of the tables until autovacuum has been there.
        execute("ANALYZE");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
