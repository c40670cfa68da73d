package city.ioc.local;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.lifecycle.Startable;

/**
 * A real, empty database for tests: the one at {@code IOC_TEST_DB_URL} (user and password as parameters of the URL); else a
 * container where an engine answers; else PostgreSQL as a child process. Owned by one thread.
 */
public abstract sealed class Database implements Startable {
    private Database() {}

    public static Database forTests() {
        String url = System.getenv("IOC_TEST_DB_URL");
        if (url != null && !url.isBlank()) return new External(url);
        return Docker.answers() ? new Container() : new Child();
    }

    public abstract String jdbcUrl();

    public abstract String user();

    public abstract String password();

    /** Whether TimescaleDB is loaded; known once started. */
    public abstract boolean timescale();

    /** SIGKILL of the server's first process. */
    public abstract void kill();

    /** Starts again after {@link #kill} or {@link #stop}, at the same port and on the same data. */
    public abstract void restart();

    private static Optional<Connection> tryConnect(String url, String user, String password) {
        try {
            return Optional.of(DriverManager.getConnection(url, user, password));
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private static boolean hasTimescale(Connection connection) throws SQLException {
        try (var rows = connection
                .createStatement()
                .executeQuery("SELECT current_setting('shared_preload_libraries') LIKE '%timescaledb%'")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static final class External extends Database {
        private final String url;
        private boolean timescale;

        External(String url) {
            this.url = url;
        }

        /** Empties the public schema: tests own the database that they are pointed at. */
        @Override
        public void start() {
            try (Connection connection = DriverManager.getConnection(url)) {
                connection.createStatement().execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
                timescale = hasTimescale(connection);
            } catch (SQLException e) {
                throw new ServiceException("the database of IOC_TEST_DB_URL cannot be used: " + e.getMessage(), e);
            }
        }

        @Override
        public void stop() {}

        @Override
        public String jdbcUrl() {
            return url;
        }

        @Override
        public String user() {
            return parameter("user");
        }

        @Override
        public String password() {
            return parameter("password");
        }

        private String parameter(String name) {
            for (String part : url.substring(url.indexOf('?') + 1).split("&")) {
                if (part.startsWith(name + "=")) return part.substring(name.length() + 1);
            }
            throw new ServiceException("IOC_TEST_DB_URL needs the parameter " + name);
        }

        @Override
        public boolean timescale() {
            return timescale;
        }

        @Override
        public void kill() {
            throw new UnsupportedOperationException("the database of IOC_TEST_DB_URL is not ours to kill");
        }

        @Override
        public void restart() {
            throw new UnsupportedOperationException("the database of IOC_TEST_DB_URL is not ours to restart");
        }
    }

    private static final class Container extends Database {
        private static final String SECRET = "only-for-tests";
        private final int port = FreePort.find();
        private final GenericContainer<?> container = new GenericContainer<>("timescale/timescaledb:2.19.3-pg17")
                .withEnv("POSTGRES_USER", "ioc")
                .withEnv("POSTGRES_PASSWORD", SECRET)
                .withEnv("POSTGRES_DB", "ioc")
                .withEnv("TIMESCALEDB_TELEMETRY", "off")
                .withExposedPorts(5432)
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*\\s", 2));

        Container() {
            container.setPortBindings(List.of(port + ":5432"));
        }

        @Override
        public void start() {
            container.start();
        }

        @Override
        public void stop() {
            container.stop();
        }

        @Override
        public String jdbcUrl() {
            return "jdbc:postgresql://" + container.getHost() + ":" + port + "/ioc";
        }

        @Override
        public String user() {
            return "ioc";
        }

        @Override
        public String password() {
            return SECRET;
        }

        @Override
        public boolean timescale() {
            return true;
        }

        @Override
        public void kill() {
            Docker.kill(container);
        }

        @Override
        public void restart() {
            Docker.startAgain(container);
            Waiting.until("the database answers", Duration.ofSeconds(60), () -> {
                Optional<Connection> connection = tryConnect(jdbcUrl(), user(), SECRET);
                connection.ifPresent(Database::close);
                return connection.isPresent();
            });
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new ServiceException("cannot close a connection", e);
        }
    }

    private static final class Child extends Database {
        private final Path folder = TestFolder.create("ioc-database");
        private final LocalDatabase database = new LocalDatabase(new DatabaseOptions(
                FreePort.find(),
                folder.resolve("data"),
                folder.resolve("database.log"),
                ToolCache.ofWorkingFolder(),
                "only-for-tests",
                false));
        private @Nullable Thread atExit;

        @Override
        public void start() {
            Thread hook = new Thread(database::kill, "database-at-exit");
            Runtime.getRuntime().addShutdownHook(hook);
            atExit = hook;
            database.start();
        }

        @Override
        public void stop() {
            database.stop();
            if (atExit != null) Waiting.forget(atExit);
            TestFolder.delete(folder);
        }

        @Override
        public String jdbcUrl() {
            return database.jdbcUrl();
        }

        @Override
        public String user() {
            return database.user();
        }

        @Override
        public String password() {
            return database.password();
        }

        @Override
        public boolean timescale() {
            return database.timescale();
        }

        @Override
        public void kill() {
            database.kill();
        }

        @Override
        public void restart() {
            database.stop();
            database.start();
        }
    }
}
