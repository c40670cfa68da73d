package city.ioc.core.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** Binds arrays to a statement one after another; primitive ones travel in binary. One thread. */
final class Columns {
    private final PreparedStatement statement;
    private final PGConnection connection;
    private int next = 1;

    Columns(PreparedStatement statement) throws SQLException {
        this.statement = statement;
        this.connection = statement.getConnection().unwrap(PGConnection.class);
    }

    void add(String type, Object array) throws SQLException {
        statement.setArray(next++, connection.createArrayOf(type, array));
    }
}
