package city.ioc.sim.launch;

import city.ioc.contracts.config.SettingKey;
import city.ioc.local.DatabaseOptions;
import city.ioc.local.FreePort;
import city.ioc.local.LocalDatabase;
import city.ioc.local.ToolCache;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database of a state folder for tools that work on it: that of the running city, that of IOC_DB_URL, or one that is started for
 * the tool alone, while no city can start on the folder. Owned by one thread; {@link #close} may come from another.
 */
public final class StoredCity implements AutoCloseable {
    private final String url;
    private final String user;
    private final String password;
    private final @Nullable LocalDatabase ours;
    private final @Nullable FileLock lock;
    private boolean closed;

    private StoredCity(
            String url, String user, String password, @Nullable LocalDatabase ours, @Nullable FileLock lock) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.ours = ours;
        this.lock = lock;
    }

    /**
     * Opens it.
     *
     * @throws LaunchException where the folder has no database
     */
    public static StoredCity open(LauncherConfig config) {
        if (config.externalDatabase().isPresent())
            return new StoredCity(
                    config.externalDatabase().get(),
                    config.passedOn().getOrDefault(SettingKey.IOC_DB_USER, ""),
                    config.passedOn().getOrDefault(SettingKey.IOC_DB_PASSWORD, ""),
                    null,
                    null);
        StateFolder state = new StateFolder(config.home());
        if (!Files.exists(state.database().resolve("PG_VERSION")))
            throw new LaunchException("no city has stored anything in " + state.root()
                    + "; name its folder with IOC_HOME, or its database with IOC_DB_URL");
        String password = new Secrets(state.secrets()).password("database");
        Optional<FileLock> lock = state.tryLock();
        if (lock.isEmpty()) {
            int port = new Ports(state.ports())
                    .kept("database")
                    .orElseThrow(() -> new LaunchException("the port of the running city's database is not known"));
            return new StoredCity(
                    "jdbc:postgresql://127.0.0.1:" + port + "/" + LocalDatabase.NAME,
                    LocalDatabase.USER,
                    password,
                    null,
                    null);
        }
        LocalDatabase database = new LocalDatabase(new DatabaseOptions(
                FreePort.find(),
                state.database(),
                state.logs().resolve("database.log"),
                new ToolCache(state.cache()),
                password,
                true));
        database.start();
        return new StoredCity(database.jdbcUrl(), LocalDatabase.USER, password, database, lock.get());
    }

    public String url() {
        return url;
    }

    /** Empty where the URL names it. */
    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    Connection connect() throws SQLException {
        return user.isEmpty() ? DriverManager.getConnection(url) : DriverManager.getConnection(url, user, password);
    }

    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        if (ours != null) ours.stop();
        if (lock == null) return;
        try {
            lock.channel().close();
        } catch (IOException e) {
            throw new LaunchException("the lock of the state folder cannot be let go: " + e, e);
        }
    }
}
