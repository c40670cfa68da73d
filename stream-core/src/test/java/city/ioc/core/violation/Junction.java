package city.ioc.core.violation;

import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.evidence.PictureRegion;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.LampReading.Seen;
import city.ioc.contracts.field.LaneConduct;
import city.ioc.contracts.field.LaneConducts;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.field.StopLinePassage;
import city.ioc.contracts.field.StopLinePassages;
import city.ioc.contracts.gateway.DeviceRecord;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.VehicleClass;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * vt-03 of the demo city and its camera, as messages: the lamps of approach sw, whose one group is g2, a letter a second, G green,
 * Y amber, R red, F flashing. The controller speaks once a second; seconds count from the first letter.
 */
final class Junction {
    static final Instant BEGIN = Instant.parse("2026-11-27T02:00:00Z");
    static final Intersection X = CityFiles.read(Path.of("..", "cities", "vi-thanh"))
            .findIntersection(new IntersectionId("vt-03"))
            .orElseThrow();
    static final DeviceId CAMERA = new DeviceId("vt-03-cam-sw");
    static final String CYCLE = "GGGGGGGGGGYYYRRRRRRRRRRRRRRRRRRRRRRRRRRRGGGGGGGGGG";
    private static final int GROUP = 2;

    private Junction() {}

    static Instant second(double second) {
        return BEGIN.plusMillis(Math.round(second * 1000));
    }

    /** What the controller says. Its clock is so much ahead of the gateway's. */
    static List<DeviceRecord> controller(String lamps, Duration ahead) {
        List<DeviceRecord> records = new ArrayList<>();
        long seq = 0;
        for (int i = 0; i < lamps.length(); i++) {
            char now = lamps.charAt(i);
            char before = i == 0 ? ' ' : lamps.charAt(i - 1);
            Instant at = second(i).plus(ahead);
            if (now != before && now != 'F') {
                SignalEventCode code = now == 'G'
                        ? SignalEventCode.GROUP_BEGIN_GREEN
                        : now == 'Y' ? SignalEventCode.GROUP_BEGIN_AMBER : SignalEventCode.GROUP_BEGIN_RED_CLEARANCE;
                records.add(record(
                        X.controller(),
                        ++seq,
                        at,
                        second(i),
                        new SignalEvents(List.of(new SignalEvent(at, code, GROUP)))));
            }
            ControlMode mode = now == 'F' ? ControlMode.NIGHT_FLASH : ControlMode.LOCAL_PLAN;
            records.add(record(
                    X.controller(),
                    ++seq,
                    at,
                    second(i),
                    new ControllerReport(
                            at,
                            mode,
                            Optional.empty(),
                            false,
                            at,
                            Optional.of(new PlanId("midday")),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty())));
        }
        return records;
    }

    static List<DeviceRecord> controller(String lamps) {
        return controller(lamps, Duration.ZERO);
    }

    /** The same, but until a second the clock was ahead by so much: then it was set right, which is back. */
    static List<DeviceRecord> setBack(List<DeviceRecord> records, double second, Duration by) {
        return records.stream()
                .map(each -> each.receivedAt().isBefore(second(second))
                        ? record(
                                each.message().device(),
                                each.message().id().seq(),
                                each.message().sentAt().plus(by),
                                each.receivedAt(),
                                each.message().body())
                        : each)
                .toList();
    }

