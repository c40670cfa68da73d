package city.ioc.core.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What TimescaleDB makes of a table, where it is there. */
final class Hypertables {
    private Hypertables() {}

    static boolean isLoaded(Connection connection) throws SQLException {
        return exists(connection, "SELECT 1 FROM pg_extension WHERE extname = 'timescaledb'");
    }

    static boolean is(Connection connection, String table) throws SQLException {
        if (!isLoaded(connection)) return false;
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT 1 FROM timescaledb_information.hypertables WHERE hypertable_name = ?")) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Whether this edition compresses chunks by itself: the Community edition does, the Apache edition does not. */
    static boolean compress(Connection connection) throws SQLException {
        return isLoaded(connection)
                && exists(connection, "SELECT 1 WHERE current_setting('timescaledb.license', true) = 'timescale'");
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
