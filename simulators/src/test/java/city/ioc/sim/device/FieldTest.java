package city.ioc.sim.device;

import static city.ioc.sim.device.TestStreets.SEVEN;
import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.EnvironmentReadings;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.VehicleClass;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.GatewayWire;
import city.ioc.contracts.wire.WireException;
import city.ioc.sim.traffic.ButtonPress;
import city.ioc.sim.traffic.DetectorStep;
import city.ioc.sim.traffic.PriorityHeard;
import city.ioc.sim.traffic.RadarStep;
import city.ioc.sim.traffic.SimulationSettings.DeviceFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FieldTest {
    private static final DeviceId LOOP = new DeviceId("x-1-d1");
    private static final DeviceId RADAR = new DeviceId("x-1-radar");

    private record Sent(String carrier, String topic, DeviceMessage message) {}

    private final List<Sent> sent = new ArrayList<>();
    private Instant now = SEVEN;

    @Test
    void aVehicleOnALoopIsAnEventOfTheControllerInTheSameStep() {
        Field field = field();
        step(field, quiet());
        sent.clear();
        step(field, passage(SEVEN.plusMillis(230), SEVEN.plusMillis(370), 36));
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().topic()).isEqualTo("field/x-1/x-1-ctl/up");
        assertThat(events()).containsExactly("230 82 1", "370 81 1");
    }

    @Test
    void detectorsSpeakForThemselvesThroughTheConnectionOfTheirCabinet() {
        Field field = field();
        for (int i = 0; i < 100; i++) {
            Instant at = now;
            step(field, i % 10 == 0 ? passage(at.plusMillis(50), at.plusMillis(150), 18) : quiet());
        }
        List<Sent> readings = sentBy("x-1-d1");
        assertThat(readings).isNotEmpty().allMatch(each -> each.carrier().equals("x-1-ctl"));
        List<DetectorReading> all = readings.stream()
                .flatMap(each -> ((DetectorReadings) each.message().body()).readings().stream())
                .toList();
        DetectorReading last = all.getLast();
        assertThat(last.interval()).isLessThanOrEqualTo(Duration.ofSeconds(10));
        assertThat(last.meanSpeedKmh()).hasValue(18);
        // One vehicle of 0.1 s every 2 s.
        assertThat(last.occupancy().orElseThrow()).isBetween(0.03, 0.08);
        assertThat(readings).extracting(each -> each.message().id().seq()).startsWith(1L);
    }

    @Test
    void aRadarCountsByClassAndAFewWordsFromCameraAndGauge() {
        Field field = field();
        for (int i = 0; i < 100; i++) {
            Instant at = now;
            step(
                    field,
                    List.of(),
                    List.of(new RadarStep(
                            RADAR,
                            4,
                            12.5,
                            OptionalDouble.of(20),
                            0.25,
                            i % 20 == 0
                                    ? List.of(
                                            new RadarStep.Counted(VehicleClass.MOTORCYCLE, 30, at),
                                            new RadarStep.Counted(VehicleClass.BUS, 20, at))
                                    : List.of())),
                    List.of());
        }
        List<DetectorReading> readings = sentBy("x-1-radar").stream()
                .flatMap(each -> ((DetectorReadings) each.message().body()).readings().stream())
                .toList();
        assertThat(readings.stream().mapToInt(DetectorReading::vehicles).sum()).isPositive();
        DetectorReading busy = readings.stream()
                .filter(each -> each.vehicles() > 0)
                .findFirst()
                .orElseThrow();
        assertThat(busy.byClass().orElseThrow().motorcycles())
                .isEqualTo(busy.byClass().orElseThrow().buses());
        assertThat(busy.meanSpeedKmh()).hasValue(25);
        assertThat(busy.queueM()).hasValue(12.5);
        assertThat(sentBy("x-1-radar")).allMatch(each -> each.carrier().equals("x-1-radar"));
        assertThat(sentBy("x-1-cam").getFirst().message().body())
                .isInstanceOfSatisfying(
                        DeviceReport.class,
                        report -> assertThat(report.healthy()).isTrue());
        assertThat(sentBy("x-1-water").getFirst().message().body())
                .isInstanceOfSatisfying(EnvironmentReadings.class, body -> {
                    assertThat(body.readings().getFirst().metric()).isEqualTo("water_level_m");
                    assertThat(body.readings().getFirst().value()).isEqualTo(0.7);
                });
    }

    @Test
    void aPressedButtonIsADetectorEventAndACallOfItsGroupWhileThatDoesNotWalk() {
        Field field = field();
        step(field, quiet());
        sent.clear();
        Instant press = now.plusMillis(60);
        step(field, List.of(), List.of(), List.of(new ButtonPress(new DeviceId("x-1-b9"), press)));
        assertThat(events()).containsExactly("260 90 9", "260 45 12", "360 89 9");
    }

    @Test
    void aVehicleThatAsksForPriorityIsACallOfTheController() {
        Field field = field();
        step(field, quiet());
        sent.clear();
        now = now.plusMillis(200);
        field.observe(new StreetStep(
                now,
                List.of(),
                List.of(),
                List.of(),
                List.of(new PriorityHeard(
                        new IntersectionId("x-1"), 7, PriorityCall.Kind.BUS, new SignalGroupId("g2"), 100, 10, 12))));
        assertThat(sent).hasSize(1).first().satisfies(each -> {
            assertThat(each.topic()).isEqualTo("field/x-1/x-1-ctl/up");
            assertThat(each.message().body())
                    .isInstanceOfSatisfying(
                            PriorityCall.class,
                            call -> assertThat(Duration.between(now, call.arrivesAt()))
                                    .isEqualTo(Duration.ofSeconds(10)));
        });
    }

    @Test
    void aStuckLoopStaysOnAndASilentDeviceSaysNothing() {
        Field field = field(
                new DeviceFault(LOOP, DeviceFault.Kind.STUCK_ON, 0.1, Optional.of(0.5)),
                new DeviceFault(RADAR, DeviceFault.Kind.SILENT, 0, Optional.empty()));
        for (int i = 0; i < 400; i++) step(field, quiet());
        assertThat(allEvents().stream().filter(event -> event.code() == 82 || event.code() == 81))
                .extracting(event -> event.code() + " after "
                        + Duration.between(SEVEN, event.at()).toSeconds() + " s")
                .containsExactly("82 after 6 s", "81 after 36 s");
        assertThat(sentBy("x-1-d1").stream()
                        .flatMap(each -> ((DetectorReadings) each.message().body()).readings().stream())
                        .mapToDouble(each -> each.occupancy().orElseThrow()))
                .contains(1.0);
        assertThat(sentBy("x-1-radar")).isEmpty();
    }

    @Test
    void aDeviceWithAWrongClockDatesItsMessagesByIt() {
        Field field =
                field(new DeviceFault(new DeviceId("x-1-water"), DeviceFault.Kind.CLOCK_SKEW, 0, Optional.empty()));
        for (int i = 0; i < 60; i++) step(field, quiet());
        DeviceMessage message = sentBy("x-1-water").getFirst().message();
        assertThat(message.sentAt()).isBefore(SEVEN.minusSeconds(60));
        assertThat(((EnvironmentReadings) message.body()).readings().getFirst().at())
                .isEqualTo(message.sentAt());
    }

    @Test
    void aChatteringLoopTurnsOnAndOffFiveTimesASecond() {
        Field field = field(new DeviceFault(LOOP, DeviceFault.Kind.CHATTER, 0, Optional.empty()));
        for (int i = 0; i < 50; i++) step(field, quiet());
        assertThat(allEvents().stream().filter(event -> event.code() == 82)).hasSize(50);
    }

    @Test
    void aCommandIsAnsweredInTheSameInstant() {
        Field field = field();
        while (now.isBefore(SEVEN.plusSeconds(30))) step(field, quiet());
        sent.clear();
        Instant at = now.plusMillis(13);
        field.command(TestStreets.CONTROLLER, GatewayWire.encode(TestStreets.runStage("2", at)), at);
        assertThat(allEvents()).extracting(SignalEvent::at).isNotEmpty().containsOnly(at);
        field.command(TestStreets.CONTROLLER, new byte[] {1, 2, 3}, at);
        assertThat(field.verdicts().toString()).contains("ACCEPTED=1").contains("REFUSED_MALFORMED=1");
    }

    @Test
    void theSameStreetGivesTheSameMessages() {
        Field first = field();
        for (int i = 0; i < 200; i++) step(first, passage(now.plusMillis(3), now.plusMillis(90), 40));
        List<Sent> once = List.copyOf(sent);
        sent.clear();
        now = SEVEN;
        Field second = field();
        for (int i = 0; i < 200; i++) step(second, passage(now.plusMillis(3), now.plusMillis(90), 40));
        assertThat(sent).isEqualTo(once);
    }

    private Field field(DeviceFault... faults) {
        return new Field(
                TestStreets.city(),
                new FaultPlan(List.of(faults), now),
                (sensor, metric, at) -> 0.7,
                7,
                now,
                device -> (topic, payload, at) -> sent.add(new Sent(device.id().value(), topic, decode(payload))));
    }

    private void step(Field field, List<DetectorStep> loops) {
        step(field, loops, List.of(), List.of());
    }

    private void step(Field field, List<DetectorStep> loops, List<RadarStep> radars, List<ButtonPress> presses) {
        field.tick(now.plusMillis(100));
        now = now.plusMillis(200);
        field.tick(now);
        field.observe(new StreetStep(now, loops, radars, presses));
    }

    private static List<DetectorStep> quiet() {
        return List.of();
    }

    private static List<DetectorStep> passage(Instant entered, Instant left, double speedKmh) {
        return List.of(new DetectorStep(
                LOOP,
                false,
                List.of(new DetectorStep.Actuation(true, entered), new DetectorStep.Actuation(false, left)),
                List.of(new DetectorStep.Passage(VehicleClass.MOTORCYCLE, speedKmh, entered, left))));
    }

    private List<Sent> sentBy(String device) {
        return sent.stream()
                .filter(each -> each.message().device().value().equals(device))
                .toList();
    }

    private List<SignalEvent> allEvents() {
        return sent.stream()
                .map(each -> each.message().body())
                .filter(SignalEvents.class::isInstance)
                .flatMap(body -> ((SignalEvents) body).events().stream())
                .toList();
    }

    /** Milliseconds since seven, code and parameter of every event. */
    private List<String> events() {
        return allEvents().stream()
                .map(event ->
                        Duration.between(SEVEN, event.at()).toMillis() + " " + event.code() + " " + event.parameter())
                .toList();
    }

    private static DeviceMessage decode(byte[] payload) {
        try {
            return DeviceWire.decode(payload);
        } catch (WireException e) {
            throw new AssertionError(e);
        }
    }
}
