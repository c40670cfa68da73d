package city.ioc.core.store;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.city.Site;
import city.ioc.contracts.live.LiveAlarm;
import city.ioc.contracts.live.LiveIncident;
import city.ioc.contracts.live.Severity;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database: pool, migrations, and what a starting node reads from it. Blocks; thread-safe. */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    /** Two lanes of history, the ledger, and one for roll-ups and start-up reads. */
    private static final int CONNECTIONS = HistoryWriter.LANES + 2;

    private final HikariDataSource pool;
    private final HikariDataSource chores;

    private Database(HikariDataSource pool, HikariDataSource chores) {
        this.pool = pool;
        this.chores = chores;
    }

    /** Opens a pool; the database need not be there yet. */
    public static Database open(String url, String user, String password) {
        HikariConfig core = pool("core", url, user, password);
        core.setMaximumPoolSize(CONNECTIONS);
        core.setMinimumIdle(1);
        HikariConfig chores = pool("chores", url, user, password);
        chores.setMaximumPoolSize(1);
        chores.setMinimumIdle(0);
        return new Database(new HikariDataSource(core), new HikariDataSource(chores));
    }

    private static HikariConfig pool(String name, String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(3_000);
        config.setValidationTimeout(1_000);
        config.addDataSourceProperty("ApplicationName", "ioc-" + name);
        config.addDataSourceProperty("connectTimeout", "3");
        config.addDataSourceProperty("socketTimeout", "120");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return config;
    }

    public DataSource dataSource() {
        return pool;
    }

    /** One connection for long work on old history, which the roll-up must not take for a writer that it has to wait for. */
    public DataSource choreSource() {
        return chores;
    }

    /** Brings the schema up to date; two nodes may do so at once. */
    public void migrate() {
        var result = new Schema(pool).migrate();
        LOG.info("event=schema_ready version={} applied={}", result.targetSchemaVersion, result.migrationsExecuted);
    }

    /** Sites that were added while running. */
    public List<Site> listSites() throws SQLException {
        List<Site> sites = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT id, document FROM site ORDER BY added_at");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                try {
                    sites.add(CityJson.mapper().readValue(rows.getString(2), Site.class));
                } catch (JsonProcessingException e) {
                    LOG.error("event=site_unreadable site={} error=\"{}\"", rows.getString(1), e.getOriginalMessage());
                }
            }
        }
        return sites;
    }

    /** Overrides that were in force when the core last wrote. */
    public List<LedgerRow.SignalOverride> listOpenOverrides(Instant now) throws SQLException {
        List<LedgerRow.SignalOverride> open = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        SELECT id, intersection, kind, target, actor, reason, from_time, expires_at FROM signal_override
                        WHERE ended_at IS NULL AND expires_at > ? ORDER BY from_time""")) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    open.add(new LedgerRow.SignalOverride(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            Optional.ofNullable(rows.getString(4)),
                            rows.getString(5),
                            rows.getString(6),
                            instant(rows, 7).orElseThrow(),
                            instant(rows, 8).orElseThrow(),
                            Optional.empty(),
                            Optional.empty()));
                }
            }
        }
        return open;
    }

    /** Alarms that are still on somebody's list: active or not acknowledged. */
    public List<LiveAlarm> listOpenAlarms() throws SQLException {
        List<LiveAlarm> open = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        SELECT id, kind, severity, site, subject, values, active, acknowledged, raised_at, cleared_at,
                            acknowledged_at, acknowledged_by, assignee, note, occurrences
                        FROM alarm WHERE active OR NOT acknowledged ORDER BY raised_at DESC LIMIT 10000""");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                open.add(new LiveAlarm(
                        rows.getString(1),
                        rows.getString(2),
                        Severity.valueOf(rows.getString(3)),
                        rows.getString(4),
                        rows.getString(5),
                        CityJson.mapper().readValue(rows.getString(6), new TypeReference<Map<String, String>>() {}),
                        rows.getBoolean(7),
                        rows.getBoolean(8),
                        instant(rows, 9).orElseThrow(),
                        instant(rows, 10),
                        instant(rows, 11),
                        Optional.ofNullable(rows.getString(12)),
                        Optional.ofNullable(rows.getString(13)),
                        Optional.ofNullable(rows.getString(14)),
                        rows.getInt(15)));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an alarm's values are not JSON", e);
        }
        return open;
    }

    /** Incidents that have not ended. */
    public List<LiveIncident> listOpenIncidents() throws SQLException {
        List<LiveIncident> open = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        SELECT id, kind, site, approach, values, started_at FROM incident WHERE ended_at IS NULL
                        ORDER BY started_at DESC LIMIT 10000""");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                open.add(new LiveIncident(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        Optional.ofNullable(rows.getString(4)),
                        CityJson.mapper().readValue(rows.getString(5), new TypeReference<Map<String, String>>() {}),
                        instant(rows, 6).orElseThrow(),
                        Optional.empty()));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an incident's values are not JSON", e);
        }
        return open;
    }

    private static Optional<Instant> instant(ResultSet rows, int column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    @Override
    public void close() {
        chores.close();
        pool.close();
    }
}
