package city.ioc.sim.bench;

import city.ioc.contracts.city.City;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.street.Device;
import city.ioc.core.store.Database;
import city.ioc.core.store.DatabaseUnavailableException;
import city.ioc.core.store.HistoryRow;
import city.ioc.core.store.HistoryStore;
import city.ioc.core.store.StoreMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Readings that come into a store full of history. For one thread. */
final class HistoryWriting {
    private static final int ROLLED_UP_MINUTES = 3;
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final Database database;
    private final List<Device> detectors;
    private final HistoryStore store;

    HistoryWriting(Database database, City city, List<Device> detectors) {
        this.database = database;
        this.detectors = detectors;
        Map<String, Device> byCode = city.devices().stream()
                .collect(Collectors.toMap(each -> each.id().value(), Function.identity()));
        this.store = new HistoryStore(
                database.dataSource(),
                id -> Optional.ofNullable(byCode.get(id.value())),
                InstantSource.system(),
                new StoreMetrics(new SimpleMeterRegistry()));
    }

    /** Readings of every detector come just after the full minute; then it is waited until all of them are in the roll-up. */
    Map<String, Object> rollUp() throws SQLException {
        Percentiles lags = new Percentiles();
        for (int i = 0; i < ROLLED_UP_MINUTES; i++) {
            Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
            pauseUntil(end);
            commit(end, i + 1);
            while (rolledUp(end.minus(1, ChronoUnit.MINUTES)) < detectors.size()) {
                if (Instant.now().isAfter(end.plusSeconds(55)))
                    throw new BenchException("the roll-up of " + end + " was not there 55 s later");
                pauseUntil(Instant.now().plusMillis(50));
            }
            lags.add(Duration.between(end, Instant.now()).toMillis());
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("detectorsAMinute", detectors.size());
        figures.put("fromTheMinutesEnd", lags.figures());
        return figures;
    }

    private int rolledUp(Instant minute) throws SQLException {
        try (Connection connection = database.choreSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT count(*) FROM flow_1m WHERE bucket = ? AND measured_ms = 60000")) {
            statement.setTimestamp(1, java.sql.Timestamp.from(minute));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private void commit(Instant end, long seq) {
        List<HistoryRow> rows = new ArrayList<>();
        for (Device device : detectors)
            rows.add(new HistoryRow.Detection(
                    device.id(),
                    new MessageId(2, seq).asLong(),
                    0,
                    new DetectorReading(
                            device.id(),
                            end,
                            Duration.ofMinutes(1),
                            9,
                            OptionalDouble.of(0.25),
                            OptionalDouble.of(31),
                            OptionalDouble.empty(),
                            Optional.empty())));
        try {
            store.commit(rows);
        } catch (DatabaseUnavailableException e) {
            throw new BenchException("the bench's database is gone: " + e, e);
        }
    }

    /** Flat out, alone and while every question is asked once a second, in turns. */
    Map<String, Object> ingest(HistoryQuestions questions) {
        AtomicInteger batches = new AtomicInteger();
        DatabaseAlone.flatOut(store, WINDOW, detectors, batches);
        List<Double> alone = new ArrayList<>();
        List<Double> asked = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            alone.add(DatabaseAlone.flatOut(store, WINDOW, detectors, batches));
            Thread asker = Thread.ofPlatform().name("asker").start(questions::askEachSecond);
            asked.add(DatabaseAlone.flatOut(store, WINDOW, detectors, batches));
            asker.interrupt();
            join(asker);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rowsPerSecondAlone", Math.round(median(alone)));
        figures.put("rowsPerSecondWhileAsked", Math.round(median(asked)));
        figures.put("slowerPercent", Math.rint(1000 * (1 - median(asked) / median(alone))) / 10);
        return figures;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private static void pauseUntil(Instant at) {
        try {
            Thread.sleep(Math.max(0, Duration.between(Instant.now(), at).toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
