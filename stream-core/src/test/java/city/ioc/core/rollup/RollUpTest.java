package city.ioc.core.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.LinkId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Conflicts;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Intergreens;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.Movement;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.Stage;
import city.ioc.contracts.street.Turn;
import city.ioc.core.retention.Retention;
import city.ioc.local.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** On a real database: an intersection with one stop-line detector (device 2) and one radar (device 3) on one approach. */
@Tag("slow")
class RollUpTest {
    /** 8:00 local. */
    private static final Instant T0 = Instant.parse("2026-03-02T01:00:00Z");

    private static final Instant LATER = T0.plus(Duration.ofHours(2));
    private static final Database DATABASE = Database.forTests();
    private static final PGSimpleDataSource SOURCE = new PGSimpleDataSource();

    private static @Nullable Connection open;

    private final RollUp rollUp = new RollUp(SOURCE, RollUpTest::city, 1, Duration.ofDays(14));

    @BeforeAll
    static void start() {
        DATABASE.start();
        SOURCE.setUrl(DATABASE.jdbcUrl());
        SOURCE.setUser(DATABASE.user());
        SOURCE.setPassword(DATABASE.password());
        Flyway.configure().dataSource(SOURCE).load().migrate();
    }

    @AfterAll
    static void stop() throws SQLException {
        connection().close();
        DATABASE.stop();
    }

    @BeforeEach
    void empty() throws SQLException {
        execute(
                "TRUNCATE detector_reading, signal_event, flow_1m, flow_5m, flow_1h, flow_1d, intersection_flow_5m, intersection_flow_1h,"
                        + " rollup_due, device RESTART IDENTITY");
        execute("INSERT INTO device (code, site, kind) VALUES ('x-c', 'x', 'CONTROLLER'),"
                + " ('x-d', 'x', 'STOP_LINE_DETECTOR'), ('x-r', 'x', 'RADAR')");
    }

    @Test
    void minutesAddUpToHoursAndDays() throws SQLException {
        for (int s = 10; s <= 3600; s += 10) reading(2, s, 2);
        runAll(LATER);
        assertThat(rows("SELECT count(*), sum(vehicles), min(measured_ms), max(measured_ms) FROM flow_1m"))
                .containsExactly("60 720 60000 60000");
        assertThat(rows("SELECT count(*), sum(vehicles), min(vehicles) FROM flow_5m"))
                .containsExactly("12 720 60");
        assertThat(rows("SELECT bucket, vehicles, pcu FROM flow_1h")).containsExactly("2026-03-02T01:00:00Z 720 302.4");
        assertThat(rows("SELECT bucket, vehicles FROM flow_1d")).containsExactly("2026-03-01T17:00:00Z 720");
        assertThat(rows("SELECT count(*) FROM rollup_due")).containsExactly("0");
    }

    @Test
    void aReadingThatEndsOnTheFullMinuteBelongsToTheMinuteBefore() throws SQLException {
        reading(2, 60, 7);
        reading(2, 70, 5);
        runAll(LATER);
        assertThat(rows("SELECT bucket, vehicles FROM flow_1m ORDER BY 1"))
                .containsExactly("2026-03-02T01:00:00Z 7", "2026-03-02T01:01:00Z 5");
    }

    @Test
    void aMinuteIsLeftAloneUntilItHasSettled() throws SQLException {
        reading(2, 30, 7);
        assertThat(rollUp.run(T0.plusSeconds(61)).minutes()).isZero();
        assertThat(rollUp.run(T0.plusSeconds(62)).minutes()).isEqualTo(1);
    }

    @Test
    void lateRowsReopenTheirOwnBucketsAndNoOthers() throws SQLException {
        for (int s = 10; s <= 600; s += 10) reading(2, s, 1);
        runAll(LATER);
        execute("UPDATE flow_1m SET vehicles = 1000 WHERE bucket = '2026-03-02T01:07:00Z'");
        execute("UPDATE flow_5m SET vehicles = 1000 WHERE bucket = '2026-03-02T01:05:00Z'");
        reading(2, 125, 4);
        runAll(LATER);
        assertThat(rows("SELECT vehicles FROM flow_1m WHERE bucket IN ('2026-03-02T01:02:00Z', '2026-03-02T01:07:00Z')"
                        + " ORDER BY bucket"))
                .containsExactly("10", "1000");
        assertThat(rows("SELECT vehicles FROM flow_5m ORDER BY bucket")).containsExactly("34", "1000");
    }

