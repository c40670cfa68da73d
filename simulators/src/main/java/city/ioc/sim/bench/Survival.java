package city.ioc.sim.bench;

import city.ioc.contracts.city.Site;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.time.CityClock;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.mqtt.MqttPublish;
import city.ioc.sim.attach.CentreClient;
import city.ioc.sim.attach.SteadyPublisher;
import city.ioc.sim.load.LoadCity;
import city.ioc.sim.load.LoadGenerator;
import city.ioc.sim.load.LoadPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Kills the gateway, a node of the core and the database with SIGKILL while radars send numbered readings, and looks what
 * became of the readings and of the lamps. The city has two nodes of the core; its launcher brings back what was killed.
 */
public final class Survival {
    private static final GatewayId GATEWAY = new GatewayId("gw-1");
    private static final int RADARS = 20;
    private static final double MESSAGES_PER_SECOND = 100;
    private static final Duration SETTLE = Duration.ofMinutes(2);
    private static final Duration BACK_LIMIT = Duration.ofSeconds(90);
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(3);

    /**
     * What was seen.
     *
     * @param localSeconds from the kill of a part until no controller followed commands that had ceased; 0 when a survivor had
     *     taken over before any fell back
     * @param backSeconds from the kill until every controller followed the core again
     */
    public record Seen(
            long sent, long stored, long distinct, Map<String, Double> localSeconds, Map<String, Double> backSeconds) {
        public Seen {
            localSeconds = Map.copyOf(localSeconds);
            backSeconds = Map.copyOf(backSeconds);
        }
    }

    private Survival() {}

    /** Runs it on a city of its own, at noon: by night controllers follow nobody. */
    public static Seen run(Path cityFolder, Path cache) {
        Path noon = NoonCity.copyOf(cityFolder);
        try {
            return runOn(noon, cache);
        } finally {
            TemporaryFolder.remove(noon);
        }
    }

    private static Seen runOn(Path cityFolder, Path cache) {
        try (BenchCity city = BenchCity.start(cityFolder, cache, List.of("--cores", "2", "--cameras", "0"));
                ModeWatch lamps = new ModeWatch(city, GATEWAY)) {
            int controllers = city.city().intersections().size();
            lamps.await(
                    "every controller follows the core",
                    watch -> watch.countIn(ControlMode.COMMANDED) == controllers,
                    SETTLE);
            List<Device> radars = register(city);
            LoadPlan plan = new LoadPlan(RADARS, MESSAGES_PER_SECOND, Duration.ofHours(1), 10, 1, 200);
            LoadGenerator generator =
                    new LoadGenerator(plan, radars, Instant.now().getEpochSecond() + 10, CityClock.real());
            CompletableFuture<LoadGenerator.Result> sending = CompletableFuture.supplyAsync(
                    () -> send(generator, city),
                    task -> Thread.ofPlatform().name("numbered").start(task));
            Map<String, Double> local = new LinkedHashMap<>();
            Map<String, Double> back = new LinkedHashMap<>();

            // Without the gateway no command arrives: all fall back.
            city.kill("gateway");
            double localWithoutGateway = lamps.await(
                    "local plans without the gateway", watch -> watch.countIn(ControlMode.COMMANDED) == 0, BACK_LIMIT);
            local.put("gateway", localWithoutGateway);
            back.put("gateway", localWithoutGateway + awaitBack(lamps, controllers));

            // Without one node its intersections fall back until the other has taken over.
            city.kill("core-2");
            back.put("core-2", awaitTakeOver(lamps, controllers, local));

            // Without the database the lamps go on as commanded.
            city.kill("database");
            awaitPart(city, "database");
            back.put("database", awaitBack(lamps, controllers));

            generator.stop();
            LoadGenerator.Result sent = sending.join();
            long stored = awaitStored(city, sent.sent());
            long distinct = count(city, "SELECT count(*) FROM (SELECT DISTINCT r.device, r.message");
            return new Seen(sent.sent(), stored, distinct, local, back);
        }
    }

    private static double awaitBack(ModeWatch lamps, int controllers) {
        return lamps.await(
                "every controller follows the core again",
                watch -> watch.countIn(ControlMode.COMMANDED) == controllers,
                BACK_LIMIT);
    }

    /** From the kill: the first controller on its local plan, if any within the time that commands hold, then all back. */
    private static double awaitTakeOver(ModeWatch lamps, int controllers, Map<String, Double> local) {
        long killed = System.nanoTime();
        try {
            local.put(
                    "core-2",
                    lamps.await(
                            "local plans without a node",
                            watch -> watch.countIn(ControlMode.COMMANDED) < controllers,
                            Duration.ofSeconds(4)));
        } catch (BenchException noneFellBack) {
            local.put("core-2", 0.0);
        }
        awaitBack(lamps, controllers);
        return (System.nanoTime() - killed) / 1e9;
    }

    private static void awaitPart(BenchCity city, String part) {
        long deadline = System.nanoTime() + BACK_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                countRows(city);
                return;
            } catch (BenchException notYet) {
                pause();
            }
        }
        throw new BenchException(part + " did not come back");
    }

    private static List<Device> register(BenchCity city) {
        try {
            CentreClient centre = city.centre("administrator");
            List<Site> sites = LoadCity.sites(RADARS, centre.city().centre());
            for (Site site : sites) centre.register(site);
            List<Device> radars = LoadCity.radars(sites);
            long session = Instant.now().getEpochSecond();
            try (SteadyPublisher publisher = new SteadyPublisher(
                    options(city, "bench-first").maxInFlight(20).build())) {
                Device last = radars.getLast();
                int[] seq = {0};
                centre.awaitHeard(last.id(), Instant.now(), () -> {
                    Instant now = Instant.now();
                    publisher.publish(
                            Topics.fieldUp(last.site(), last.id()),
                            DeviceWire.encode(new DeviceMessage(
                                    last.id(),
                                    new MessageId(session, ++seq[0]),
                                    now,
                                    new DeviceReport(now, true, Optional.empty(), Optional.empty()))),
                            MqttPublish.AT_LEAST_ONCE);
                });
            }
            return radars;
        } catch (IOException e) {
            throw new BenchException("the radars cannot be registered: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private static LoadGenerator.Result send(LoadGenerator generator, BenchCity city) {
        try {
            return generator.run(number -> options(city, "bench-numbered-" + number));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private static MqttLinkOptions.Builder options(BenchCity city, String client) {
        return MqttLinkOptions.to(city.broker(), client)
                .credentials("commissioning", city.brokerPassword("commissioning"));
    }

    private static long awaitStored(BenchCity city, long messages) {
        long deadline = System.nanoTime() + DRAIN_LIMIT.toNanos();
        long stored = countRows(city);
        while (stored < messages && System.nanoTime() < deadline) {
            pause();
            stored = countRows(city);
        }
        return stored;
    }

    private static long countRows(BenchCity city) {
        return count(city, "SELECT count(*) FROM (SELECT r.device, r.message");
    }

    /** {@code select}: up to the columns of the inner query. */
    private static long count(BenchCity city, String select) {
        String sql = select
                + " FROM detector_reading AS r JOIN device AS d ON d.id = r.device WHERE d.code LIKE 'load-%') AS readings";
        try (Connection connection = city.connect();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new BenchException("the city's database cannot be asked: " + e, e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
