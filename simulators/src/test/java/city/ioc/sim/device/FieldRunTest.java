package city.ioc.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.time.CityClock;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.GatewayWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.contracts.wire.WireException;
import city.ioc.local.Broker;
import city.ioc.mqtt.MqttInbound;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.mqtt.MqttPublish;
import city.ioc.sim.traffic.LampView;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The devices at a real broker, by the real clock. */
@Tag("slow")
class FieldRunTest {
    /** Where it is noon now: by night the city's controller flashes. */
    private static final City CITY = TestStreets.city(
            ZoneOffset.ofHours(12 - Instant.now().atOffset(ZoneOffset.UTC).getHour()));

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Broker broker = Broker.forTests();
    private final BlockingQueue<DeviceMessage> heard = new LinkedBlockingQueue<>();
    private final Map<String, Set<Long>> numbers = new ConcurrentHashMap<>();
    private final BlockingQueue<String> links = new LinkedBlockingQueue<>();
    private FieldRun run;
    private MqttLink centre;

    @BeforeEach
    void startTheCityAtABroker() throws Exception {
        broker.start();
        centre = MqttLink.open(
                MqttLinkOptions.to(URI.create(broker.url()), "centre").build(), this::hear);
        centre.subscribe(Topics.ALL_FIELD_UP, 1).get(10, TimeUnit.SECONDS);
        centre.subscribe(Topics.ALL_FIELD_LINK, 1).get(10, TimeUnit.SECONDS);
        run = FieldRun.start(new FieldRun.Options(
                CITY,
                List.of(),
                (sensor, metric, now) -> 1,
                EmptyStreet::new,
                new BrokerAddress(URI.create(broker.url()), Optional.empty()),
                DeviceCredentials.anonymous(),
                1000,
                CityClock.real()));
    }

    @AfterEach
    void stop() {
        run.close();
        centre.close();
        broker.stop();
    }

    @Test
    void aCabinetConnectsObeysAndIsBackOnItsLocalPlanThreeSecondsAfterTheLastCommand() throws Exception {
        awaitReport(report -> report.mode() == ControlMode.LOCAL_PLAN && !report.inTransition());

        Instant commanded = Instant.now();
        while (Instant.now().isBefore(commanded.plusSeconds(30))) {
            command("2");
            ControllerReport report = awaitReport(each -> each.mode() == ControlMode.COMMANDED);
            if (report.stage().equals(Optional.of(new StageId("2"))) && !report.inTransition()) break;
            centre.publish("test/pace", new byte[0], MqttPublish.AT_LEAST_ONCE).get(5, TimeUnit.SECONDS);
        }
        Instant last = command("2");
        ControllerReport back = awaitReport(report -> report.mode() == ControlMode.LOCAL_PLAN);

        assertThat(Duration.between(last, back.at())).isBetween(Duration.ofMillis(2_900), Duration.ofMillis(3_500));
        run.close();
        assertThat(links).contains("field/x-1/x-1-ctl/link online", "field/x-1/x-1-radar/link online");
        awaitLink("field/x-1/x-1-ctl/link offline");
    }

    @Test
    void aCommandReachesTheLampsWithoutWaitingForATick() throws Exception {
        awaitReport(report -> report.mode() == ControlMode.LOCAL_PLAN && !report.inTransition());
        int quick = 0;
        for (int i = 0; i < 20; i++) {
            Instant sent = command("1");
            ControllerReport answer =
                    awaitReport(report -> report.lastCommand().equals(Optional.of("c-" + sent.toEpochMilli())));
            if (Duration.between(sent, answer.at()).toMillis() < 30) quick++;
        }
        assertThat(quick).isGreaterThanOrEqualTo(15);
    }

    @Test
    void whatWasSaidWhileTheBrokerWasAwayArrivesWithItsOldNumbers() throws Exception {
        awaitReport(report -> report.mode() == ControlMode.LOCAL_PLAN);
        broker.kill();
        long before = run.figures().messagesSaid();
        await(() -> run.figures().messagesSaid() > before + 5);
        broker.restart();
        await(() -> run.figures().connected() == 4 && centre.isConnected());
        await(() -> run.figures().waiting() == 0);
        long said = numbers.getOrDefault("x-1-ctl", Set.of()).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
        await(() -> numbers.getOrDefault("x-1-ctl", Set.of()).size() >= said);
        assertThat(run.figures().dropped()).isZero();
    }

    private Instant command(String stage) throws Exception {
        Instant now = Instant.ofEpochMilli(Instant.now().toEpochMilli());
        ControllerCommand command = TestStreets.runStage(stage, now);
        centre.publish(
                        Topics.fieldDown(TestStreets.X, TestStreets.CONTROLLER),
                        GatewayWire.encode(command),
                        MqttPublish.AT_LEAST_ONCE)
                .get(5, TimeUnit.SECONDS);
        return now;
    }

    private void hear(MqttInbound inbound) {
        if (inbound.topic().endsWith("/link")) {
            links.add(inbound.topic() + " " + new String(inbound.payload(), StandardCharsets.UTF_8));
            return;
        }
        try {
            DeviceMessage message = DeviceWire.decode(inbound.payload());
            numbers.computeIfAbsent(message.device().value(), id -> new ConcurrentSkipListSet<>())
                    .add(message.id().seq());
            heard.add(message);
        } catch (WireException e) {
            throw new AssertionError(e);
        }
    }

    private ControllerReport awaitReport(Predicate<ControllerReport> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            DeviceMessage message = heard.poll(1, TimeUnit.SECONDS);
            if (message != null && message.body() instanceof ControllerReport report && wanted.test(report))
                return report;
            if (message != null && message.body() instanceof SignalEvents events)
                assertThat(events.events()).isNotEmpty();
        }
        throw new AssertionError("no such report in " + PATIENCE);
    }

    private void awaitLink(String wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) if (wanted.equals(links.poll(1, TimeUnit.SECONDS))) return;
        throw new AssertionError("never heard " + wanted);
    }

    private void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            heard.poll(50, TimeUnit.MILLISECONDS);
        }
    }

    /** Nobody rides, nobody walks. */
    private static final class EmptyStreet implements Street {
        private Instant now;

        EmptyStreet(Instant start) {
            now = start;
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public StreetStep step(LampView lamps) {
            now = now.plus(STEP);
            return new StreetStep(now, List.of(), List.of(), List.of());
        }
    }
}
