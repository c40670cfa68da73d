package city.ioc.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.gateway.EventBatch;
import city.ioc.contracts.gateway.GatewayStatus;
import city.ioc.contracts.gateway.RejectionReason;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.time.CityClock;
import city.ioc.contracts.wire.DeviceJson;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.GatewayWire;
import city.ioc.edge.settings.BrokerSettings;
import city.ioc.local.Broker;
import city.ioc.mqtt.MqttBusyException;
import city.ioc.mqtt.MqttInbound;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.mqtt.MqttPublish;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(120)
class GatewayTest {
    private static final GatewayId GATEWAY = new GatewayId("gw-t");
    private final Broker broker = Broker.forTests();
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @TempDir
    Path folder;

    private FakeCore core;
    private MqttLink devices;
    private final BlockingQueue<MqttInbound> heardByDevices = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() throws Exception {
        broker.start();
        core = new FakeCore(URI.create(broker.url()));
        devices = MqttLink.open(
                MqttLinkOptions.to(URI.create(broker.url()), "devices")
                        .maxInFlight(500)
                        .build(),
                heardByDevices::add);
        FakeCore.awaitConnected(devices);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : toClose.reversed()) each.close();
        devices.abandon();
        core.close();
        broker.stop();
    }

    @Test
    void aMessageReachesTheCoreAtOnceAndLeavesTheOutboxWhenCommitted() throws Exception {
        gateway();
        DeviceMessage sent = Messages.radar(1, now());
        send("field/x1/r1/up", DeviceWire.encode(sent));
        EventBatch batch = nextBatch();
        assertThat(batch.records()).singleElement().satisfies(record -> {
            assertThat(record.site()).isEqualTo(TestCity.X1);
            assertThat(record.message().id()).isEqualTo(sent.id());
        });
        assertThat(batch.seq()).isEqualTo(1);
        assertThat(batch.redelivery()).isFalse();
        await("the outbox empties", () -> status().outboxBatches() == 0 && status().messagesReceived() == 1);
    }

    @Test
    void badMessagesAreRefusedWithReasonAndNothingElseIsLost() throws Exception {
        gateway();
        devices.publish("field/x1/r1/link", "online".getBytes(UTF_8), MqttPublish.RETAINED);
        send("field/x1/r1/up", DeviceWire.encode(Messages.radar(1, now())));
        send("field/x1/r1/up", "rubbish".getBytes(UTF_8));
        send("field/x1/r1/up", new byte[70_000]);
        byte[] version2 = DeviceWire.encode(Messages.radar(9, now()));
        version2[1] = 2;
        send("field/x1/r1/up", version2);
        send(
                "field/x1/nobody/up",
                DeviceWire.encode(Messages.of("nobody", 1, now(), Messages.reading("nobody", now(), 1))));
        send("field/x1/r1/up", DeviceWire.encode(Messages.radar(8, now().plusSeconds(60))));
        send("field/x1/r1/up", DeviceWire.encode(Messages.radar(1, now())));
        send("field/x1/r1/up", DeviceWire.encode(Messages.radar(5, now())));
        send("field/x1/r1/up", DeviceWire.encode(Messages.radar(4, now())));
        devices.publish(
                        "field/x1/r1/up",
                        DeviceJson.encode(Messages.radar(6, now())),
                        MqttPublish.AT_LEAST_ONCE.withContentType("application/json"))
                .get(5, SECONDS);
        await("all sound ones arrive", () -> core.seen.size() == 4);
        await("every refusal is told", () -> {
            Map<RejectionReason, Long> counts = new java.util.EnumMap<>(RejectionReason.class);
            status().rejections().forEach(each -> counts.merge(each.reason(), each.count(), Long::sum));
            return counts.equals(Map.of(
                    RejectionReason.MALFORMED, 1L,
                    RejectionReason.OVERSIZED, 1L,
                    RejectionReason.UNKNOWN_VERSION, 1L,
                    RejectionReason.UNKNOWN_DEVICE, 1L,
                    RejectionReason.FUTURE_DATED, 1L,
                    RejectionReason.DUPLICATE, 1L));
        });
        assertThat(status().rejections())
                .filteredOn(each -> each.reason() == RejectionReason.UNKNOWN_DEVICE)
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.device()).isEmpty();
                    assertThat(each.lastDetail()).contains("nobody");
                });
        assertThat(status().links()).anySatisfy(link -> {
            assertThat(link.device()).isEqualTo(new DeviceId("r1"));
            assertThat(link.online()).isTrue();
        });
        assertThat(core.seen.values()).containsOnly(1);
        assertThat(core.faults).isEmpty();
    }

    @Test
    void aSiteAddedWhileRunningIsHeardEvenWhenItsDevicesAreFirst() throws Exception {
        byte[] site = CityJson.mapper().writeValueAsBytes(TestCity.site("n1"));
        gateway();
        Instant at = now();
        send("field/n1/n1-r/up", DeviceWire.encode(Messages.of("n1-r", 1, at, Messages.reading("n1-r", at, 1))));
        devices.publish("ioc/v1/site/n1", site, MqttPublish.RETAINED);
        assertThat(nextBatch().records().getFirst().message().device()).isEqualTo(new DeviceId("n1-r"));
        assertThat(status().rejections()).isEmpty();
    }

    @Test
    void commandsPassTheGuardAndASilentCoreIsReplaced() throws Exception {
        gateway();
        devices.subscribe("field/+/+/down", 1).get(5, SECONDS);
        report(1);
        nextBatch();
        ControllerCommand good = command("good", "1");
        core.command(good);
        assertThat(GatewayWire.decodeControllerCommand(nextDown().payload())).isEqualTo(good);
        core.command(command("bad", "3"));
        await(
                "the refusal is told",
                () -> status().refusedCommands().stream()
                        .anyMatch(each ->
                                each.command().equals("bad") && each.verdict().equals("REFUSED_CONFLICT")));
        for (int i = 2; i < 40 && heardByDevices.isEmpty(); i++) {
            report(i);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        ControllerCommand release =
                GatewayWire.decodeControllerCommand(nextDown().payload());
        assertThat(release.action()).isInstanceOf(ControllerCommand.ReleaseToLocal.class);
        assertThat(Duration.between(good.issuedAt(), release.issuedAt()))
                .isBetween(Duration.ofMillis(2_400), Duration.ofMillis(3_500));
    }

    @Test
    void whatTheDatabaseMissedComesAgainInOrderBehindTheLiveLane() throws Exception {
        gateway();
        core.databaseUp = false;
        for (int i = 1; i <= 200; i++) {
            send("field/x1/r1/up", DeviceWire.encode(Messages.radar(i, now())));
        }
        await("all are on disk", () -> status().outboxBatches() > 0 && core.all.size() >= status().outboxBatches());
        int sentLive = core.all.size();
        core.databaseUp = true;
        send("field/x1/r1/up", DeviceWire.encode(Messages.radar(201, now())));
        await("all are committed", () -> core.seen.size() == 201);
        await("the outbox empties", () -> status().outboxBatches() == 0);
        List<EventBatch> again = core.all.subList(sentLive, core.all.size()).stream()
                .filter(EventBatch::redelivery)
                .toList();
        assertThat(again).extracting(EventBatch::seq).isSorted();
        assertThat(again).isNotEmpty();
    }

    @Test
    void aFullDiskStopsNeitherTheLiveLaneNorTheAcknowledgements() throws Exception {
        gateway(64 * 1024);
        core.databaseUp = false;
        int sent = 0;
        while (status().outboxFault().isEmpty() && sent < 5_000)
            send("field/x1/r1/up", DeviceWire.encode(Messages.radar(++sent, now())));
        await("the full disk is told", () -> status().outboxFault().isPresent());
        int before = core.all.size();
        send("field/x1/r1/up", DeviceWire.encode(Messages.radar(++sent, now())));
        await("the live lane goes on", () -> core.all.size() > before);
        core.databaseUp = true;
        int all = ++sent;
        send("field/x1/r1/up", DeviceWire.encode(Messages.radar(all, now())));
        await("everything is committed", () -> core.seen.size() == all);
        await("the disk is well again", () -> status().outboxFault().isEmpty() && status().outboxBatches() == 0);
    }

    @Test
    void aCorruptOutboxIsSetAside() throws Exception {
        Files.createDirectories(folder.resolve("state"));
        Files.write(
                folder.resolve("state/outbox.db"),
                "this is no database, but long enough to be read".repeat(200).getBytes(UTF_8));
        gateway();
        send("field/x1/r1/up", DeviceWire.encode(Messages.radar(1, now())));
        nextBatch();
        try (var files = Files.list(folder.resolve("state"))) {
            assertThat(files).anyMatch(file -> file.getFileName().toString().startsWith("outbox.db.corrupt-"));
        }
    }

    @Test
    void aRestartTakesAGreaterSessionAndDeliversWhatTheFormerOneLeft() throws Exception {
        core.databaseUp = false;
        Gateway first = gateway();
        send("field/x1/r1/up", DeviceWire.encode(Messages.radar(1, now())));
        await("it is on disk", () -> status().outboxBatches() == 1);
        toClose.remove(first);
        first.close();
        core.databaseUp = true;
        Gateway second = gateway();
        EventBatch batch = nextBatch();
        assertThat(batch.redelivery()).isTrue();
        assertThat(batch.stream().session()).isEqualTo(first.session());
        assertThat(second.session()).isGreaterThan(first.session());
        await("the outbox empties", () -> status().outboxBatches() == 0);
    }

    @Test
    void aBrokerThatIsKilledIsFoundAgain() throws Exception {
        gateway();
        send("field/x1/r1/up", DeviceWire.encode(Messages.radar(1, now())));
        nextBatch();
        broker.kill();
        broker.restart();
        FakeCore.awaitConnected(devices);
        await("the message after it arrives", () -> {
            try {
                send("field/x1/r1/up", DeviceWire.encode(Messages.radar(2, now())));
            } catch (ExecutionException | InterruptedException | java.util.concurrent.TimeoutException notYet) {
                return false;
            }
            return core.seen.size() == 2;
        });
    }

    @Test
    void nothingIsLostWhenTheGatewayIsKilledAgainAndAgain() throws Exception {
        int messages = 6_000;
        Process process = process();
        try {
            await("the gateway runs", () -> core.status != null);
            List<CompletableFuture<Void>> published = new ArrayList<>();
            for (int i = 1; i <= messages; i++) {
                published.add(push(DeviceWire.encode(Messages.radar(i, now()))));
                if (i % 2_000 == 0) {
                    process.destroyForcibly().waitFor();
                    process = process();
                }
            }
            for (CompletableFuture<Void> each : published) each.get(20, SECONDS);
            await("all numbers are committed", () -> core.seen.size() == messages);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void theLiveLaneTakesAFewMilliseconds() throws Exception {
        gateway();
        long[] nanos = new long[500];
        for (int i = 0; i < nanos.length + 200; i++) {
            long begin = System.nanoTime();
            send("field/x1/r1/up", DeviceWire.encode(Messages.radar(i + 1, now())));
            nextBatch();
            if (i >= 200) nanos[i - 200] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "live lane p50=%.1f ms p99=%.1f ms%n",
                nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
        assertThat(Duration.ofNanos(nanos[nanos.length / 2])).isLessThan(Duration.ofMillis(40));
    }

    private Gateway gateway() throws Exception {
        return gateway(100 * 1024 * 1024);
    }

    private Gateway gateway(long outboxBytes) throws Exception {
        Gateway gateway = new Gateway(
                new GatewayConfig(
                        GATEWAY,
                        folder,
                        folder.resolve("state"),
                        outboxBytes,
                        new BrokerSettings(
                                URI.create(broker.url()), Optional.empty(), Optional.empty(), Optional.empty()),
                        CityClock.real(),
                        0),
                TestCity.city());
        toClose.add(gateway);
        core.status = null;
        gateway.start();
        await(
                "the gateway is connected",
                () -> core.status != null && gateway.listTroubles().isEmpty());
        return gateway;
    }

    private Process process() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                GatewayProcess.class.getName());
        builder.environment().keySet().removeIf(name -> name.startsWith("IOC_"));
        builder.environment().put("IOC_GATEWAY_ID", GATEWAY.value());
        builder.environment().put("IOC_GATEWAY_STATE", folder.resolve("state").toString());
        builder.environment().put("IOC_CITY", folder.toString());
        builder.environment().put("IOC_MQTT_URL", broker.url());
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("gateway.log").toFile()))
                .start();
    }

    private void report(long number) {
        Instant at = now();
        var report = new ControllerReport(
                at,
                ControlMode.COMMANDED,
                Optional.of(new StageId("1")),
                false,
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        devices.publish(
                "field/x1/c1/up", DeviceWire.encode(Messages.of("c1", number, at, report)), MqttPublish.AT_LEAST_ONCE);
    }

    private static ControllerCommand command(String id, String stage) {
        Instant at = now();
        return new ControllerCommand(
                id,
                new IntersectionId("x1"),
                new DeviceId("c1"),
                at,
                at.plusSeconds(3),
                "TEST",
                new ControllerCommand.RunStage(new StageId(stage)),
                Optional.empty());
    }

    private void send(String topic, byte[] payload)
            throws ExecutionException, InterruptedException, java.util.concurrent.TimeoutException {
        devices.publish(topic, payload, MqttPublish.AT_LEAST_ONCE).get(5, SECONDS);
    }

    /** Publishes without waiting for the answer, but for room in the window. */
    private CompletableFuture<Void> push(byte[] payload) {
        while (true) {
            CompletableFuture<Void> result = devices.publish("field/x1/r1/up", payload, MqttPublish.AT_LEAST_ONCE);
            if (!result.isCompletedExceptionally() || !(result.exceptionNow() instanceof MqttBusyException))
                return result;
            LockSupport.parkNanos(200_000);
        }
    }

    private EventBatch nextBatch() throws InterruptedException {
        EventBatch batch = core.batches.poll(15, SECONDS);
        assertThat(batch).as("a batch within 15 s").isNotNull();
        return java.util.Objects.requireNonNull(batch);
    }

    private MqttInbound nextDown() throws InterruptedException {
        MqttInbound message = heardByDevices.poll(10, SECONDS);
        assertThat(message).as("a command within 10 s").isNotNull();
        return java.util.Objects.requireNonNull(message);
    }

    private GatewayStatus status() {
        @Nullable GatewayStatus latest = core.status;
        return latest == null
                ? new GatewayStatus(
                        GATEWAY, 1, now(), 0, 0, Duration.ZERO, Optional.empty(), List.of(), List.of(), List.of())
                : latest;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("waited 40 s until " + what).isNegative();
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
