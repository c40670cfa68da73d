package city.ioc.edge.intake;

import static city.ioc.contracts.gateway.RejectionReason.DUPLICATE;
import static city.ioc.contracts.gateway.RejectionReason.FUTURE_DATED;
import static city.ioc.contracts.gateway.RejectionReason.IMPLAUSIBLE;
import static city.ioc.contracts.gateway.RejectionReason.MALFORMED;
import static city.ioc.contracts.gateway.RejectionReason.OVERSIZED;
import static city.ioc.contracts.gateway.RejectionReason.TOO_OLD;
import static city.ioc.contracts.gateway.RejectionReason.TOPIC_MISMATCH;
import static city.ioc.contracts.gateway.RejectionReason.UNKNOWN_CONTENT_TYPE;
import static city.ioc.contracts.gateway.RejectionReason.UNKNOWN_DEVICE;
import static city.ioc.contracts.gateway.RejectionReason.UNKNOWN_VERSION;
import static city.ioc.contracts.gateway.RejectionReason.WRONG_KIND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.EnvironmentReading;
import city.ioc.contracts.field.EnvironmentReadings;
import city.ioc.contracts.field.LampReading;
import city.ioc.contracts.field.LampReadings;
import city.ioc.contracts.field.PlateSighting;
import city.ioc.contracts.field.PlateSightings;
import city.ioc.contracts.field.PlateText;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.gateway.RejectionReason;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.wire.DeviceJson;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.edge.Messages;
import city.ioc.edge.TestCity;
import city.ioc.edge.registry.Registry;
import city.ioc.mqtt.MqttInbound;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");
    private final Registry registry = Registry.of(TestCity.city(), List.of());
    private final Intake intake = new Intake(() -> registry);

    @Test
    void aSoundMessagePasses() {
        assertPasses(check("field/x1/r1/up", DeviceWire.encode(Messages.radar(1, NOW))));
    }

    @Test
    void jsonPassesWhenTheContentTypeSaysSo() {
        byte[] json = DeviceJson.encode(Messages.radar(1, NOW));
        assertPasses(intake.check(message("field/x1/r1/up", json, Optional.of("application/json"), NOW)));
        assertRejects(check("field/x1/r1/up", json), MALFORMED);
    }

    @Test
    void aContentTypeThatNobodySpeaksIsRefused() {
        byte[] bytes = DeviceWire.encode(Messages.radar(1, NOW));
        assertRejects(
                intake.check(message("field/x1/r1/up", bytes, Optional.of("text/xml"), NOW)), UNKNOWN_CONTENT_TYPE);
    }

    @Test
    void rubbishIsMalformed() {
        assertRejects(check("field/x1/r1/up", "rubbish".getBytes(UTF_8)), MALFORMED);
        assertRejects(check("field/x1/r1/up", new byte[0]), UNKNOWN_VERSION);
        byte[] cut = DeviceWire.encode(Messages.radar(1, NOW));
        assertRejects(check("field/x1/r1/up", java.util.Arrays.copyOf(cut, cut.length - 3)), MALFORMED);
    }

    @Test
    void anOversizedMessageIsNotEvenDecoded() {
        assertRejects(check("field/x1/r1/up", new byte[Checks.LARGEST_MESSAGE + 1]), OVERSIZED);
    }

    @Test
    void anotherVersionIsRefused() {
        byte[] bytes = DeviceWire.encode(Messages.radar(1, NOW));
        assertThat(bytes[0]).isEqualTo((byte) 8);
        bytes[1] = 2;
        assertRejects(check("field/x1/r1/up", bytes), UNKNOWN_VERSION);
    }

    @Test
    void strangersAndRetiredDevicesAreUnknown() {
        assertRejects(check("field/x1/zz/up", DeviceWire.encode(of("zz", 1))), UNKNOWN_DEVICE);
        assertRejects(check("field/x1/old1/up", DeviceWire.encode(of("old1", 1))), UNKNOWN_DEVICE);
    }

    @Test
    void topicPayloadAndRegistryMustNameTheSameDeviceAndSite() {
        assertRejects(check("field/x1/k1/up", DeviceWire.encode(of("r1", 1))), TOPIC_MISMATCH);
        assertRejects(check("field/x2/r1/up", DeviceWire.encode(of("r1", 1))), TOPIC_MISMATCH);
    }

    @Test
    void aControllerMayReportDetectorsThatSpeakThroughItAndNoOthers() {
        assertPasses(
                check("field/x1/c1/up", DeviceWire.encode(Messages.of("c1", 1, NOW, Messages.reading("d1", NOW, 3)))));
        assertRejects(
                check("field/x1/c1/up", DeviceWire.encode(Messages.of("c1", 2, NOW, Messages.reading("r1", NOW, 3)))),
                TOPIC_MISMATCH);
        assertRejects(
                check("field/x1/c1/up", DeviceWire.encode(Messages.of("c1", 3, NOW, Messages.reading("zz", NOW, 3)))),
                UNKNOWN_DEVICE);
    }

    @Test
    void aRadarDoesNotReportLamps() {
        var lamps = new SignalEvents(List.of(new SignalEvent(NOW, SignalEventCode.GROUP_BEGIN_GREEN, 1)));
        assertRejects(check("field/x1/r1/up", DeviceWire.encode(Messages.of("r1", 1, NOW, lamps))), WRONG_KIND);
    }

    @Test
    void priorityIsAskedThroughTheControllerForGroupsThatExistAndForMinutes() {
        SignalGroupId known = new SignalGroupId("A");
        assertPasses(priority("c1", 1, known, 60));
        assertRejects(priority("c1", 2, known, 700), IMPLAUSIBLE);
        assertRejects(priority("c1", 3, known, 5), IMPLAUSIBLE);
        assertRejects(priority("c1", 4, new SignalGroupId("none"), 60), IMPLAUSIBLE);
        assertRejects(priority("r1", 5, known, 60), WRONG_KIND);
    }

    @Test
    void onlyCamerasReadPlates() {
        assertPasses(plates("k1", 1, NOW));
        assertRejects(plates("k1", 2, NOW.plusSeconds(60)), FUTURE_DATED);
        assertRejects(plates("r1", 1, NOW), WRONG_KIND);
        assertRejects(plates("c1", 1, NOW), WRONG_KIND);
    }

    @Test
    void camerasSeeLampsOfGroupsThatExist() {
        assertPasses(lamps("k1", 1, new SignalGroupId("A")));
        assertRejects(lamps("k1", 2, new SignalGroupId("none")), IMPLAUSIBLE);
        assertRejects(lamps("r1", 1, new SignalGroupId("A")), WRONG_KIND);
    }

    private Verdict lamps(String device, long seq, SignalGroupId group) {
        var reading = new LampReading(NOW, group, LampReading.Seen.RED, false, 0.9);
        return check(
                "field/x1/" + device + "/up",
                DeviceWire.encode(Messages.of(device, seq, NOW, new LampReadings(List.of(reading)))));
    }

    private Verdict plates(String device, long seq, Instant at) {
        var sighting = new PlateSighting(
                at,
                1,
                Optional.empty(),
                new PlateText("95A00001"),
                PlateSighting.Layout.ONE_LINE,
                0.9,
                false,
                1,
                List.of(),
                Optional.empty(),
                PlateSighting.Motion.AWAY);
        return check(
                "field/x1/" + device + "/up",
                DeviceWire.encode(Messages.of(device, seq, NOW, new PlateSightings(List.of(sighting)))));
    }

    private Verdict priority(String device, long seq, SignalGroupId group, int seconds) {
        var call = new PriorityCall(
                NOW, "bus-7", PriorityCall.Kind.BUS, group, NOW.plusSeconds(10), NOW.plusSeconds(seconds), false);
        return check("field/x1/" + device + "/up", DeviceWire.encode(Messages.of(device, seq, NOW, call)));
    }

    @Test
    void aRepeatIsADuplicateAndDisorderIsNot() {
        assertPasses(check("field/x1/r1/up", DeviceWire.encode(Messages.radar(2, NOW))));
        assertPasses(check("field/x1/r1/up", DeviceWire.encode(Messages.radar(1, NOW))));
        assertRejects(check("field/x1/r1/up", DeviceWire.encode(Messages.radar(2, NOW))), DUPLICATE);
    }

    @Test
    void theFutureAndTheDistantPastAreRefused() {
        assertPasses(check("field/x1/r1/up", DeviceWire.encode(Messages.radar(1, NOW.plusSeconds(4)))));
        assertRejects(check("field/x1/r1/up", DeviceWire.encode(Messages.radar(2, NOW.plusSeconds(6)))), FUTURE_DATED);
        assertPasses(check("field/x1/r1/up", DeviceWire.encode(Messages.radar(3, NOW.minus(Duration.ofDays(6))))));
        assertRejects(
                check("field/x1/r1/up", DeviceWire.encode(Messages.radar(4, NOW.minus(Duration.ofDays(8))))), TOO_OLD);
        var future = Messages.of("r1", 5, NOW, Messages.reading("r1", NOW.plusSeconds(60), 1));
        assertRejects(check("field/x1/r1/up", DeviceWire.encode(future)), FUTURE_DATED);
    }

    @Test
    void aDeviceWhoseClockIsOffIsKeptButSuspect() {
        FieldMessage last = null;
        for (int i = 1; i <= 20; i++) {
            Instant received = NOW.plusSeconds(i);
            last = message(
                    "field/x1/r1/up",
                    DeviceWire.encode(Messages.radar(i, received.minusSeconds(30))),
                    Optional.empty(),
                    received);
            assertPasses(intake.check(last));
        }
        assertThat(java.util.Objects.requireNonNull(last).clockSuspect()).isTrue();
    }

    @Test
    void whatTheStreetCannotShowIsImplausible() {
        assertRejects(
                check(
                        "field/x1/d1/up",
                        DeviceWire.encode(Messages.of("d1", 1, NOW, Messages.reading("d1", NOW, 5_000)))),
                IMPLAUSIBLE);
        assertRejects(environment("e1", "pm2_5_ug_m3", 99_999), IMPLAUSIBLE);
        assertRejects(environment("e1", "rain_mm_h", 3), IMPLAUSIBLE);
        assertPasses(environment("e1", "no2_ug_m3", 21));
        assertRejects(environment("w1", "water_level_m", 300), IMPLAUSIBLE);
    }

    private int number = 100;

    private Verdict environment(String device, String metric, double value) {
        var body = new EnvironmentReadings(List.of(new EnvironmentReading(NOW, metric, value)));
        return check("field/x1/" + device + "/up", DeviceWire.encode(Messages.of(device, ++number, NOW, body)));
    }

    private static DeviceMessage of(String device, long seq) {
        return Messages.of(device, seq, NOW, Messages.reading(device, NOW, 1));
    }

    private Verdict check(String topic, byte[] payload) {
        return intake.check(message(topic, payload, Optional.empty(), NOW));
    }

    static FieldMessage message(String topic, byte[] payload, Optional<String> type, Instant receivedAt) {
        return new FieldMessage(
                new MqttInbound(topic, payload, type, false, false, () -> {}),
                Topics.parseField(topic).orElseThrow(),
                receivedAt);
    }

    private static void assertPasses(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Pass.class);
    }

    private static void assertRejects(Verdict verdict, RejectionReason reason) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Reject.class, reject -> {
            assertThat(reject.reason()).isEqualTo(reason);
            assertThat(reject.detail()).isNotBlank();
        });
    }
}
