package city.ioc.core;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.time.CityClock;
import city.ioc.contracts.wire.Shards;
import city.ioc.core.registry.CityRegistry;
import city.ioc.core.violation.ViolationSettings;
import city.ioc.local.Broker;
import city.ioc.local.Database;
import city.ioc.local.FreePort;
import city.ioc.signal.traffic.LaneLayout;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A whole node under adaptive control, ten times as fast as the clock: intersections of different shards hear one another. */
@Tag("slow")
class CoordinatedRungTest {
    private static final Broker BROKER = Broker.forTests();
    private static final Database DATABASE = Database.forTests();
    private static final City CITY = CityFixture.read();
    private static final CityClock CLOCK = CityClock.accelerated(Instant.now(), 10);
    private static final IntersectionId MIDDLE = new IntersectionId("vt-03");
    private static final IntersectionId NEIGHBOUR = new IntersectionId("vt-02");
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
                CoreConfig.Strategy.ADAPTIVE,
                Optional.empty(),
                Duration.ofDays(90),
                Duration.ofDays(14),
                Duration.ofDays(7),
                ViolationSettings.USUAL,
                CLOCK));
        Until.holds("the store is ready", Duration.ofSeconds(60), core::isReady);
    }

    @AfterAll
    static void stop() {
        core.close();
        DATABASE.stop();
        BROKER.stop();
    }

    @Test
    void everyIntersectionKnowsWhoFeedsIt() {
        var index = new CityRegistry(CITY).now();
        assertThat(index.lanesOf(MIDDLE).feeders())
                .extracting(LaneLayout.Feeder::neighbour)
                .contains("vt-02", "vt-04");
        assertThat(index.lanesOf(MIDDLE).feeders())
                .allSatisfy(feeder ->
                        assertThat(index.findDownstream(feeder.road())).contains(MIDDLE));
    }

    @Test
    void aCorridorIsCoordinatedAndASilentControllerIsolatesItsNeighboursUntilItIsBack() throws Exception {
        assertThat(Shards.of(MIDDLE)).as("on different shards").isNotEqualTo(Shards.of(NEIGHBOUR));
        List<Intersection> all = CITY.intersections();
        List<Intersection> others = new ArrayList<>(all);
        others.removeIf(x -> x.id().equals(NEIGHBOUR));
        try (GatewayFixture gateway = new GatewayFixture(BROKER.url(), "gw-rung", 3001)) {
            Until.holds("it is coordinated", Duration.ofSeconds(60), () -> {
                report(gateway, all);
                return lines("values ->> 'rung' = 'ADAPTIVE_COORDINATED'") > 0;
            });
            Until.holds("it is isolated, and says by whom", Duration.ofSeconds(60), () -> {
                report(gateway, others);
                return lines("values ->> 'rung' = 'ADAPTIVE' AND values ->> 'cause' = 'NEIGHBOUR_SILENT'"
                                + " AND values ->> 'neighbour' = 'vt-02' AND values ->> 'silentSince' IS NOT NULL")
                        > 0;
            });
            long before = lines("values ->> 'rung' = 'ADAPTIVE_COORDINATED'");
            Until.holds("it is coordinated again", Duration.ofSeconds(60), () -> {
                report(gateway, all);
                return lines("values ->> 'rung' = 'ADAPTIVE_COORDINATED'") > before;
            });
        }
    }

    private static void report(GatewayFixture gateway, List<Intersection> sites) {
        Instant now = CLOCK.instant();
        for (Intersection x : sites)
            gateway.send(
                    x.id(),
                    x.controller(),
                    new ControllerReport(
                            now,
                            ControlMode.COMMANDED,
                            Optional.of(x.stages().getFirst().id()),
                            false,
                            now.minusSeconds(20),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()),
                    now);
    }

    private static long lines(String condition) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password());
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("SELECT count(*) FROM decision WHERE intersection = '" + MIDDLE + "' AND "
                                + condition)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
