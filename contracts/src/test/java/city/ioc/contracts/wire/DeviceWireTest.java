package city.ioc.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.contracts.evidence.PictureRegion;
import city.ioc.contracts.field.ClassCounts;
import city.ioc.contracts.field.CommandVerdict;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.EnvironmentReading;
import city.ioc.contracts.field.EnvironmentReadings;
import city.ioc.contracts.field.LampReading;
import city.ioc.contracts.field.LampReadings;
import city.ioc.contracts.field.LaneConduct;
import city.ioc.contracts.field.LaneConducts;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.field.PlateSighting;
import city.ioc.contracts.field.PlateSightings;
import city.ioc.contracts.field.PlateText;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.field.StopLinePassage;
import city.ioc.contracts.field.StopLinePassages;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.street.VehicleClass;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DeviceWireTest {
    private static final DeviceId SENDER = new DeviceId("vt-01-c");
    private static final Instant AT = Instant.parse("2026-11-21T07:05:09.123Z");

    @Property(tries = 300)
    void everyMessageSurvivesProtobufAndJson(@ForAll("messages") DeviceMessage message) throws WireException {
        assertThat(DeviceWire.decode(DeviceWire.encode(message))).isEqualTo(message);
        assertThat(DeviceJson.decode(DeviceJson.encode(message))).isEqualTo(message);
    }

    @Property(tries = 300)
    void noBytesDoMoreThanBeRefused(@ForAll byte[] bytes) {
        try {
            DeviceWire.decode(bytes);
        } catch (WireException refused) {
            assertThat(refused).hasMessageMatching("(?s).+");
        }
        try {
            DeviceJson.decode(bytes);
        } catch (WireException refused) {
            assertThat(refused).hasMessageMatching("(?s).+");
        }
    }

    @Property(tries = 200)
    void aTruncatedMessageIsRefusedOrShorterButNeverABug(@ForAll("messages") DeviceMessage message, @ForAll byte cut) {
        byte[] whole = DeviceWire.encode(message);
        byte[] part = Arrays.copyOf(whole, Math.floorMod(cut, whole.length));
        try {
            DeviceWire.decode(part);
        } catch (WireException refused) {
            assertThat(refused.fault()).isNotNull();
        }
    }

    @Test
    void anUnknownVersionIsNamed() {
        byte[] bytes = city.ioc.contracts.wire.v1.DeviceMessage.newBuilder()
                .setVersion(7)
                .setDevice("vt-01-c")
                .build()
                .toByteArray();
        assertThatThrownBy(() -> DeviceWire.decode(bytes))
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.fault()).isEqualTo(WireException.Fault.UNKNOWN_VERSION))
                .hasMessageContaining("version 7");
    }

    @Test
    void aMisspeltJsonFieldIsRefusedByName() {
        String json = "{\"version\":1,\"device\":\"d\",\"session\":1,\"seq\":1,\"sentAtMs\":1,"
                + "\"environmentReadings\":{\"readings\":[{\"atMs\":1,\"metrik\":\"pm10_ug_m3\",\"value\":3}]}}";
        assertThatThrownBy(() -> DeviceJson.decode(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("metrik");
    }

    @Test
    void anOccupancyAboveOneIsRefused() {
        String json = "{\"version\":1,\"device\":\"d\",\"session\":1,\"seq\":1,\"sentAtMs\":1,"
                + "\"detectorReadings\":{\"readings\":[{\"atMs\":1,\"intervalMs\":10000,\"vehicles\":2,\"occupancy\":1.5}]}}";
        assertThatThrownBy(() -> DeviceJson.decode(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("occupancy must be in [0.0, 1.0], but is 1.5");
    }

    @Test
    void sessionsAndNumbersOrderAsOneLong() {
        assertThat(new MessageId(2, 1).asLong()).isGreaterThan(new MessageId(1, 4_294_967_295L).asLong());
        assertThat(MessageId.fromLong(new MessageId(1_795_000_000L, 7).asLong()))
                .isEqualTo(new MessageId(1_795_000_000L, 7));
    }

    @Provide
    Arbitrary<DeviceMessage> messages() {
        Arbitrary<MessageId> ids = Combinators.combine(
                        Arbitraries.longs().between(1, Integer.MAX_VALUE),
                        Arbitraries.longs().between(1, 4_294_967_295L))
                .as(MessageId::new);
        return Combinators.combine(ids, instants(), bodies())
                .as((id, at, body) -> new DeviceMessage(SENDER, id, at, body));
    }

    private static Arbitrary<Instant> instants() {
        return Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
    }

    private static Arbitrary<DeviceBody> bodies() {
        Arbitrary<DeviceBody> events = Combinators.combine(
                        instants(),
                        Arbitraries.integers().between(0, 32_767),
                        Arbitraries.integers().between(-1, 1000))
                .as(SignalEvent::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(SignalEvents::new);
        Arbitrary<OptionalDouble> share = Arbitraries.of(
                OptionalDouble.empty(), OptionalDouble.of(0), OptionalDouble.of(0.25), OptionalDouble.of(1));
        Arbitrary<DeviceBody> readings = Combinators.combine(
                        Arbitraries.of(SENDER, new DeviceId("vt-01-d3")),
                        instants(),
                        Arbitraries.integers().between(1, 3_600_000),
                        Arbitraries.integers().between(0, 500),
                        share,
                        Arbitraries.of(OptionalDouble.empty(), OptionalDouble.of(32.5)),
                        Arbitraries.of(OptionalDouble.empty(), OptionalDouble.of(0)),
                        Arbitraries.of(Optional.<ClassCounts>empty(), Optional.of(new ClassCounts(9, 1, 2, 0, 1, 0))))
                .as((detector, at, ms, vehicles, occupancy, speed, queue, counts) -> new DetectorReading(
                        detector, at, Duration.ofMillis(ms), vehicles, occupancy, speed, queue, counts))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(DetectorReadings::new);
        Arbitrary<DeviceBody> environment = Combinators.combine(
                        instants(), Arbitraries.of("pm2_5_ug_m3", "water_level_m"), Arbitraries.of(-1.5, 0.0, 37.25))
                .as(EnvironmentReading::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(EnvironmentReadings::new);
        Arbitrary<DeviceBody> controller = Combinators.combine(
                        Arbitraries.of(ControlMode.class),
                        Arbitraries.of(CommandVerdict.class).optional())
                .as((mode, verdict) -> new ControllerReport(
                        AT,
                        mode,
                        Optional.of(new StageId("A")),
                        true,
                        AT,
                        Optional.empty(),
                        verdict.map(v -> "cmd-1"),
                        verdict,
                        Optional.empty()));
        Arbitrary<DeviceBody> health =
                Arbitraries.of(new DeviceReport(AT, false, Optional.of("lens dirty"), Optional.of("1.2.3")));
        Arbitrary<DeviceBody> priority = Combinators.combine(
                        Arbitraries.of(PriorityCall.Kind.class), Arbitraries.of(true, false))
                .as((kind, cancelled) -> new PriorityCall(
                        AT, "bus-7", kind, new SignalGroupId("A"), AT.plusSeconds(12), AT.plusSeconds(60), cancelled));
        Arbitrary<DeviceBody> plates = Combinators.combine(
                        Arbitraries.of(PlateSighting.Layout.class),
                        Arbitraries.of(PlateSighting.Motion.class),
                        Arbitraries.of(VehicleClass.class).optional(),
                        Arbitraries.of(Optional.<ApproachId>empty(), Optional.of(new ApproachId("sw"))))
                .as((layout, motion, vehicle, approach) -> new PlateSighting(
                        AT,
                        7,
                        vehicle,
                        new PlateText("95B112345"),
                        layout,
                        0.75,
                        vehicle.isPresent(),
                        3,
                        List.of(new PlateSighting.Alternative(new PlateText("95B117345"), 0.25)),
                        approach,
                        motion))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(PlateSightings::new);
        Arbitrary<DeviceBody> lamps = Combinators.combine(
                        instants(), Arbitraries.of(LampReading.Seen.class), Arbitraries.of(true, false))
                .as((at, lamp, flashing) -> new LampReading(at, new SignalGroupId("A"), lamp, flashing, 0.875))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(LampReadings::new);
        Arbitrary<DeviceBody> passages = Combinators.combine(
                        instants(),
                        Arbitraries.of(VehicleClass.class).optional(),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(true, false),
                        Arbitraries.of(StopLinePassage.Break.class).optional(),
                        Arbitraries.of(LampReading.Seen.class))
                .as((at, vehicle, lane, entered, broken, lamp) -> new StopLinePassages(
                        entered ? Optional.of(Duration.ofMillis(-250)) : Optional.empty(),
                        List.of(new StopLinePassage(
                                at,
                                7,
                                vehicle,
                                new ApproachId("sw"),
                                lane == 0 ? OptionalInt.empty() : OptionalInt.of(lane),
                                entered ? OptionalDouble.of(31.5) : OptionalDouble.empty(),
                                entered ? Optional.of(at.plusMillis(900)) : Optional.empty(),
                                entered ? OptionalDouble.empty() : OptionalDouble.of(2.25),
                                entered ? OptionalDouble.of(-12.5) : OptionalDouble.empty(),
                                broken,
                                LocalDate.of(2024, 1, 1),
                                new PictureRegion(10, 20, 30, 40),
                                List.of(new StopLinePassage.HeadSeen(new SignalGroupId("A"), lamp, lamp, 0.875))))));
        Arbitrary<DeviceBody> conducts = Combinators.combine(
                        instants(),
                        Arbitraries.of(VehicleClass.class).optional(),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(LaneConduct.Kind.class),
                        Arbitraries.of(StopLinePassage.Break.class).optional())
                .as((at, vehicle, lane, kind, broken) -> new LaneConducts(
                        broken.map(each -> Duration.ofMillis(120)),
                        List.of(new LaneConduct(
                                kind,
                                at,
                                at.plusMillis(2_400),
                                9,
                                vehicle,
                                new ApproachId("sw"),
                                lane == 0 ? OptionalInt.empty() : OptionalInt.of(lane),
                                12.5,
                                18.75,
                                Duration.ofMillis(400),
                                broken,
                                LocalDate.of(2024, 1, 1),
                                new PictureRegion(10, 20, 30, 40)))));
        return Arbitraries.oneOf(List.of(
                events, readings, environment, controller, health, priority, plates, lamps, passages, conducts));
    }
}
