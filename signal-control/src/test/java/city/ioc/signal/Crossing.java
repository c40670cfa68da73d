package city.ioc.signal;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.LinkId;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Conflicts;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Intergreens;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.Movement;
import city.ioc.contracts.street.PlanTimes;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.contracts.street.Stage;
import city.ioc.contracts.street.Turn;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.traffic.ApproachLane;
import city.ioc.signal.traffic.LaneLayout;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The crossing of the tests. Groups: A main street (number 2), L its protected left (5), B side street (4), P the pedestrians
 * across the main street (12). Stages in order: main {A}, left {L}, side {B, P}. All conflict but B with P. Amber 3 s,
 * pedestrian clearance 8 s, intergreen 5 s after vehicles and 10 s after pedestrians; least green 7 s (P: 6 s), longest red
 * 120 s. Detectors by channel: 1 and 2 of A (stop line, advance), 3 of B, 4 of L, 9 the button of P. The plan "day" has splits
 * of 40, 15 and 35 s and a gap of 3 s, offset 10 s; from 23:00 to 5:00 it flashes.
 */
public final class Crossing {
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    /** A Monday, 8:00 local: second 80 of the plan's cycle. */
    public static final Instant T0 = Instant.parse("2026-03-02T01:00:00Z");

    private static final LocalDate FROM = LocalDate.of(2025, 1, 1);

    private Crossing() {}

    public static Instant t(double seconds) {
        return T0.plusMillis(Math.round(seconds * 1000));
    }

    public static StageId stage(String code) {
        return new StageId(code);
    }

    public static SignalLayout layout() {
        return SignalLayout.of(intersection(Intersection.Control.COMMANDED), detectors());
    }

    public static SignalLayout layout(Intersection intersection) {
        return SignalLayout.of(intersection, detectors());
    }

    /** The layout with a lane of 200 m for each vehicle group, 50 km/h; A's leads to exit "out". */
    public static SignalLayout layoutWithLanes() {
        return SignalLayout.of(intersection(Intersection.Control.COMMANDED), detectors(), lanes());
    }

    /** As {@link #layoutWithLanes()}, shared by motorcycles side by side. */
    public static SignalLayout layoutWithLanesAbreast() {
        return SignalLayout.of(intersection(Intersection.Control.COMMANDED), detectors(), lanes().sharedAbreast());
    }

    /** As {@link #layoutWithLanes()}; the main street comes from the intersection "x-0", the side street from "x-2". */
    public static SignalLayout layoutWithNeighbours() {
        return SignalLayout.of(
                intersection(Intersection.Control.COMMANDED),
                detectors(),
                lanes().fedBy(List.of(new LaneLayout.Feeder("in-A", "x-0"), new LaneLayout.Feeder("in-B", "x-2"))));
    }

    /** As {@link #layoutWithLanes()}, and a stage "all-red" besides. */
    public static SignalLayout layoutWithAllRed() {
        Stage allRed = new Stage(new StageId("all-red"), name("all-red"), Set.of());
        return SignalLayout.of(with(intersection(Intersection.Control.COMMANDED), allRed), detectors(), lanes());
    }

    /** As {@link #layoutWithLanes()}, and a stage "side-vehicles" in which the side street goes without the pedestrians. */
    public static SignalLayout layoutWithVehiclesAlone() {
        Stage alone = stage("side-vehicles", "B");
        return SignalLayout.of(with(intersection(Intersection.Control.COMMANDED), alone), detectors(), lanes());
    }

    /** An intersection with one more stage. */
    public static Intersection with(Intersection x, Stage stage) {
        List<Stage> stages = new java.util.ArrayList<>(x.stages());
        stages.add(stage);
        return new Intersection(
                x.id(),
                x.name(),
                x.ward(),
                x.at(),
                x.control(),
                x.controller(),
                x.approaches(),
                x.groups(),
                x.conflicts(),
                x.intergreens(),
                stages,
                x.maxStage(),
                x.plans(),
                x.schedule(),
                x.validFrom(),
                x.validTo());
    }

    private static LaneLayout lanes() {
        return new LaneLayout(
                List.of(lane("A", 0, 0, 0, 1, 50), lane("L", 1, -1, 3, -1, 0), lane("B", 2, -1, 2, -1, 0)),
                List.of("out"));
    }

    private static ApproachLane lane(String id, int group, int exit, int stopLine, int advance, double advanceM) {
        return new ApproachLane(
                id,
                id,
                "in-" + id,
                List.of(new ApproachLane.Way(group, exit, 1, 0)),
                "in-" + id,
                300,
                200,
                3.2,
                13.9,
                stopLine,
                advance,
                advanceM);
    }

    public static Intersection intersection(Intersection.Control control) {
        return intersection(control, intergreens());
    }

