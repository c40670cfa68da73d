package city.ioc.core.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How the store does: counters for Prometheus and the state of the database for alarms and figures. Thread-safe. */
public final class StoreMetrics {
    private final Counter rows;
    private final Counter dropped;
    private final Counter rejected;
    private final Counter ledgerDropped;
    private final Timer commit;
    private final AtomicReference<@Nullable Instant> lostSince = new AtomicReference<>();
    private volatile Duration lag = Duration.ZERO;

    public StoreMetrics(MeterRegistry registry) {
        rows = registry.counter("ioc_core_rows_committed");
        dropped = registry.counter("ioc_core_rows_dropped_unacknowledged");
        rejected = registry.counter("ioc_core_rows_rejected");
        ledgerDropped = registry.counter("ioc_core_ledger_rows_dropped");
        commit = Timer.builder("ioc_core_commit").publishPercentiles(0.5, 0.99).register(registry);
        registry.gauge("ioc_core_store_lag_seconds", this, metrics -> metrics.lag.toMillis() / 1000.0);
        registry.gauge("ioc_core_database_up", this, metrics -> metrics.lostSince.get() == null ? 1 : 0);
    }

    void committed(int count, long nanos) {
        rows.increment(count);
        commit.record(nanos, TimeUnit.NANOSECONDS);
    }

    void dropped(int count) {
        dropped.increment(count);
    }

    void rejected() {
        rejected.increment();
    }

    void ledgerDropped() {
        ledgerDropped.increment();
    }

    void lag(Duration age) {
        lag = age;
    }

    /** True when it was there until now. */
    public boolean databaseLost(Instant now) {
        return lostSince.compareAndSet(null, now);
    }

    /** True when it was away until now. */
    public boolean databaseBack() {
        return lostSince.getAndSet(null) != null;
    }

    /** Since when the database has been away; empty while it is there. */
    public Optional<Instant> databaseLostSince() {
        return Optional.ofNullable(lostSince.get());
    }

    /** Age of the oldest batch of the last commit. */
    public Duration lag() {
        return lag;
    }

    public double rowsCommitted() {
        return rows.count();
    }

    public double rowsDropped() {
        return dropped.count();
    }

    public double rowsRejected() {
        return rejected.count();
    }
}
