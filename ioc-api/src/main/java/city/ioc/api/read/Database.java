package city.ioc.api.read;

import city.ioc.api.ApiConfig;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.http.ProblemException;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database as seen from the event loop. Connections are lent to work on worker threads. Once it was found not to answer,
 * work is refused at once until a check in the background finds it again, so that callers do not pile up.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int CONNECTIONS = 6;
    private static final int MAX_WAITING = 200;
    private static final long CHECK_MS = 1000;
    private static final long CLOSE_MS = 2000;

    private final Vertx vertx;
    private final HikariDataSource pool;
    private final WorkerExecutor workers;
    private final long timer;
    private volatile boolean up;
    /** How often it was found again; a fault of work begun before the last time says nothing about now. */
    private final AtomicInteger found = new AtomicInteger();

    private final AtomicBoolean checking = new AtomicBoolean();
    private int waiting;

    /** Work with a connection, on a worker thread. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    public Database(Vertx vertx, ApiConfig.Db config, MeterRegistry meters) {
        this.vertx = vertx;
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName("api");
        hikari.setJdbcUrl(config.url());
        hikari.setUsername(config.user());
        hikari.setPassword(config.password());
        hikari.setMaximumPoolSize(CONNECTIONS);
        hikari.setMinimumIdle(1);
        hikari.setInitializationFailTimeout(-1);
        hikari.setConnectionTimeout(2000);
        hikari.setValidationTimeout(1000);
        hikari.addDataSourceProperty("ApplicationName", "ioc-api");
        hikari.addDataSourceProperty("options", "-c statement_timeout=10000");
        // what the database says of a fault may quote rows, and a plate with them; it must not get into our log
        hikari.addDataSourceProperty("logServerErrorDetail", "false");
        hikari.addDataSourceProperty("connectTimeout", "2");
        hikari.addDataSourceProperty("socketTimeout", "15");
        hikari.addDataSourceProperty("tcpKeepAlive", "true");
        this.pool = new HikariDataSource(hikari);
        this.workers = vertx.createSharedWorkerExecutor("api-db", CONNECTIONS);
        meters.gauge("ioc.api.database.up", this, database -> database.up ? 1 : 0);
        meters.gauge("ioc.api.database.waiting", this, database -> database.waiting);
        check();
        this.timer = vertx.setPeriodic(CHECK_MS, id -> check());
    }

    public boolean isUp() {
        return up;
    }

    /** Runs work on a worker thread; fails with a problem when the database does not answer. */
    public <T> Future<T> call(Work<T> work) {
        if (!up || waiting >= MAX_WAITING) return Future.failedFuture(unavailable());
        waiting++;
        return workers.executeBlocking(() -> run(work), false).onComplete(done -> waiting--);
    }

    /** The same in one transaction: all that the work does, or nothing. */
    public <T> Future<T> transaction(Work<T> work) {
        return call(connection -> {
            connection.setAutoCommit(false);
            try {
                T done = work.with(connection);
                connection.commit();
                return done;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }

    private <T> T run(Work<T> work) {
        int foundBefore = found.get();
        try (Connection connection = pool.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (state != null && state.equals("57014"))
                throw Problem.of(Type.INVALID_REQUEST, "This takes longer than 10 s; ask for a shorter range")
                        .asException();
            if (isConnectionFault(state)) {
                if (up && found.get() == foundBefore) {
                    LOG.warn("database does not answer cause=\"{}\"", e.getMessage());
                    up = false;
                }
                throw unavailable();
            }
            throw new IllegalStateException("a query failed", e);
        }
    }

    private static boolean isConnectionFault(String state) {
        // 08 connection, 57P shutdown, 53 resources, 42P01 not migrated yet; without one: the pool's own timeout
        return state == null
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.equals("42P01");
    }

    private static ProblemException unavailable() {
        return Problem.of(
                        Type.DATABASE_UNAVAILABLE,
                        "History, alarms by list and accounts are not at hand; live state and orders go on")
                .withRetryAfterS(5)
                .asException();
    }

    /** One at a time: a check that waited for a database that was gone must not undo what a later one found. */
    private void check() {
        if (!checking.compareAndSet(false, true)) return;
        workers.executeBlocking(
                        () -> {
                            if (up && waiting > 0) return true;
                            try (Connection connection = pool.getConnection();
                                    var statement = connection.createStatement();
                                    var rows = statement.executeQuery("select to_regclass('audit_log') is not null")) {
                                return rows.next() && rows.getBoolean(1);
                            } catch (SQLException e) {
                                LOG.debug("database check failed", e);
                                return false;
                            }
                        },
                        false)
                .onComplete(done -> {
                    checking.set(false);
                    boolean now = done.succeeded() && done.result();
                    if (now != up) LOG.info("database up={}", now);
                    if (now && !up) {
                        pool.getHikariPoolMXBean().softEvictConnections(); // those of before the fault
                        found.incrementAndGet();
                    }
                    up = now;
                });
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        workers.close();
        // a pool that was just trying to connect takes ten seconds to give up: nobody needs to wait for that
        Thread closing = Thread.ofPlatform().daemon().name("api-db-close").start(pool::close);
        try {
            closing.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
