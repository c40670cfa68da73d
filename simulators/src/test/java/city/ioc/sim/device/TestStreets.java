package city.ioc.sim.device;

import city.ioc.contracts.city.City;
import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.street.Conflicts;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Intergreens;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.PlanTimes;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.contracts.street.Stage;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Small intersections for tests, written as an engineer would note them. */
final class TestStreets {
    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    static final IntersectionId X = new IntersectionId("x-1");
    static final DeviceId CONTROLLER = new DeviceId("x-1-ctl");
    /** 07:00:00 local on a Monday, the start of a 60 s cycle with offset 0. */
    static final Instant SEVEN = Instant.parse("2026-11-23T00:00:00Z");

    private TestStreets() {}

    /**
     * Four legs: A and B (main street, stage 1 with the pedestrians P across the side street), C (side street, stage 2). Plan
     * "day": 60 s, 35 s for stage 1 and 25 s for stage 2; night flash from 23:30 to 04:30.
     */
    static Intersection fourLeg() {
        return intersection(
                List.of(vehicles("A", 2, 8), vehicles("B", 6, 8), vehicles("C", 4, 6), pedestrians("P", 12, 5, 4)),
                List.of("A-C", "B-C", "C-P"),
                Map.of("A>C", 5.0, "C>A", 6.0, "B>C", 5.5, "C>B", 6.0, "C>P", 4.5, "P>C", 7.0),
                List.of(stage("1", "A", "B", "P"), stage("2", "C"), stage("3", "A"), stage("0")),
                List.of(
                        plan("day", SignalPlan.Kind.FIXED_TIME, 0, "1", 35, "2", 25),
                        plan("late", SignalPlan.Kind.ACTUATED, 10, "1", 40, "2", 30),
                        plan("night", SignalPlan.Kind.NIGHT_FLASH, 0)),
                "04:30 day",
                "20:00 late",
                "23:30 night");
    }

    /** Two stages that share a group, and two with protected turns: groups stay green from stage to stage. */
    static Intersection leadingLeft() {
        return intersection(
                List.of(vehicles("N", 2, 5), vehicles("S", 6, 5), vehicles("L", 5, 5), vehicles("W", 4, 7)),
                List.of("L-S", "N-W", "S-W", "L-W"),
                Map.of("L>S", 4.0, "S>L", 5.0, "N>W", 5.0, "W>N", 4.0, "S>W", 5.0, "W>S", 6.0, "L>W", 7.0, "W>L", 4.0),
                List.of(stage("1", "N", "L"), stage("2", "N", "S"), stage("3", "W")),
                List.of(plan("day", SignalPlan.Kind.FIXED_TIME, 7, "1", 20, "2", 30, "3", 30)),
                "00:00 day");
    }

    static Intersection intersection(
            List<SignalGroup> groups,
            List<String> conflicts,
            Map<String, Double> intergreens,
            List<Stage> stages,
            List<SignalPlan> plans,
            String... schedule) {
        var times = new TreeMap<String, Duration>();
        intergreens.forEach((pair, s) -> times.put(pair, Duration.ofMillis(Math.round(s * 1000))));
        return new Intersection(
                X,
                new LocalName("x", "x"),
                "vi-thanh",
                new GeoPoint(9.784, 105.47),
                Intersection.Control.COMMANDED,
                CONTROLLER,
                List.of(),
                groups,
                new Conflicts(conflicts.stream()
                        .map(pair ->
                                List.of(new SignalGroupId(pair.split("-")[0]), new SignalGroupId(pair.split("-")[1])))
                        .toList()),
                new Intergreens(times),
                stages,
                Duration.ofSeconds(60),
                plans,
                List.of(schedule).stream()
                        .map(line -> new PlanTimes(
                                EnumSet.allOf(DayOfWeek.class),
                                LocalTime.parse(line.split(" ")[0]),
                                new PlanId(line.split(" ")[1])))
                        .toList(),
                LocalDate.parse("2025-07-01"),
                Optional.empty());
    }

