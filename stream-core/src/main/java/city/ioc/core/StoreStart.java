package city.ioc.core;

import city.ioc.contracts.city.Site;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.Device;
import city.ioc.core.registry.CityRegistry;
import city.ioc.core.retention.Packing;
import city.ioc.core.retention.Retention;
import city.ioc.core.rollup.RollUp;
import city.ioc.core.store.Database;
import city.ioc.core.store.HistoryStore;
import city.ioc.core.store.LatestReadings;
import city.ioc.core.store.StoreMetrics;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the store up when the database answers, and then does what is done with it regularly, on threads of its own, for it
 * blocks.
 */
final class StoreStart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreStart.class);
    private static final long RETRY_MS = 1_000;
    private static final long LATEST_EVERY_MS = 1_000;
    private static final long ROLL_UP_EVERY_MS = 1_000;
    private static final long AGE_AFTER_MIN = 5;
    private static final long AGE_EVERY_MIN = 60;

    private final CoreConfig config;
    private final Database database;
    private final HistoryStore history;
    private final CityRegistry registry;
    private final LatestReadings latest;
    private final StoreMetrics metrics;
    private final BooleanSupplier first;
    private final RollUp rollUp;
    private final Retention retention;
    private final Packing packing;
    private final Consumer<CoreServices.Remembered> onReady;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("store-chores").factory());
    /** What takes minutes must not hold up what happens each second. */
    private final ScheduledExecutorService ageing = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("store-ageing").factory());

    private volatile boolean ready;
    private String lastError = "";

    StoreStart(
            CoreConfig config,
            Database database,
            HistoryStore history,
            CityRegistry registry,
            LatestReadings latest,
            StoreMetrics metrics,
            BooleanSupplier first,
            Consumer<CoreServices.Remembered> onReady) {
        this.config = config;
        this.database = database;
        this.history = history;
        this.registry = registry;
        this.latest = latest;
        this.metrics = metrics;
        this.first = first;
        this.onReady = onReady;
        this.rollUp = new RollUp(
                database.dataSource(),
                () -> registry.now().city(),
                config.clock().factor(),
                config.minutesKept());
        this.retention =
                new Retention(database.choreSource(), config.retention(), config.minutesKept(), config.platesKept());
        this.packing = new Packing(database.choreSource(), config.retention());
    }

    void start() {
        thread.execute(this::open);
    }

    /** Whether the schema is up to date and history is being written. */
    boolean isReady() {
        return ready;
    }

    private void open() {
        try {
            database.migrate();
            for (Site site : database.listSites()) registry.add(site);
            history.register(
                    registry.now().city().devices().stream().map(Device::id).toList());
            CoreServices.Remembered found = new CoreServices.Remembered(
                    database.listOpenAlarms(),
                    database.listOpenIncidents(),
                    database.listOpenOverrides(config.clock().instant()));
            registry.complete();
            onReady.accept(found);
            ready = true;
            if (metrics.databaseBack()) LOG.info("event=database_back");
            thread.scheduleWithFixedDelay(this::rollUp, ROLL_UP_EVERY_MS, ROLL_UP_EVERY_MS, TimeUnit.MILLISECONDS);
            ageing.scheduleWithFixedDelay(this::age, AGE_AFTER_MIN, AGE_EVERY_MIN, TimeUnit.MINUTES);
            thread.scheduleWithFixedDelay(this::flushLatest, LATEST_EVERY_MS, LATEST_EVERY_MS, TimeUnit.MILLISECONDS);
        } catch (SQLException | RuntimeException e) {
            metrics.databaseLost(config.clock().instant());
            String error = String.valueOf(e.getMessage());
            if (!error.equals(lastError)) LOG.warn("event=database_not_ready error=\"{}\"", error.strip());
            lastError = error;
            thread.schedule(this::open, RETRY_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Gives devices their numbers ahead of their first row; without success the first row does so. */
    void register(List<DeviceId> devices) {
        thread.execute(() -> {
            if (!ready) return;
            try {
                history.register(devices);
            } catch (SQLException e) {
                LOG.debug("event=devices_not_registered error=\"{}\"", e.getMessage());
            }
        });
    }

    /** One node does it; a long backlog is worked off a piece a time, so that the other chores get their turn. */
    private void rollUp() {
        if (!first.getAsBoolean()) return;
        try {
            RollUp.Result result = rollUp.run(config.clock().instant());
            if (result.more()) thread.schedule(this::rollUp, 0, TimeUnit.MILLISECONDS);
        } catch (SQLException e) {
            LOG.warn("event=rollup_postponed error=\"{}\"", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("event=rollup_failed", e);
        }
    }

    private void age() {
        if (!first.getAsBoolean()) return;
        try {
            long packed = packing.run(config.clock().instant());
            if (packed > 0) LOG.info("event=history_packed readings={}", packed);
            retention.run(config.clock().instant()).forEach((table, forgotten) -> {
                if (forgotten.count() > 0)
                    LOG.info(
                            "event=history_forgotten table={} way={} count={}",
                            table,
                            forgotten.way(),
                            forgotten.count());
            });
        } catch (SQLException e) {
            LOG.warn("event=ageing_postponed error=\"{}\"", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("event=ageing_failed", e);
        }
    }

    private void flushLatest() {
        try {
            latest.flush();
        } catch (SQLException e) {
            LOG.debug("event=latest_not_written error=\"{}\"", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("event=latest_failed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        ageing.shutdownNow();
    }
}
