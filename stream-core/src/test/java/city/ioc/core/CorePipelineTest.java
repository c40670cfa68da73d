package city.ioc.core;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.city.Site;
import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.PlateSighting;
import city.ioc.contracts.field.PlateSightings;
import city.ioc.contracts.field.PlateText;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.BusAddresses;
import city.ioc.contracts.live.Severity;
import city.ioc.contracts.operator.OperatorReply;
import city.ioc.contracts.operator.OperatorRequest;
import city.ioc.contracts.street.Conflicts;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intergreens;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.Stage;
import city.ioc.contracts.time.CityClock;
import city.ioc.contracts.wire.Shards;
import city.ioc.contracts.wire.Topics;
import city.ioc.core.violation.ViolationSettings;
import city.ioc.local.Broker;
import city.ioc.local.Database;
import city.ioc.local.FreePort;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
                Optional.empty(),
                Duration.ofDays(90),
                Duration.ofDays(14),
                Duration.ofDays(7),
                ViolationSettings.USUAL,
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

    @Test
    void whoWatchesACameraIsAskedForEvidence() throws Exception {
        Device camera = anyOf(Device.Kind.CAMERA);
        EvidenceRequest request =
                new EvidenceRequest("c-1", camera.id(), Instant.now(), "OPERATOR thử", Optional.empty());
        BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();
        try (MqttLink link = MqttLink.open(
                MqttLinkOptions.to(URI.create(BROKER.url()), "watcher").build(), inbound -> {
                    inbound.ack();
                    heard.add(inbound.payload());
                })) {
            link.subscribe(Topics.EVIDENCE_REQUEST, 1).get(10, TimeUnit.SECONDS);
            OperatorReply reply = ask(new OperatorRequest.KeepEvidence(camera.site(), request, "lan"));
            assertThat(reply.id()).as(reply.toString()).contains("c-1");
            byte[] asked = heard.poll(10, TimeUnit.SECONDS);
            assertThat(asked).isNotNull();
            assertThat(CityJson.mapper().readValue(asked, EvidenceRequest.class))
                    .isEqualTo(request);
        }
    }

    @Test
    void whatCamerasSawBecomesCasesOnceWithTheirPicturesAskedFor() throws Exception {
        Device camera = CITY.findDevice(new DeviceId("vt-11-cam-sw")).orElseThrow();
        Intersection x = CITY.findIntersection(camera.site()).orElseThrow();
        Set<String> asked = ConcurrentHashMap.newKeySet();
        try (GatewayFixture gateway = new GatewayFixture(BROKER.url(), "gw-cases", 1007);
                MqttLink watcher = MqttLink.open(
                        MqttLinkOptions.to(URI.create(BROKER.url()), "watcher-of-cases")
                                .build(),
                        inbound -> {
                            inbound.ack();
                            asked.add(new String(inbound.payload(), StandardCharsets.UTF_8));
                        })) {
            watcher.subscribe(Topics.EVIDENCE_REQUEST, 1).get(10, TimeUnit.SECONDS);
            WatchedJunction street = new WatchedJunction(gateway, x, camera, Instant.now());
            street.turnsRed();
            street.isRunRed();
            street.isRiddenTheWrongWay();
            gateway.resend();
            Until.holds(
                    "the cases are kept",
                    Duration.ofSeconds(20),
                    () -> count("SELECT count(*) FROM violation_now WHERE camera = '" + camera.id()
                                    + "' AND state = 'WAITING'")
                            == 2);
        }
        String run = text("SELECT id FROM violation WHERE camera = '" + camera.id()
                + "' AND rule = 'RED_LIGHT' AND round(seconds_into_red) = 3 AND until IS NULL");
        String ride = text("SELECT id FROM violation WHERE camera = '" + camera.id()
                + "' AND rule = 'WRONG_WAY' AND detail->'why'->>'movedM' = '12.3' AND until - at = interval '2.6 s'");
        Until.holds("their pictures are asked for", Duration.ofSeconds(10), () -> asked.size() == 2);
        assertThat(asked).anyMatch(request -> request.contains(run)).anyMatch(request -> request.contains(ride));
    }

    @Test
    void lampsThatConflictPutTheIntersectionIntoFlashUntilAnEngineerResetsIt() throws Exception {
        Intersection x = CITY.intersections().stream()
                .filter(each -> each.control() == Intersection.Control.COMMANDED)
                .skip(2)
                .findFirst()
                .orElseThrow();
        Stage running = x.stages().getFirst();
        SignalGroup intruder = x.groups().stream()
                .filter(group -> group.kind() == SignalGroup.Kind.VEHICLE)
                .filter(group -> running.groups().stream()
                        .anyMatch(green -> x.conflicts().between(group.id(), green)))
                .findFirst()
                .orElseThrow();
        try (GatewayFixture gateway = new GatewayFixture(BROKER.url(), "gw-flash", 1005)) {
            Instant since = Instant.now().minusSeconds(30);
            Until.holds("it is commanded", Duration.ofSeconds(20), () -> {
                say(gateway, x, ControlMode.COMMANDED, Optional.of(running.id()), since);
                return !gateway.commands.isEmpty();
            });
            Instant now = Instant.now();
            gateway.send(
                    x.id(),
                    x.controller(),
                    new SignalEvents(
                            List.of(new SignalEvent(now, SignalEventCode.GROUP_BEGIN_GREEN, intruder.number()))),
                    now);
            Until.holds(
                    "flash is ordered",
                    Duration.ofSeconds(10),
                    () -> gateway.commands.stream()
                            .anyMatch(command -> command.action() instanceof ControllerCommand.Flash));
            int flashed = gateway.commands.size();
            OperatorReply hold = ask(new OperatorRequest.HoldStage(
                    x.id(), running.id(), "lan", "thử", Instant.now().plusSeconds(60)));
            assertThat(hold.rule()).contains("FLASH_LATCHED");
            say(gateway, x, ControlMode.FLASH, Optional.empty(), now);
            OperatorReply reset = ask(new OperatorRequest.ResetFlash(x.id(), "ky.su", "đã thay mô-đun"));
            assertThat(reset.accepted()).as(reset.toString()).isTrue();
            Until.holds(
                    "the reset arrives",
                    Duration.ofSeconds(10),
                    () -> gateway.commands.stream()
                            .anyMatch(command -> command.action().equals(new ControllerCommand.ResetFlash("ky.su"))));
            assertThat(gateway.commands.subList(flashed, gateway.commands.size()))
                    .noneMatch(command -> command.action() instanceof ControllerCommand.RunStage);
        }
        Until.holds(
                "what it flashed for and who reset it is kept",
                Duration.ofSeconds(10),
                () -> count("SELECT count(*) FROM signal_override WHERE intersection = '" + x.id()
                                + "' AND kind = 'FLASH' AND actor = 'monitor' AND ended_by = 'ky.su'")
                        == 1);
    }

    @Test
    void anEmergencyVehicleGetsItsStageWhateverTheDetectorsWant() throws Exception {
        Intersection x = CITY.intersections().stream()
                .filter(each -> each.control() == Intersection.Control.COMMANDED)
                .skip(3)
                .findFirst()
                .orElseThrow();
        Stage running = x.stages().getFirst();
        Stage other = x.stages().stream()
                .filter(stage -> !running.groups().containsAll(stage.groups()))
                .findFirst()
                .orElseThrow();
        SignalGroupId group = other.groups().stream()
                .filter(each -> !running.groups().contains(each))
                .findFirst()
                .orElseThrow();
        try (GatewayFixture gateway = new GatewayFixture(BROKER.url(), "gw-priority", 1006)) {
            Instant since = Instant.now().minusSeconds(30);
            Until.holds("it is commanded", Duration.ofSeconds(20), () -> {
                say(gateway, x, ControlMode.COMMANDED, Optional.of(running.id()), since);
                return !gateway.commands.isEmpty();
            });
            Instant now = Instant.now();
            OperatorReply asked = ask(new OperatorRequest.RequestPriority(
                    x.id(), "EMERGENCY", group, now.plusSeconds(8), "lan", "xe cứu thương", now.plusSeconds(60)));
            assertThat(asked.accepted()).as(asked.toString()).isTrue();
            Until.holds("its stage is commanded", Duration.ofSeconds(10), () -> {
                say(gateway, x, ControlMode.COMMANDED, Optional.of(running.id()), since);
                return gateway.commands.stream()
                        .anyMatch(command -> command.reason().equals("EMERGENCY_ENTRY")
                                && command.action() instanceof ControllerCommand.RunStage run
                                && x.getStage(run.stage()).groups().contains(group));
            });
            assertThat(ask(new OperatorRequest.CancelPriority(x.id(), asked.id().orElseThrow(), "lan"))
                            .accepted())
                    .isTrue();
        }
        Until.holds(
                "the event log tells of the pre-emption",
                Duration.ofSeconds(10),
                () -> count("SELECT count(DISTINCT e.code) FROM signal_event e JOIN device d ON d.id = e.device"
                                + " WHERE d.code = '" + x.controller() + "' AND e.code IN (102, 105, 104, 111)")
                        == 4);
        Until.holds(
                "the ledger tells who asked",
                Duration.ofSeconds(10),
                () -> count("SELECT count(*) FROM decision WHERE intersection = '" + x.id()
                                + "' AND action = 'REQUEST_PRIORITY'")
                        == 1);
    }

    private static void say(
            GatewayFixture gateway, Intersection x, ControlMode mode, Optional<StageId> stage, Instant since) {
        Instant now = Instant.now();
        gateway.send(
                x.id(),
                x.controller(),
                new ControllerReport(
                        now,
                        mode,
                        stage,
                        false,
                        since,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                now);
    }

    private static OperatorReply ask(OperatorRequest request) throws Exception {
        Buffer body = Buffer.buffer(CityJson.mapper().writeValueAsBytes(request));
        Message<Buffer> reply = core.cluster()
                .vertx()
                .eventBus()
                .<Buffer>request(BusAddresses.operator(Shards.of(request.site())), body)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return CityJson.mapper().readValue(reply.body().getBytes(), OperatorReply.class);
    }

    private static Site observedSite(String code) {
        IntersectionId id = new IntersectionId(code);
        DeviceId controller = new DeviceId(code + "-ctl");
        Intersection model = CITY.intersections().getFirst();
        Device box = CITY.findDevice(model.controller()).orElseThrow();
        return new Site(
                new Intersection(
                        id,
                        new LocalName("Nút phát lại", "Replayed intersection"),
                        model.ward(),
                        model.at(),
                        Intersection.Control.OBSERVED,
                        controller,
                        List.of(),
                        model.groups().stream()
                                .map(group -> new SignalGroup(
                                        group.id(),
                                        group.number(),
                                        group.kind(),
                                        List.of(),
                                        Optional.empty(),
                                        group.minGreen(),
                                        group.maxRed(),
                                        group.amber(),
                                        group.clearance()))
                                .toList(),
                        new Conflicts(List.of()),
                        new Intergreens(Map.of()),
                        List.of(),
                        model.maxStage(),
                        List.of(),
                        List.of(),
                        model.validFrom(),
                        Optional.empty()),
                List.of(new Device(
                        controller,
                        Device.Kind.CONTROLLER,
                        new LocalName("Tủ điều khiển", "Controller"),
                        id,
                        box.at(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        box.reportEvery(),
                        List.of(),
                        box.validFrom(),
                        Optional.empty())));
    }

    @Test
    void aSiteThatIsAddedIsToldToGatewaysAndTakesEvents() throws Exception {
        Site site = observedSite("added-1");
        List<String> told = new CopyOnWriteArrayList<>();
        try (GatewayFixture gateway = new GatewayFixture(BROKER.url(), "gw-added", 1004);
                MqttLink listener = MqttLink.open(
                        MqttLinkOptions.to(URI.create(BROKER.url()), "test-sites")
                                .build(),
                        message -> told.add(message.topic()))) {
            OperatorReply reply = ask(new OperatorRequest.RegisterSite(site, "admin"));
            assertThat(reply.accepted()).as(reply.toString()).isTrue();
            listener.subscribe(Topics.ALL_SITES, 1).get(10, TimeUnit.SECONDS);
            Until.holds("gateways are told", Duration.ofSeconds(10), () -> told.contains("ioc/v1/site/added-1"));
            Instant now = Instant.now();
            gateway.send(site.intersection().id(), site.intersection().controller(), events(now, 8), now);
            Until.holds("the batch is acknowledged", Duration.ofSeconds(10), () -> gateway.waiting() == 0);
        }
        assertThat(
                        count(
                                "SELECT count(*) FROM signal_event e JOIN device d ON d.id = e.device WHERE d.code = 'added-1-ctl'"))
                .isEqualTo(8);
        Until.holds(
                "the site is kept",
                Duration.ofSeconds(10),
                () -> count("SELECT count(*) FROM site WHERE id = 'added-1'") == 1);
    }

    @Test
    void aSiteThatDoesNotFitIsRefusedByTheRuleThatItBreaks() throws Exception {
        Site good = observedSite("added-2");
        Site bad = new Site(
                good.intersection(),
                CITY.listDevicesAt(CITY.intersections().getLast().id()));
        OperatorReply reply = ask(new OperatorRequest.RegisterSite(bad, "admin"));
        assertThat(reply.accepted()).isFalse();
        assertThat(reply.detail().orElseThrow()).contains("stands at");
    }

    @Test
    void anAlarmIsRaisedAcknowledgedAndItsHistoryKept() throws Exception {
        OperatorReply raised = ask(new OperatorRequest.RaiseAlarm(
                OperatorRequest.CITY, "LOGIN_ATTACK", Severity.HIGH, "10.0.0.7", Map.of("tries", "10"), "api"));
        assertThat(raised.accepted()).isTrue();
        String find = "SELECT count(*) FROM alarm WHERE kind = 'LOGIN_ATTACK' AND subject = '10.0.0.7'";
        Until.holds("the alarm is kept", Duration.ofSeconds(20), () -> count(find) == 1);
        String id = text("SELECT id FROM alarm WHERE kind = 'LOGIN_ATTACK' AND subject = '10.0.0.7'");
        assertThat(ask(new OperatorRequest.AcknowledgeAlarm(OperatorRequest.CITY, id, "lan", Optional.of("đã xem")))
                        .accepted())
                .isTrue();
        assertThat(ask(new OperatorRequest.AcknowledgeAlarm(OperatorRequest.CITY, id, "lan", Optional.empty()))
                        .rule())
                .contains("ALREADY_ACKNOWLEDGED");
        Until.holds(
                "the history has both lines",
                Duration.ofSeconds(10),
                () -> count("SELECT count(*) FROM alarm_history WHERE alarm = '" + id + "'") == 2);
    }

    @Test
    void aVehicleThatIsLookedForRaisesAnAlarmThatNamesNoPlate() throws Exception {
        Device camera = anyOf(Device.Kind.CAMERA);
        String wanted = "'95B1*47', true, 'stolen', 'VA 12', 'an', now() - interval '2 hours', ";
        execute("INSERT INTO hotlist_entry VALUES"
                + " ('11111111-0000-0000-0000-000000000000', " + wanted + "now() + interval '1 hour'),"
                + " ('22222222-0000-0000-0000-000000000000', " + wanted + "now() - interval '1 hour'),"
                + " ('33333333-0000-0000-0000-000000000000', " + wanted + "now() + interval '1 hour');"
                + " INSERT INTO hotlist_removal VALUES ('33333333-0000-0000-0000-000000000000', now(), 'an', 'found')");
        String find = "SELECT count(*) FROM alarm WHERE kind = 'HOTLIST_SIGHTING'";
        long[] track = {0};
        try (GatewayFixture gateway = new GatewayFixture(BROKER.url(), "gw-hotlist", 1007)) {
            // the core reads the list once a second; until it has, the vehicle passes again and again
            Until.holds("the alarm is kept", Duration.ofSeconds(20), () -> {
                gateway.send(camera.site(), camera.id(), plate("95B112347", track[0]++), Instant.now());
                return count(find) > 0;
            });
        }
        assertThat(text("SELECT string_agg(subject || ' ' || (values ->> 'plate'), ', ') FROM alarm"
                        + " WHERE kind = 'HOTLIST_SIGHTING'"))
                .as("not those that expired or were taken off")
                .isEqualTo("11111111 95******7");
        assertThat(count("SELECT count(*) FROM alarm WHERE values::text LIKE '%95B1%'"))
                .isZero();
        assertThat(count("SELECT count(*) FROM plate_known WHERE plate = '95B112347'"))
                .isEqualTo(1);
    }

    private static PlateSightings plate(String text, long track) {
        return new PlateSightings(List.of(new PlateSighting(
                Instant.now(),
                track,
                Optional.empty(),
                new PlateText(text),
                PlateSighting.Layout.TWO_LINE,
                0.97,
                true,
                3,
                List.of(),
                Optional.empty(),
                PlateSighting.Motion.AWAY)));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password());
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
