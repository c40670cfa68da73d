package city.ioc.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.PlateSighting;
import city.ioc.contracts.field.PlateText;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.VehicleClass;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The store on a real database. */
@Tag("slow")
class HistoryStoreTest {
    private static final city.ioc.local.Database SERVER = city.ioc.local.Database.forTests();
    private static final DeviceId DEVICE = new DeviceId("store-1");
    private static final Instant NOW = Instant.parse("2026-11-21T01:00:00Z");
    private static Database database;
    private static StoreMetrics metrics;
    private static HistoryStore store;

    @BeforeAll
    static void start() {
        SERVER.start();
        database = Database.open(SERVER.jdbcUrl(), SERVER.user(), SERVER.password());
        database.migrate();
        metrics = new StoreMetrics(new SimpleMeterRegistry());
        store = new HistoryStore(database.dataSource(), id -> Optional.of(device(id)), () -> NOW, metrics);
    }

    @AfterAll
    static void stop() {
        database.close();
        SERVER.stop();
    }

    private static Device device(DeviceId id) {
        return new Device(
                id,
                Device.Kind.RADAR,
                new LocalName("thử", "test"),
                new IntersectionId("store"),
                new GeoPoint(9.784, 105.47),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10),
                List.of(),
                LocalDate.of(2026, 1, 1),
                Optional.empty());
    }

    private static long count(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void oneBadRowIsSetAsideAndTheOthersAreKept() throws Exception {
        List<HistoryRow> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++)
            rows.add(new HistoryRow.Event(DEVICE, 1L << 32 | 1, i, new SignalEvent(NOW.plusMillis(i), 82, i)));
        rows.add(
                37,
                new HistoryRow.Health(
                        DEVICE,
                        1L << 32 | 2,
                        new DeviceReport(NOW, false, Optional.of("no text in PostgreSQL: \u0000"), Optional.empty())));
        double before = metrics.rowsRejected();
        store.commit(rows);
        assertThat(count("SELECT count(*) FROM signal_event WHERE message = " + (1L << 32 | 1)))
                .isEqualTo(100);
        assertThat(count("SELECT count(*) FROM rejected_row WHERE target = 'Health'"))
                .isEqualTo(1);
        assertThat(metrics.rowsRejected()).isEqualTo(before + 1);
    }

    @Test
    void aPlateIsKeptOnceAndWhatIsRefusedOfItDoesNotTellIt() throws Exception {
        HistoryRow.Plate row = new HistoryRow.Plate(DEVICE, 1L << 32 | 9, 0, sighting(NOW));
        store.commit(List.of(row));
        store.commit(List.of(row, new HistoryRow.Plate(DEVICE, 1L << 32 | 9, 1, sighting(Instant.MAX))));
        assertThat(count(
                        "SELECT count(*) FROM plate_sighting WHERE plate = '95A12345' AND alternatives ->> '95A12346' = '0.25'"
                                + " AND vehicle = 'CAR' AND approach = 'sw' AND reads = 3 AND auto_accept"))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) FROM rejected_row WHERE target = 'Plate'"))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) FROM rejected_row WHERE row::text LIKE '%1234%' OR error LIKE '%1234%'"))
                .isZero();
    }

    private static PlateSighting sighting(Instant at) {
        return new PlateSighting(
                at,
                4,
                Optional.of(VehicleClass.CAR),
                new PlateText("95A12345"),
                PlateSighting.Layout.ONE_LINE,
                0.97,
                true,
                3,
                List.of(new PlateSighting.Alternative(new PlateText("95A12346"), 0.25)),
                Optional.of(new ApproachId("sw")),
                PlateSighting.Motion.AWAY);
    }

    @Test
    void timesAreKeptToTheMillisecond() throws Exception {
        Instant at = Instant.parse("2026-11-21T01:02:03.457Z");
        store.commit(List.of(new HistoryRow.Event(DEVICE, 1L << 32 | 7, 0, new SignalEvent(at, 1, 2))));
        assertThat(count("SELECT (extract(epoch FROM time) * 1000000)::bigint FROM signal_event WHERE message = "
                        + (1L << 32 | 7)))
                .isEqualTo(at.toEpochMilli() * 1000);
    }

    @Test
    void thirtyThousandSamplesASecondAreCommitted() {
        StoreBench.Result result = StoreBench.run(database, Duration.ofSeconds(5));
        System.out.println("store alone: " + result.toJson());
        // The figure itself is the bench's, on a quiet machine; here others may be at work.
        assertThat(result.samplesPerSecond()).isGreaterThan(5_000);
    }
}