    /** What the camera says of one vehicle, after words enough to know its clock. */
    static List<DeviceRecord> camera(StopLinePassage passage) {
        List<DeviceRecord> records = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            Instant sent = passage.end().plusMillis(500 + i);
            records.add(
                    record(CAMERA, i, sent, sent, new StopLinePassages(Optional.of(Duration.ZERO), List.of(passage))));
        }
        return records;
    }

    /** What the camera says of how one vehicle behaved. */
    static List<DeviceRecord> conducted(LaneConduct conduct) {
        List<DeviceRecord> records = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            Instant sent = conduct.until().plusMillis(500 + i);
            records.add(record(CAMERA, i, sent, sent, new LaneConducts(Optional.of(Duration.ZERO), List.of(conduct))));
        }
        return records;
    }

    /** A motorcycle against the traffic of approach sw, between two seconds, so many metres. */
    static LaneConduct against(double from, double to, double metres, Optional<StopLinePassage.Break> broken) {
        return new LaneConduct(
                LaneConduct.Kind.AGAINST_TRAFFIC,
                second(from),
                second(to),
                8,
                Optional.of(VehicleClass.MOTORCYCLE),
                new ApproachId("sw"),
                OptionalInt.empty(),
                metres,
                17,
                Duration.ofMillis(400),
                broken,
                LocalDate.of(2024, 1, 1),
                new PictureRegion(10, 10, 20, 20));
    }

    /** An emergency vehicle asks for g2, to be there at a second. */
    static DeviceRecord emergency(double arrives) {
        Instant at = second(arrives - 10);
        PriorityCall call = new PriorityCall(
                at,
                "e-1",
                PriorityCall.Kind.EMERGENCY,
                new SignalGroupId("g2"),
                second(arrives),
                second(arrives + 20),
                false);
        return record(X.controller(), 5_000, at, at, call);
    }

    /** The camera looks elsewhere than its geometry says. */
    static DeviceRecord turned() {
        Instant at = second(5);
        return record(
                CAMERA, 900, at, at, new DeviceReport(at, false, Optional.of("TURNED by 3 degrees"), Optional.empty()));
    }

    private static DeviceRecord record(DeviceId device, long seq, Instant sent, Instant received, DeviceBody body) {
        return new DeviceRecord(X.id(), received, new DeviceMessage(device, new MessageId(1, seq), sent, body), false);
    }

    /** A motorcycle over the stop line, and into the junction where it did enter. */
    static StopLinePassage passage(double at, Optional<Double> entered) {
        return new StopLinePassage(
                second(at),
                7,
                Optional.of(VehicleClass.MOTORCYCLE),
                new ApproachId("sw"),
                OptionalInt.of(1),
                OptionalDouble.of(30),
                entered.map(Junction::second),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                LocalDate.of(2024, 1, 1),
                new PictureRegion(10, 10, 20, 20),
                List.of());
    }

    static StopLinePassage stood(double at, double metres) {
        return change(
                passage(at, Optional.empty()), OptionalDouble.of(metres), OptionalDouble.empty(), Optional.empty());
    }

    static StopLinePassage turned(StopLinePassage passage, double degrees) {
        return change(passage, passage.stoodM(), OptionalDouble.of(degrees), passage.broken());
    }

    static StopLinePassage broken(StopLinePassage passage, StopLinePassage.Break why) {
        return change(passage, passage.stoodM(), passage.turnedDeg(), Optional.of(why));
    }

    /** The same with what the picture shows of g2. */
    static StopLinePassage seen(StopLinePassage passage, Seen atLine, Seen atEntry) {
        return copy(
                passage,
                passage.stoodM(),
                passage.turnedDeg(),
                passage.broken(),
                List.of(new StopLinePassage.HeadSeen(new SignalGroupId("g2"), atLine, atEntry, 0.99)));
    }

    private static StopLinePassage change(
            StopLinePassage passage,
            OptionalDouble stood,
            OptionalDouble turned,
            Optional<StopLinePassage.Break> broken) {
        return copy(passage, stood, turned, broken, passage.lamps());
    }

    private static StopLinePassage copy(
            StopLinePassage passage,
            OptionalDouble stood,
            OptionalDouble turned,
            Optional<StopLinePassage.Break> broken,
            List<StopLinePassage.HeadSeen> lamps) {
        return new StopLinePassage(
                passage.at(),
                passage.track(),
                passage.vehicle(),
                passage.approach(),
                passage.lane(),
                passage.speedKmh(),
                passage.enteredAt(),
                stood,
                turned,
                broken,
                passage.geometryFrom(),
                passage.box(),
                lamps);
    }
}
