package city.ioc.core.retention;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps the ageing of history apart from whoever reads all of it: packing and forgetting empty tables, which would wait for such a
 * reader, and everybody else for them. The reader waits for the piece that is under way; the next pieces wait until it is done.
 */
public final class AgeingGate {
    private static final long LOCK = 0x696F_6361_6765L;

    private AgeingGate() {}

    /** Nothing ages until {@link #letGo}, or until the connection is closed. */
    public static void holdOff(Connection connection) throws SQLException {
        ask(connection, "SELECT pg_advisory_lock_shared(" + LOCK + ") IS NULL");
    }

    public static void letGo(Connection connection) throws SQLException {
        ask(connection, "SELECT pg_advisory_unlock_shared(" + LOCK + ")");
    }

    /** Whether a piece may begin; if so, it has to {@link #leave}. */
    static boolean enter(Connection connection) throws SQLException {
        return ask(connection, "SELECT pg_try_advisory_lock(" + LOCK + ")");
    }

    static void leave(Connection connection) throws SQLException {
        ask(connection, "SELECT pg_advisory_unlock(" + LOCK + ")");
    }

    private static boolean ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getBoolean(1);
        }
    }
}