    @Test
    void computingABucketAgainChangesNothing() throws SQLException {
        for (int s = 10; s <= 600; s += 10) reading(2, s, 1 + s % 3);
        runAll(LATER);
        List<String> once = rows("SELECT * FROM flow_5m ORDER BY bucket");
        execute("INSERT INTO rollup_due SELECT bucket, device FROM flow_1m");
        runAll(LATER);
        assertThat(rows("SELECT * FROM flow_5m ORDER BY bucket")).isEqualTo(once);
    }

    @Test
    void whatIsBeingWrittenIsLeftForTheNextRun() throws SQLException {
        reading(2, 10, 1);
        try (Connection writer = SOURCE.getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO rollup_due VALUES ('2026-03-02T01:00:00Z', 2)"
                    + " ON CONFLICT (bucket, device) DO UPDATE SET bucket = EXCLUDED.bucket");
            assertThat(rollUp.run(LATER).minutes()).isZero();
            writer.commit();
        }
        assertThat(rollUp.run(LATER).minutes()).isEqualTo(1);
    }

    @Test
    void aMinuteIsLeftWhileAWriterWorksThatBeganBeforeItsEnd() throws Exception {
        reading(2, 10, 1);
        PGSimpleDataSource core = new PGSimpleDataSource();
        core.setUrl(DATABASE.jdbcUrl());
        core.setUser(DATABASE.user());
        core.setPassword(DATABASE.password());
        core.setApplicationName("core-under-test");
        // A day of the city passes in a second: whoever writes for an instant may have begun before the minute's end.
        RollUp fast = new RollUp(core, RollUpTest::city, 86_400, Duration.ofDays(14));
        try (Connection writer = core.getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("SELECT 1");
            assertThat(fast.run(T0.plusSeconds(70)).minutes()).isZero();
            writer.commit();
            assertThat(fast.run(T0.plusSeconds(70)).minutes()).isEqualTo(1);
        }
    }

    @Test
    void lateRowsOfForgottenMinutesAreAddedToWhatWasThere() throws SQLException {
        for (int s = 10; s <= 300; s += 10) reading(2, s, 1);
        runAll(LATER);
        execute("DELETE FROM flow_1m");
        reading(2, 125, 4);
        runAll(T0.plus(Duration.ofDays(20)));
        assertThat(rows("SELECT vehicles FROM flow_5m")).containsExactly("34");
        assertThat(rows("SELECT vehicles FROM flow_1h")).containsExactly("34");
    }

    @Test
    void classesAreCountedAndWeighed() throws SQLException {
        execute("INSERT INTO detector_reading VALUES ('2026-03-02T01:00:10Z', 3, 1, 0, 10000, 10, 0.2, 30, 12,"
                + " 8, 0, 1, 0, 1, 0)");
        execute("INSERT INTO rollup_due VALUES ('2026-03-02T01:00:00Z', 3)");
        runAll(LATER);
        assertThat(rows("SELECT pcu, motorcycles, buses, max_queue_m, mean_speed_kmh FROM flow_1h"))
                .containsExactly("5.5 8 1 12.0 30.0");
    }

    @Test
    void anIntersectionHasItsFlowWithDelayByMeasuredGreens() throws SQLException {
        for (int s = 10; s <= 300; s += 10) reading(2, s, 1);
        for (int s = -300; s < 300; s += 60) {
            event(s, 1, 2);
            event(s + 30, 8, 2);
        }
        runAll(LATER);
        // 360 vehicles/h are 151 PCU/h on 900 of capacity: X = 0.17; d1 = 0.5·60·0.25/(1 − 0.17·0.5) = 8.2 s, d2 = 0.4
        // s.
        // s.
        assertThat(rows("SELECT bucket, intersection, vehicles, detectors, expected, round(delay_s::numeric, 1),"
                        + " level_of_service FROM intersection_flow_5m"))
                .containsExactly("2026-03-02T01:00:00Z x 30 1 1 8.6 A");
        assertThat(rows(
                        "SELECT bucket, intersection, measured_ms, vehicles, round(delay_s::numeric, 1), delay_vehicles,"
                                + " detectors, expected FROM intersection_flow_1h"))
                .containsExactly("2026-03-02T01:00:00Z x 300000 30 8.6 30 1 1");
    }

    @Test
    void oldHistoryIsForgottenAndRollUpsStay() throws SQLException {
        execute("INSERT INTO detector_reading VALUES ('2025-11-01T00:00:00Z', 2, 1, 0, 10000, 1)");
        reading(2, 10, 1);
        execute(
                "INSERT INTO flow_1h (bucket, device, measured_ms, vehicles, pcu) VALUES ('2025-11-01T00:00:00Z', 2, 1, 1, 1)");
        Retention retention = new Retention(SOURCE, Duration.ofDays(90), Duration.ofDays(14), Duration.ofDays(7));
        Retention.Forgotten dry = readings(retention.dryRun(T0));
        assertThat(dry.count()).isEqualTo(1);
        assertThat(dry.way()).isEqualTo(DATABASE.timescale() ? Retention.Way.DROP_CHUNKS : Retention.Way.DELETE_ROWS);
        assertThat(rows("SELECT count(*) FROM detector_reading")).containsExactly("2");
        assertThat(readings(retention.run(T0)).count()).isEqualTo(1);
        assertThat(rows("SELECT count(*) FROM detector_reading")).containsExactly("1");
        assertThat(rows("SELECT count(*) FROM flow_1h")).containsExactly("1");
        assertThat(readings(retention.run(T0)).count()).isZero();
    }

    @Test
    void numberPlatesAreForgottenToTheRowAfterTheirOwnTime() throws SQLException {
        for (int hours : new int[] {1, 167, 169, 300})
            execute("INSERT INTO plate_sighting VALUES ('" + T0.minus(Duration.ofHours(hours)) + "', 2, " + hours
                    + ", 0, 1, 'CAR', '95A00001', 'ONE_LINE', 0.9, true, 2, '{}', null, 'AWAY')");
        execute("INSERT INTO plate_known (plate, last_seen) VALUES ('95A00001', '" + T0 + "'), ('95A00002', '"
                + T0.minus(Duration.ofDays(8)) + "')");
        Retention retention = new Retention(SOURCE, Duration.ofDays(90), Duration.ofDays(14), Duration.ofDays(7));
        assertThat(java.util.Objects.requireNonNull(retention.dryRun(T0).get("plate_sighting"))
                        .count())
                .isEqualTo(2);
        retention.run(T0);
        assertThat(rows("SELECT message FROM plate_sighting ORDER BY message")).containsExactly("1", "167");
        assertThat(rows("SELECT plate FROM plate_known"))
                .as("a plate goes with its last sighting")
                .containsExactly("95A00001");
    }

    @Test
    void theCaseThatNeedsAPlateKeepsItWhenTheSightingIsForgotten() throws SQLException {
        Instant old = T0.minus(Duration.ofHours(200));
        for (int track : new int[] {1, 2, 3})
            execute("INSERT INTO plate_sighting VALUES ('" + old + "', 2, " + track + ", 0, " + track
                    + ", 'CAR', '95A0000" + track + "', 'ONE_LINE', 0.9, true, 2, '{}', null, 'AWAY')");
        String accepted = violation(1, old, "ACCEPTED");
        String waiting = violation(2, old, "RAISED");
        violation(3, old, "REJECTED");
        Retention retention = new Retention(SOURCE, Duration.ofDays(90), Duration.ofDays(14), Duration.ofDays(7));
        retention.run(T0);
        assertThat(rows("SELECT count(*) FROM plate_sighting WHERE time < '" + old.plusSeconds(1) + "'"))
                .containsExactly("0");
        assertThat(rows("SELECT violation || ' ' || plate FROM violation_plate ORDER BY plate"))
                .containsExactly(accepted + " 95A00001", waiting + " 95A00002");
        execute("INSERT INTO violation_change VALUES ('" + waiting + "', 2, '" + T0
                + "', 'an', 'REJECTED', 'OTHER', null)");
        retention.run(T0);
        assertThat(rows("SELECT violation FROM violation_plate")).containsExactly(accepted);
    }

    private static String violation(int track, Instant at, String action) throws SQLException {
        String id = "00000000-0000-0000-0000-00000000000" + track;
        execute("INSERT INTO violation VALUES ('" + id
                + "', 'RED_LIGHT', 'x', (SELECT code FROM device WHERE id = 2), 'n', 1, '" + at + "', null, '" + at
                + "', 1, 'CAR', 30, " + track + ", null, '{}')");
        execute("INSERT INTO violation_change VALUES ('" + id + "', 1, '" + at + "', 'an', '" + action
                + "', null, null)");
        return id;
    }

    private static Retention.Forgotten readings(Map<String, Retention.Forgotten> byTable) {
        return java.util.Objects.requireNonNull(byTable.get("detector_reading"));
    }

    private void runAll(Instant now) throws SQLException {
        while (rollUp.run(now).more()) {
            // Each run takes a bounded batch.
        }
    }

    private static void reading(int device, int second, int vehicles) throws SQLException {
        Instant at = T0.plusSeconds(second);
        Instant minute = Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond() - 1, 60) * 60);
        execute("INSERT INTO detector_reading (time, device, message, idx, interval_ms, vehicles, occupancy) VALUES ('"
                + at + "', " + device + ", " + second + ", 0, 10000, " + vehicles + ", 0.1)");
        execute("INSERT INTO rollup_due VALUES ('" + minute + "', " + device
                + ") ON CONFLICT (bucket, device) DO UPDATE SET bucket = EXCLUDED.bucket");
    }

    private static void event(int second, int code, int parameter) throws SQLException {
        execute("INSERT INTO signal_event VALUES ('" + T0.plusSeconds(second) + "', 1, " + (second + 1000) + ", 0, "
                + code + ", " + parameter + ")");
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.execute(sql);
        }
    }

    /** One for all rows of the tests: a connection each would be most of their time. */
    private static Connection connection() throws SQLException {
        if (open == null) open = SOURCE.getConnection();
        return open;
    }

    private static List<String> rows(String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> line = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    Object value = rows.getObject(i);
                    line.add(
                            value instanceof java.sql.Timestamp at
                                    ? at.toInstant().toString()
                                    : String.valueOf(value));
                }
                lines.add(String.join(" ", line));
            }
        }
        return lines;
    }

    private static City city() {
        LocalName name = new LocalName("x", "x");
        LocalDate from = LocalDate.of(2025, 1, 1);
        SignalGroupId group = new SignalGroupId("A");
        Intersection x = new Intersection(
                new IntersectionId("x"),
                name,
                "ward",
                new GeoPoint(9.78, 105.47),
                Intersection.Control.COMMANDED,
                new DeviceId("x-c"),
                List.of(new Approach(new ApproachId("n"), new LinkId("l"), name, 0)),
                List.of(new SignalGroup(
                        group,
                        2,
                        SignalGroup.Kind.VEHICLE,
                        List.of(new Movement(new ApproachId("n"), Turn.THROUGH, new LinkId("o"), false)),
                        Optional.empty(),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(120),
                        Duration.ofSeconds(3),
                        Duration.ZERO)),
                new Conflicts(List.of()),
                new Intergreens(Map.of()),
                List.of(new Stage(new StageId("a"), name, Set.of(group))),
                Duration.ofSeconds(90),
                List.of(),
                List.of(),
                from,
                Optional.empty());
        return new City(
                "city",
                name,
                ZoneId.of("Asia/Ho_Chi_Minh"),
                new GeoPoint(9.78, 105.47),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(x),
                List.of(
                        device("x-c", Device.Kind.CONTROLLER, Optional.empty()),
                        device("x-d", Device.Kind.STOP_LINE_DETECTOR, Optional.of(1)),
                        device("x-r", Device.Kind.RADAR, Optional.empty())));
    }

    private static Device device(String id, Device.Kind kind, Optional<Integer> channel) {
        return new Device(
                new DeviceId(id),
                kind,
                new LocalName(id, id),
                new IntersectionId("x"),
                new GeoPoint(9.78, 105.47),
                Optional.empty(),
                channel,
                kind == Device.Kind.CONTROLLER ? Optional.empty() : Optional.of(new ApproachId("n")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10),
                List.of(),
                LocalDate.of(2025, 1, 1),
                Optional.empty());
    }
}
