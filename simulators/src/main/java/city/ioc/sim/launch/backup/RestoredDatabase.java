package city.ioc.sim.launch.backup;

import city.ioc.contracts.config.SettingKey;
import city.ioc.local.DatabaseOptions;
import city.ioc.local.FreePort;
import city.ioc.local.LocalDatabase;
import city.ioc.local.ToolCache;
import city.ioc.sim.launch.LauncherConfig;
import city.ioc.sim.launch.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The database that is restored into: one that runs elsewhere, or one that is made in a folder. Owned by one thread; {@link #close}
 * may come from another.
 */
final class RestoredDatabase implements AutoCloseable {
    private final String url;
    private final String user;
    private final String password;
    private final Optional<LocalDatabase> own;
    private boolean runs;

    private RestoredDatabase(String url, String user, String password, Optional<LocalDatabase> own) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.own = own;
    }

    String url() {
        return url;
    }

    String user() {
        return user;
    }

    String password() {
        return password;
    }

    /** One that is not the city's own. */
    static RestoredDatabase external(LauncherConfig config, String url) {
        return new RestoredDatabase(
                url,
                config.passedOn().getOrDefault(SettingKey.IOC_DB_USER, ""),
                config.passedOn().getOrDefault(SettingKey.IOC_DB_PASSWORD, ""),
                Optional.empty());
    }

    /** The one in a folder, made there at its start; its password is among the secrets. */
    static RestoredDatabase own(StateFolder state, Path data, Path secrets) {
        LocalDatabase database = new LocalDatabase(new DatabaseOptions(
                FreePort.find(),
                data,
                state.logs().resolve("database.log"),
                new ToolCache(state.cache()),
                password(secrets),
                true));
        return new RestoredDatabase(database.jdbcUrl(), LocalDatabase.USER, database.password(), Optional.of(database));
    }

    /** Where it is not one that runs already. */
    synchronized void start() {
        if (own.isEmpty()) return;
        runs = true;
        own.get().start();
    }

    private static String password(Path secrets) {
        try {
            return Files.readString(secrets.resolve("database")).trim();
        } catch (IOException e) {
            throw new BackupException("the database's password cannot be read: " + e, e);
        }
    }

    @Override
    public synchronized void close() {
        if (runs) own.ifPresent(LocalDatabase::stop);
        runs = false;
    }
}
