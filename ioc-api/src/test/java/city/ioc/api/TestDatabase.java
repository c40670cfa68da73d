package city.ioc.api;

import city.ioc.local.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** A real database with the schema that the core brings. */
final class TestDatabase implements AutoCloseable {
    final Database server = Database.forTests();

    TestDatabase() {
        server.start();
        Flyway.configure()
                .dataSource(server.jdbcUrl(), server.user(), server.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    ApiConfig.Db config() {
        return new ApiConfig.Db(server.jdbcUrl(), server.user(), server.password());
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
