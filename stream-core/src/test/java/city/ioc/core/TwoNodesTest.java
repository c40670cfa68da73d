package city.ioc.core;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.Intersection;
import city.ioc.local.Broker;
import city.ioc.local.Database;
import city.ioc.local.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes in JVMs of their own share the shards; when one is killed the other takes over and nothing is lost. */
@Tag("slow")
class TwoNodesTest {
    private static final City CITY = CityFixture.read();
    private static final List<Intersection> COMMANDED = CITY.intersections().stream()
            .filter(x -> x.control() == Intersection.Control.COMMANDED)
            .toList();

    @TempDir
    Path logs;

    @TempDir
    Path cityFiles;

    private Process node(String name, int port, int metricsPort, String members, Broker broker, Database database)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
                "-cp",
                System.getProperty("java.class.path"),
                CoreMain.class.getName());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(key -> key.startsWith("IOC_"));
        environment.put("IOC_NODE", name);
        environment.put("IOC_CITY", cityFiles.toString());
        environment.put("IOC_MQTT_URL", broker.url());
        environment.put("IOC_DB_URL", database.jdbcUrl());
        environment.put("IOC_DB_USER", database.user());
        environment.put("IOC_DB_PASSWORD", database.password());
        environment.put("IOC_CLUSTER_NAME", "two-nodes-" + members.hashCode());
        environment.put("IOC_CLUSTER_PORT", String.valueOf(port));
        environment.put("IOC_CLUSTER_MEMBERS", members);
        environment.put("IOC_METRICS_PORT", String.valueOf(metricsPort));
        return builder.redirectErrorStream(true)
                .redirectOutput(new File(logs.toFile(), name + ".log"))
                .start();
    }

    private static Optional<String> health(int port) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                                    .timeout(Duration.ofSeconds(2))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void report(GatewayFixture gateway) {
        Instant now = Instant.now();
        for (Intersection x : COMMANDED) {
            gateway.send(
                    x.id(),
                    x.controller(),
                    new ControllerReport(
                            now,
                            ControlMode.COMMANDED,
                            Optional.of(x.stages().getFirst().id()),
                            false,
                            now.minusSeconds(1),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()),
                    now);
            gateway.send(
                    x.id(),
                    x.controller(),
                    new SignalEvents(List.of(new SignalEvent(now, SignalEventCode.DETECTOR_ON, 9001))),
                    now);
        }
    }

    private static Set<IntersectionId> commandedSince(GatewayFixture gateway, Instant from) {
        return gateway.commands.stream()
                .filter(command -> command.issuedAt().isAfter(from))
                .map(command -> command.intersection())
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void theOtherNodeTakesOverWithinTenSecondsAndNothingIsLost() throws Exception {
        Broker broker = Broker.forTests();
        Database database = Database.forTests();
        broker.start();
        database.start();
        CityFixture.copyToNoon(cityFiles);
        int portA = FreePort.find();
        int portB = FreePort.find();
        int metricsA = FreePort.find();
        int metricsB = FreePort.find();
        String members = "127.0.0.1:" + portA + ",127.0.0.1:" + portB;
        Process a = node("core-a", portA, metricsA, members, broker, database);
        Process b = node("core-b", portB, metricsB, members, broker, database);
        try (GatewayFixture gateway = new GatewayFixture(broker.url(), "gw-two", 2001)) {
            Until.holds(
                    "both nodes are one cluster",
                    Duration.ofSeconds(90),
                    () -> health(metricsA)
                                    .filter(text -> text.contains("\"members\":2"))
                                    .isPresent()
                            && health(metricsB)
                                    .filter(text -> text.contains("\"members\":2"))
                                    .isPresent());
            Until.holds("every intersection is commanded", Duration.ofSeconds(30), () -> {
                report(gateway);
                return commandedSince(gateway, Instant.EPOCH).size() == COMMANDED.size();
            });
            a.destroyForcibly().waitFor();
            Instant killed = Instant.now();
            Until.holds("every intersection is commanded again", Duration.ofSeconds(30), () -> {
                report(gateway);
                return commandedSince(gateway, killed.plusSeconds(1)).size() == COMMANDED.size();
            });
            Duration takeover = Duration.between(killed, Instant.now());
            System.out.println("take-over took " + takeover.toMillis() + " ms");
            assertThat(takeover).isLessThan(Duration.ofSeconds(20));
            long[] resentAt = {System.nanoTime()};
            Until.holds("every batch is acknowledged", Duration.ofSeconds(40), () -> {
                if (System.nanoTime() - resentAt[0] > 3_000_000_000L) {
                    gateway.resend();
                    resentAt[0] = System.nanoTime();
                }
                return gateway.waiting() == 0;
            });
            try (var connection =
                            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                    var rows = connection
                            .createStatement()
                            .executeQuery("SELECT count(*) FROM signal_event WHERE parameter = 9001")) {
                rows.next();
                assertThat(rows.getLong(1)).isEqualTo(gateway.sent() / 2);
            }
        } finally {
            a.destroyForcibly().waitFor();
            b.destroyForcibly().waitFor();
            database.stop();
            broker.stop();
        }
    }
}
