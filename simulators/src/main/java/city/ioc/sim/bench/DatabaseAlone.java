package city.ioc.sim.bench;

import city.ioc.contracts.field.ClassCounts;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.street.Device;
import city.ioc.core.store.Database;
import city.ioc.core.store.DatabaseUnavailableException;
import city.ioc.core.store.HistoryRow;
import city.ioc.core.store.HistoryStore;
import city.ioc.core.store.StoreMetrics;
import city.ioc.sim.load.LoadCity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The limit that the database sets: the core's own store, two connections, batches of 2,000 rows, nothing else on the machine. */
final class DatabaseAlone {
    private static final int BATCH = 2000;
    private static final int CONNECTIONS = 2;

    private DatabaseAlone() {}

    static Map<String, Object> measure(Duration span, int devices) {
        try (city.ioc.local.Database server = city.ioc.local.Database.forTests()) {
            server.start();
            try (Database database = Database.open(server.jdbcUrl(), server.user(), server.password())) {
                database.migrate();
                return measure(
                        database,
                        server.timescale(),
                        span,
                        LoadCity.city(devices).devices());
            }
        }
    }

    private static Map<String, Object> measure(
            Database database, boolean timescale, Duration span, List<Device> devices) {
        Map<String, Device> byCode = new LinkedHashMap<>();
        devices.forEach(device -> byCode.put(device.id().value(), device));
        HistoryStore store = new HistoryStore(
                database.dataSource(),
                id -> Optional.ofNullable(byCode.get(id.value())),
                InstantSource.system(),
                new StoreMetrics(new SimpleMeterRegistry()));
        double rowsPerSecond = flatOut(store, span, devices, new AtomicInteger());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("timescale", timescale);
        figures.put("rowsPerSecond", Math.round(rowsPerSecond));
        figures.put("samplesPerSecond", Math.round(rowsPerSecond * 10));
        return figures;
    }

    /**
     * Writes readings of now as fast as they are committed.
     *
     * @param batches how many have been written before: no two may be the same
     * @return committed rows a second
     */
    static double flatOut(HistoryStore store, Duration span, List<Device> devices, AtomicInteger batches) {
        AtomicLong committed = new AtomicLong();
        long began = System.nanoTime();
        List<Thread> lanes = new ArrayList<>();
        for (int lane = 0; lane < CONNECTIONS; lane++)
            lanes.add(Thread.startVirtualThread(() -> {
                while (System.nanoTime() - began < span.toNanos()) {
                    try {
                        store.commit(batch(devices, batches.getAndIncrement()));
                    } catch (DatabaseUnavailableException e) {
                        throw new BenchException("the bench's database is gone: " + e, e);
                    }
                    committed.addAndGet(BATCH);
                }
            }));
        for (Thread lane : lanes) {
            try {
                lane.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchException("interrupted", e);
            }
        }
        return committed.get() / ((System.nanoTime() - began) / 1e9);
    }

    private static List<HistoryRow> batch(List<Device> devices, int number) {
        Instant now = Instant.now();
        List<HistoryRow> rows = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            Device device = devices.get(i % devices.size());
            long seq = (long) number * BATCH + i + 1;
            rows.add(new HistoryRow.Detection(
                    device.id(),
                    new MessageId(1, seq).asLong(),
                    0,
                    new DetectorReading(
                            device.id(),
                            now,
                            Duration.ofSeconds(10),
                            9,
                            OptionalDouble.of(0.25),
                            OptionalDouble.of(31),
                            OptionalDouble.of(12),
                            Optional.of(new ClassCounts(7, 0, 2, 0, 0, 0)))));
        }
        return rows;
    }
}
