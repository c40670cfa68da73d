package city.ioc.core;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.time.CityClock;
import city.ioc.local.Broker;
import city.ioc.local.Database;
import city.ioc.local.FreePort;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A whole node on a real broker and a real database. */
@Tag("slow")
class CorePipelineTest {
    private static final Broker BROKER = Broker.forTests();
    private static final Database DATABASE = Database.forTests();
    private static final City CITY = CityFixture.read();
    private static CoreNode core;

    @BeforeAll
    static void start() throws Exception {
        BROKER.start();
        DATABASE.start();
        int port = FreePort.find();
        core = CoreNode.start(new CoreConfig(
                "core-test",
                CityFixture.FOLDER,
                new CoreConfig.Mqtt(BROKER.url(), Optional.empty(), Optional.empty(), Optional.empty()),
                new CoreConfig.Database(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password()),
                new CoreConfig.Cluster("test-" + port, port, List.of("127.0.0.1:" + port)),
                0,
                CoreConfig.Strategy.VEHICLE_ACTUATED,
                Duration.ofDays(90),
                CityClock.real()));
        Until.holds("the store is ready", Duration.ofSeconds(60), core::isReady);
    }

    @AfterAll
    static void stop() {
        core.close();
        DATABASE.stop();
        BROKER.stop();
    }

    private static long count(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password());
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Device anyOf(Device.Kind kind) {
        return CITY.devices().stream()
                .filter(device -> device.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static SignalEvents events(Instant at, int count) {
        List<SignalEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++)
            events.add(new SignalEvent(at.plusMillis(i), SignalEventCode.DETECTOR_ON, 9000 + i));
        return new SignalEvents(events);
    }

    @Test
    void everyRowIsInTheDatabaseOnceHoweverOftenItsBatchComes() throws Exception {
        Device controller = anyOf(Device.Kind.CONTROLLER);
        Device detector = anyOf(Device.Kind.STOP_LINE_DETECTOR);
        long before = count("SELECT count(*) FROM signal_event");
        try (GatewayFixture gateway = new GatewayFixture(BROKER.url(), "gw-once", 1001)) {
            Instant now = Instant.now();
            for (int i = 0; i < 50; i++) {
                gateway.send(controller.site(), controller.id(), events(now, 10), now);
                if (i % 10 == 0) gateway.resend();
            }
            gateway.send(
                    detector.site(),
                    detector.id(),
                    new DetectorReadings(List.of(new DetectorReading(
                            detector.id(),
                            now,
                            Duration.ofSeconds(10),
                            7,
                            OptionalDouble.of(0.31),
                            OptionalDouble.empty(),
                            OptionalDouble.of(12),
                            Optional.empty()))),
                    now);
            Until.holds("every batch is acknowledged", Duration.ofSeconds(15), () -> gateway.waiting() == 0);
            gateway.resend();
        }
        assertThat(count("SELECT count(*) FROM signal_event") - before).isEqualTo(500);
        assertThat(count("SELECT vehicles FROM detector_reading r JOIN device d ON d.id = r.device WHERE d.code = '"
                        + detector.id() + "' ORDER BY time DESC LIMIT 1"))
                .isEqualTo(7);
        assertThat(count("SELECT count(*) FROM rollup_due")).isPositive();
    }

    @Test
    void aDatabaseThatDiesAndComesBackLosesNothing() throws Exception {
        Device controller = anyOf(Device.Kind.CONTROLLER);
        long before = count("SELECT count(*) FROM signal_event");
        int sent = 0;
        try (GatewayFixture gateway = new GatewayFixture(BROKER.url(), "gw-outage", 1002)) {
            for (; sent < 100; sent++)
                gateway.send(controller.site(), controller.id(), events(Instant.now(), 5), Instant.now());
            DATABASE.kill();
            for (; sent < 400; sent++)
                gateway.send(controller.site(), controller.id(), events(Instant.now(), 5), Instant.now());
            assertThat(gateway.waiting()).isPositive();
            DATABASE.restart();
            for (; sent < 450; sent++)
                gateway.send(controller.site(), controller.id(), events(Instant.now(), 5), Instant.now());
            long[] resentAt = {System.nanoTime()};
            Until.holds("every batch is acknowledged", Duration.ofSeconds(60), () -> {
                if (System.nanoTime() - resentAt[0] > 3_000_000_000L) {
                    gateway.resend();
                    resentAt[0] = System.nanoTime();
                }
                return gateway.waiting() == 0;
            });
        }
        assertThat(count("SELECT count(*) FROM signal_event") - before).isEqualTo(sent * 5L);
    }

    @Test
    void aControllerThatReportsIsCommandedAtOnceAndAgainEverySecond() throws Exception {
        Intersection x = CITY.intersections().stream()
                .filter(each -> each.control() == Intersection.Control.COMMANDED)
                .skip(1)
                .findFirst()
                .orElseThrow();
        try (GatewayFixture gateway = new GatewayFixture(BROKER.url(), "gw-control", 1003)) {
            Instant since = Instant.now().minusSeconds(1);
            Until.holds("commands come", Duration.ofSeconds(20), () -> {
                Instant now = Instant.now();
                gateway.send(
                        x.id(),
                        x.controller(),
                        new ControllerReport(
                                now,
                                ControlMode.COMMANDED,
                                Optional.of(x.stages().getFirst().id()),
                                false,
                                since,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        now);
                return gateway.commands.size() >= 3;
            });
            assertThat(gateway.commands).allSatisfy(command -> {
                assertThat(command.intersection()).isEqualTo(x.id());
                assertThat(command.controller()).isEqualTo(x.controller());
                assertThat(command.expiresAt()).isAfter(command.issuedAt());
            });
        }
        Until.holds(
                "the ledger has the decision",
                Duration.ofSeconds(10),
                () -> count("SELECT count(*) FROM decision WHERE intersection = '" + x.id() + "'") > 0);
    }
}
