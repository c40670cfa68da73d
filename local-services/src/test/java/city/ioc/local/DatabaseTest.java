package city.ioc.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class DatabaseTest {
    private static final Database DATABASE = Database.forTests();

    @BeforeAll
    static void start() {
        DATABASE.start();
    }

    @AfterAll
    static void stop() {
        DATABASE.stop();
    }

    @Test
    void whatWasCommittedOutlivesASigkill() throws SQLException {
        run("CREATE TABLE kept (n integer)");
        run("INSERT INTO kept VALUES (7)");
        DATABASE.kill();
        DATABASE.restart();
        assertThat(ask("SELECT n FROM kept")).isEqualTo("7");
    }

    @Test
    void theApplicationsRoleIsNoSuperuserAndYetLoadsTimescale() throws SQLException {
        assertThat(ask("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("f");
        assertThat(ask("SELECT current_setting('shared_preload_libraries') LIKE '%timescaledb%'"))
                .isEqualTo(DATABASE.timescale() ? "t" : "f");
        if (DATABASE.timescale()) {
            run("CREATE EXTENSION IF NOT EXISTS timescaledb");
            run("CREATE TABLE series (time timestamptz NOT NULL)");
            run("SELECT create_hypertable('series', 'time')");
            assertThat(ask("SELECT hypertable_name FROM timescaledb_information.hypertables"))
                    .isEqualTo("series");
        }
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = connect()) {
            connection.createStatement().execute(sql);
        }
    }

    private static String ask(String sql) throws SQLException {
        try (Connection connection = connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password());
    }
}