    public static Intersection intersection(Intersection.Control control, Map<String, Duration> intergreens) {
        List<List<SignalGroupId>> conflicts =
                List.of(pair("A", "L"), pair("A", "B"), pair("A", "P"), pair("L", "B"), pair("L", "P"));
        return new Intersection(
                new IntersectionId("x-1"),
                name("x-1"),
                "ward",
                new GeoPoint(9.78, 105.47),
                control,
                new DeviceId("x-1-c"),
                List.of(approach("main"), approach("side")),
                List.of(
                        vehicles("A", 2, "main", Turn.THROUGH),
                        vehicles("L", 5, "main", Turn.LEFT),
                        vehicles("B", 4, "side", Turn.THROUGH),
                        new SignalGroup(
                                group("P"),
                                12,
                                SignalGroup.Kind.PEDESTRIAN,
                                List.of(),
                                Optional.of(new ApproachId("main")),
                                Duration.ofSeconds(6),
                                Duration.ofSeconds(120),
                                Duration.ZERO,
                                Duration.ofSeconds(8))),
                new Conflicts(conflicts),
                new Intergreens(intergreens),
                List.of(stage("main", "A"), stage("left", "L"), stage("side", "B", "P")),
                Duration.ofSeconds(90),
                List.of(day(), flash()),
                List.of(
                        new PlanTimes(EnumSet.allOf(DayOfWeek.class), LocalTime.of(5, 0), new PlanId("day")),
                        new PlanTimes(EnumSet.allOf(DayOfWeek.class), LocalTime.of(23, 0), new PlanId("flash"))),
                FROM,
                Optional.empty());
    }

    public static Map<String, Duration> intergreens() {
        Map<String, Duration> times = new HashMap<>();
        for (String from : List.of("A", "L", "B", "P"))
            for (String to : List.of("A", "L", "B", "P"))
                if (!from.equals(to)) times.put(from + ">" + to, Duration.ofSeconds(from.equals("P") ? 10 : 5));
        times.remove("B>P");
        times.remove("P>B");
        return times;
    }

    public static SignalPlan day() {
        return new SignalPlan(
                new PlanId("day"),
                SignalPlan.Kind.FIXED_TIME,
                name("day"),
                Duration.ofSeconds(90),
                Duration.ofSeconds(10),
                List.of(split("main", 40), split("left", 15), split("side", 35)));
    }

    public static SignalPlan flash() {
        return new SignalPlan(
                new PlanId("flash"),
                SignalPlan.Kind.NIGHT_FLASH,
                name("flash"),
                Duration.ZERO,
                Duration.ZERO,
                List.of());
    }

    public static List<Device> detectors() {
        return List.of(
                detector(1, Device.Kind.STOP_LINE_DETECTOR, "A"),
                detector(2, Device.Kind.ADVANCE_DETECTOR, "A"),
                detector(3, Device.Kind.STOP_LINE_DETECTOR, "B"),
                detector(4, Device.Kind.STOP_LINE_DETECTOR, "L"),
                detector(9, Device.Kind.PEDESTRIAN_BUTTON, "P"));
    }

    private static Device detector(int channel, Device.Kind kind, String group) {
        return new Device(
                new DeviceId("x-1-d" + channel),
                kind,
                name("d" + channel),
                new IntersectionId("x-1"),
                new GeoPoint(9.78, 105.47),
                Optional.of(new DeviceId("x-1-c")),
                Optional.of(channel),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(group(group)),
                Duration.ofSeconds(10),
                List.of(),
                FROM,
                Optional.empty());
    }

    private static SignalGroup vehicles(String id, int number, String approach, Turn turn) {
        return new SignalGroup(
                group(id),
                number,
                SignalGroup.Kind.VEHICLE,
                List.of(new Movement(new ApproachId(approach), turn, new LinkId("out"), false)),
                Optional.empty(),
                Duration.ofSeconds(7),
                Duration.ofSeconds(120),
                Duration.ofSeconds(3),
                Duration.ZERO);
    }

    private static Approach approach(String id) {
        return new Approach(new ApproachId(id), new LinkId("in-" + id), name(id), 0);
    }

    private static Stage stage(String id, String... groups) {
        return new Stage(
                new StageId(id),
                name(id),
                Set.copyOf(java.util.Arrays.stream(groups).map(Crossing::group).toList()));
    }

    private static SignalPlan.Split split(String stage, int seconds) {
        return new SignalPlan.Split(new StageId(stage), Duration.ofSeconds(seconds), Duration.ofSeconds(3));
    }

    private static List<SignalGroupId> pair(String a, String b) {
        return List.of(group(a), group(b));
    }

    private static SignalGroupId group(String id) {
        return new SignalGroupId(id);
    }

    private static LocalName name(String word) {
        return new LocalName(word, word);
    }
}
