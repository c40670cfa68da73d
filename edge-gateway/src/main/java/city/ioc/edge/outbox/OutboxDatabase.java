package city.ioc.edge.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** The SQLite file of the outbox: every commit is on the disk when it returns. Owned by the outbox's thread. */
final class OutboxDatabase implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OutboxDatabase.class);
    private static final int PAGE_BYTES = 4096;
    private static final String FILE = "outbox.db";

    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement read;
    private final PreparedStatement oldest;
    private long batches;

    /** Numbers of a stream to forget. */
    record Range(long session, int shard, long first, long last) {}

    private OutboxDatabase(Connection connection) throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement(
                "INSERT OR IGNORE INTO batch(session, shard, seq, created_ms, bytes) VALUES (?, ?, ?, ?, ?)");
        this.delete = connection.prepareStatement(
                "DELETE FROM batch WHERE session = ? AND shard = ? AND seq BETWEEN ? AND ?");
        this.read = connection.prepareStatement("SELECT place, session, shard, seq, created_ms, bytes FROM batch"
                + " WHERE place > ? AND (session < ? OR created_ms < ?) ORDER BY place LIMIT ?");
        this.oldest = connection.prepareStatement("SELECT created_ms FROM batch ORDER BY place LIMIT 1");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM batch")) {
            batches = rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Opens the file; one that is corrupt is set aside under a dated name and a new one begun. */
    static OutboxDatabase open(Path folder, long maxBytes, Instant now) throws SQLException, IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE);
        try {
            return openSound(file, maxBytes, true);
        } catch (SQLException e) {
            if (!isCorruption(e)) throw e;
            setAside(file, now, e);
            return openSound(file, maxBytes, true);
        }
    }

    /** Opens the file again without reading all of it. */
    static OutboxDatabase reopen(Path folder, long maxBytes) throws SQLException {
        return openSound(folder.resolve(FILE), maxBytes, false);
    }

    static boolean isCorruption(SQLException e) {
        int code = e.getErrorCode() & 0xFF;
        return code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    static void setAside(Path folderOrFile, Instant now, SQLException why) throws IOException {
        Path file = Files.isDirectory(folderOrFile) ? folderOrFile.resolve(FILE) : folderOrFile;
        String suffix = ".corrupt-" + now.toString().replace(':', '-');
        for (String part : List.of("", "-wal", "-shm")) {
            Path each = file.resolveSibling(FILE + part);
            if (Files.exists(each)) Files.move(each, file.resolveSibling(FILE + suffix + part));
        }
        log.error(
                "outbox is corrupt and was set aside: batches in it that the core has not committed may be lost file={}"
                        + " cause=\"{}\"",
                file.resolveSibling(FILE + suffix),
                why.getMessage());
    }

    private static OutboxDatabase openSound(Path file, long maxBytes, boolean check) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setPageSize(PAGE_BYTES);
        config.setCacheSize(-4000);
        config.setJournalSizeLimit(32 * 1024 * 1024);
        config.setBusyTimeout(2_000);
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
        try {
            try (Statement statement = connection.createStatement()) {
                if (check) requireSound(statement);
                statement.execute("PRAGMA max_page_count = " + Math.max(16, maxBytes / PAGE_BYTES));
                statement.execute("CREATE TABLE IF NOT EXISTS batch(place INTEGER PRIMARY KEY AUTOINCREMENT,"
                        + " session INTEGER NOT NULL, shard INTEGER NOT NULL, seq INTEGER NOT NULL,"
                        + " created_ms INTEGER NOT NULL, bytes BLOB NOT NULL, UNIQUE(session, shard, seq))");
                statement.execute("CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL)");
            }
            return new OutboxDatabase(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void requireSound(Statement statement) throws SQLException {
        try (ResultSet check = statement.executeQuery("PRAGMA quick_check(1)")) {
            String answer = check.next() ? check.getString(1) : "no answer";
            if (!"ok".equals(answer)) throw new SQLException(answer, null, SQLiteErrorCode.SQLITE_CORRUPT.code);
        }
    }

    /** A session number greater than any before, and not below {@code atLeast}. */
    long beginSession(long atLeast) throws SQLException {
        long session = atLeast;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT max(value) FROM (SELECT value FROM meta WHERE name ="
                        + " 'session' UNION ALL SELECT max(session) FROM batch)")) {
            if (rows.next()) session = Math.max(session, rows.getLong(1) + 1);
        }
        keepSession(session);
        return session;
    }

    void keepSession(long session) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT OR REPLACE INTO meta(name, value) VALUES ('session', ?)")) {
            statement.setLong(1, session);
            statement.executeUpdate();
        }
    }

    List<BatchKey> listKept() throws SQLException {
        List<BatchKey> kept = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT session, shard, seq FROM batch ORDER BY session, shard, seq")) {
            while (rows.next()) kept.add(new BatchKey(rows.getLong(1), rows.getInt(2), rows.getLong(3)));
        }
        return kept;
    }

    /** One transaction; all of it is on the disk afterwards, or nothing. After an exception the file must be opened again. */
    void write(Collection<Batch> added, Collection<Range> forgotten) throws SQLException {
        long change = 0;
        run("BEGIN IMMEDIATE");
        for (Batch batch : added) {
            insert.setLong(1, batch.key().session());
            insert.setInt(2, batch.key().shard());
            insert.setLong(3, batch.key().seq());
            insert.setLong(4, batch.createdMs());
            insert.setBytes(5, batch.bytes());
            change += insert.executeUpdate();
        }
        for (Range range : forgotten) {
            delete.setLong(1, range.session());
            delete.setInt(2, range.shard());
            delete.setLong(3, range.first());
            delete.setLong(4, range.last());
            change -= delete.executeUpdate();
        }
        run("COMMIT");
        batches += change;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Batches after a place in order of writing: all of former sessions, of this one those created before an instant. */
    List<StoredBatch> read(long afterPlace, long currentSession, long createdBeforeMs, int limit) throws SQLException {
        List<StoredBatch> page = new ArrayList<>();
        read.setLong(1, afterPlace);
        read.setLong(2, currentSession);
        read.setLong(3, createdBeforeMs);
        read.setInt(4, limit);
        try (ResultSet rows = read.executeQuery()) {
            while (rows.next())
                page.add(new StoredBatch(
                        rows.getLong(1),
                        new BatchKey(rows.getLong(2), rows.getInt(3), rows.getLong(4)),
                        rows.getBytes(6),
                        rows.getLong(5)));
        }
        return page;
    }

    OutboxLevel level() throws SQLException {
        if (batches == 0) return OutboxLevel.EMPTY;
        try (ResultSet rows = oldest.executeQuery()) {
            return rows.next() ? new OutboxLevel(batches, rows.getLong(1)) : OutboxLevel.EMPTY;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
