package city.ioc.core.retention;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.field.ClassCounts;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.LocalName;
import city.ioc.core.store.Database;
import city.ioc.core.store.HistoryRow;
import city.ioc.core.store.HistoryStore;
import city.ioc.core.store.StoreMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On a real database, written to by the core's own store. */
@Tag("slow")
class PackingTest {
    private static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");
    /** A day and three hours after the day's end. */
    private static final Instant NOW = Instant.parse("2026-03-04T03:00:00Z");

    private static final String ALL =
            " FROM detector_readings('2026-03-01', '2026-03-05', array[1, 2]) ORDER BY time, device, message, idx";

    private static final city.ioc.local.Database SERVER = city.ioc.local.Database.forTests();
    private static Database database = opened();

    private final Packing packing = new Packing(database.choreSource(), Duration.ofDays(90));
    private final HistoryStore store = new HistoryStore(
            database.dataSource(), PackingTest::device, () -> NOW, new StoreMetrics(new SimpleMeterRegistry()));

    private static Database opened() {
        SERVER.start();
        Database opened = Database.open(SERVER.jdbcUrl(), SERVER.user(), SERVER.password());
        opened.migrate();
        return opened;
    }

    @BeforeAll
    static void devices() throws SQLException {
        execute(
                "INSERT INTO device (code, site, kind) VALUES ('x-d', 'x', 'STOP_LINE_DETECTOR'), ('x-r', 'x', 'RADAR')");
    }

    @AfterAll
    static void stop() {
        database.close();
        SERVER.stop();
    }

    @BeforeEach
    void empty() throws SQLException {
        execute("TRUNCATE detector_reading, detector_reading_packed, rollup_due");
    }

    @Test
    void aPackedDayReadsAsItWasWrittenAndTakesLittleRoom() throws Exception {
        commit(aDay());
        List<String> before = rows("SELECT *" + ALL);
        long raw = bytes("detector_reading");
        assertThat(packing.listDays(NOW)).containsExactly(DAY);
        // what ends at midnight belongs to the next day, which is not old enough
        assertThat(packing.run(NOW)).isEqualTo(2 * 1440 - 2);
        assertThat(rows("SELECT count(*) FROM detector_reading")).containsExactly("2");
        assertThat(rows("SELECT *" + ALL)).isEqualTo(before);
        assertThat(bytes("detector_reading_packed")).isLessThan(raw / 4);
        assertThat(packing.run(NOW)).isZero();
    }

    @Test
    void aShorterTimeReadsOnlyWhatLiesInIt() throws Exception {
        commit(aDay());
        packing.run(NOW);
        assertThat(rows("SELECT count(*), min(time), max(time)"
                        + " FROM detector_readings('2026-03-02 10:00', '2026-03-02 11:00', array[1])"))
                .containsExactly("60 2026-03-02T10:00:00Z 2026-03-02T10:59:00Z");
    }

    @Test
    void lateRowsJoinThoseThatWerePackedBefore() throws Exception {
        List<HistoryRow> day = aDay();
        commit(day.subList(0, 1000));
        packing.run(NOW);
        commit(day.subList(1000, day.size()));
        List<String> before = rows("SELECT *" + ALL);
        packing.run(NOW);
        assertThat(before).hasSize(2 * 1440);
        assertThat(rows("SELECT *" + ALL)).isEqualTo(before);
        assertThat(rows("SELECT count(*), sum(readings) FROM detector_reading_packed"))
                .containsExactly("2 2878");
    }

    @Test
    void whatComesAgainAfterItWasPackedIsKeptOnce() throws Exception {
        List<HistoryRow> day = aDay();
        commit(day);
        packing.run(NOW);
        commit(day);
        assertThat(rows("SELECT count(*)" + ALL.replaceAll("ORDER BY.*", ""))).containsExactly("2880");
        packing.run(NOW);
        assertThat(rows("SELECT count(*)" + ALL.replaceAll("ORDER BY.*", ""))).containsExactly("2880");
    }

    @Test
    void packedDaysAreForgottenAsWholes() throws Exception {
        commit(aDay());
        packing.run(NOW);
        Retention retention =
                new Retention(database.choreSource(), Duration.ofDays(90), Duration.ofDays(14), Duration.ofDays(7));
        retention.run(DAY.plus(Duration.ofDays(91)).minusSeconds(1));
        assertThat(rows("SELECT count(*) FROM detector_reading_packed")).containsExactly("2");
        retention.run(DAY.plus(Duration.ofDays(91)).plusSeconds(1));
        assertThat(rows("SELECT count(*) FROM detector_reading_packed")).containsExactly("0");
    }

    /** A loop and a radar that report each minute of {@link #DAY}. */
    private static List<HistoryRow> aDay() {
        Random random = new Random(7);
        List<HistoryRow> rows = new ArrayList<>();
        for (int minute = 1; minute <= 1440; minute++)
            for (String code : new String[] {"x-d", "x-r"}) {
                boolean radar = code.equals("x-r");
                int vehicles = random.nextInt(20);
                DetectorReading reading = new DetectorReading(
                        new DeviceId(code),
                        DAY.plusSeconds(60L * minute),
                        Duration.ofMinutes(1),
                        vehicles,
                        OptionalDouble.of((float) random.nextDouble()),
                        vehicles == 0
                                ? OptionalDouble.empty()
                                : OptionalDouble.of((float) (20 + 20 * random.nextDouble())),
                        radar ? OptionalDouble.of((float) (40 * random.nextDouble())) : OptionalDouble.empty(),
                        radar ? Optional.of(new ClassCounts(vehicles, 0, 0, 0, 0, 0)) : Optional.empty());
                rows.add(new HistoryRow.Detection(new DeviceId(code), (1_772_409_600L << 32) + minute, 0, reading));
            }
        return rows;
    }

    private static Optional<Device> device(DeviceId id) {
        boolean radar = id.value().equals("x-r");
        return Optional.of(new Device(
                id,
                radar ? Device.Kind.RADAR : Device.Kind.STOP_LINE_DETECTOR,
                new LocalName("x", "x"),
                new IntersectionId("x"),
                new GeoPoint(9.78, 105.47),
                Optional.empty(),
                radar ? Optional.empty() : Optional.of(1),
                Optional.of(new ApproachId("a")),
                radar ? Optional.empty() : Optional.of(1),
                radar ? Optional.empty() : Optional.of(0.0),
                Optional.empty(),
                Duration.ofMinutes(1),
                List.of(),
                LocalDate.parse("2026-01-01"),
                Optional.empty()));
    }

    private void commit(List<HistoryRow> rows) throws Exception {
        store.commit(rows);
    }

    private static long bytes(String table) throws SQLException {
        String chunks = SERVER.timescale() && table.equals("detector_reading")
                ? "SELECT sum(pg_total_relation_size(c)) FROM show_chunks('" + table + "') c"
                : "SELECT pg_total_relation_size('" + table + "')";
        return Long.parseLong(rows(chunks).getFirst());
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> line = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++)
                    line.add(
                            rows.getObject(i) instanceof java.sql.Timestamp at
                                    ? at.toInstant().toString()
                                    : String.valueOf(rows.getObject(i)));
                lines.add(String.join(" ", line));
            }
        }
        return lines;
    }
}