    static SignalGroup vehicles(String id, int number, int minGreenS) {
        return new SignalGroup(
                new SignalGroupId(id),
                number,
                SignalGroup.Kind.VEHICLE,
                List.of(),
                Optional.empty(),
                Duration.ofSeconds(minGreenS),
                Duration.ofSeconds(120),
                Duration.ofSeconds(3),
                Duration.ZERO);
    }

    static SignalGroup pedestrians(String id, int number, int minGreenS, int clearanceS) {
        return new SignalGroup(
                new SignalGroupId(id),
                number,
                SignalGroup.Kind.PEDESTRIAN,
                List.of(),
                Optional.of(new ApproachId("side")),
                Duration.ofSeconds(minGreenS),
                Duration.ofSeconds(120),
                Duration.ZERO,
                Duration.ofSeconds(clearanceS));
    }

    static Stage stage(String id, String... groups) {
        return new Stage(
                new StageId(id),
                new LocalName(id, id),
                Set.copyOf(List.of(groups).stream().map(SignalGroupId::new).toList()));
    }

    static SignalPlan plan(String id, SignalPlan.Kind kind, int offsetS, Object... stagesAndLengths) {
        List<SignalPlan.Split> splits = new ArrayList<>();
        Duration cycle = Duration.ZERO;
        for (int i = 0; i < stagesAndLengths.length; i += 2) {
            Duration length = Duration.ofSeconds((Integer) stagesAndLengths[i + 1]);
            splits.add(new SignalPlan.Split(new StageId((String) stagesAndLengths[i]), length, Duration.ofSeconds(3)));
            cycle = cycle.plus(length);
        }
        return new SignalPlan(new PlanId(id), kind, new LocalName(id, id), cycle, Duration.ofSeconds(offsetS), splits);
    }

    static ControllerCommand command(ControllerCommand.Action action, Instant now, Duration life) {
        return new ControllerCommand(
                "c-" + now.toEpochMilli(), X, CONTROLLER, now, now.plus(life), "GAP_OUT", action, Optional.empty());
    }

    static ControllerCommand runStage(String stage, Instant now) {
        return command(new ControllerCommand.RunStage(new StageId(stage)), now, Duration.ofSeconds(3));
    }

    /** A city of the four-leg intersection with a loop (channel 1), a button (channel 9), a radar, a camera and a water gauge. */
    static City city() {
        return city(ZONE);
    }

    /** The city in another time zone: by the clock its plans are others. */
    static City city(ZoneId zone) {
        return new City(
                "test",
                new LocalName("Thử", "Test"),
                zone,
                new GeoPoint(9.784, 105.47),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(fourLeg()),
                List.of(
                        device("x-1-ctl", Device.Kind.CONTROLLER, 1, false, Optional.empty()),
                        device("x-1-d1", Device.Kind.STOP_LINE_DETECTOR, 10, true, Optional.of(1)),
                        device("x-1-b9", Device.Kind.PEDESTRIAN_BUTTON, 10, true, Optional.of(9)),
                        device("x-1-radar", Device.Kind.RADAR, 10, false, Optional.empty()),
                        device("x-1-cam", Device.Kind.CAMERA, 10, false, Optional.empty()),
                        device("x-1-water", Device.Kind.WATER_LEVEL, 10, false, Optional.empty())));
    }

    private static Device device(
            String id, Device.Kind kind, int everyS, boolean inCabinet, Optional<Integer> channel) {
        return new Device(
                new DeviceId(id),
                kind,
                new LocalName(id, id),
                X,
                new GeoPoint(9.784, 105.47),
                inCabinet ? Optional.of(CONTROLLER) : Optional.empty(),
                channel,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                kind == Device.Kind.PEDESTRIAN_BUTTON ? Optional.of(new SignalGroupId("P")) : Optional.empty(),
                Duration.ofSeconds(everyS),
                kind == Device.Kind.WATER_LEVEL ? List.of("water_level_m") : List.of(),
                LocalDate.parse("2025-07-01"),
                Optional.empty());
    }
}
