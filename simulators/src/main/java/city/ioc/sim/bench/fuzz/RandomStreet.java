package city.ioc.sim.bench.fuzz;

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
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An intersection as nobody would build it: any groups, any conflicts, any intergreens and times that a city file may hold, sound
 * stages that serve every group and hostile ones whose groups conflict. Plans hold sound stages only. Immutable.
 *
 * @param sound stages whose groups do not conflict; together they serve every group
 * @param hostile stages whose groups conflict
 */
record RandomStreet(Intersection intersection, List<Device> devices, List<StageId> sound, List<StageId> hostile) {
    static final IntersectionId SITE = new IntersectionId("x-1");
    static final DeviceId CONTROLLER = new DeviceId("x-1-ctl");
    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final LocalDate FROM = LocalDate.of(2025, 7, 1);
    private static final GeoPoint PLACE = new GeoPoint(9.784, 105.47);

    /**
     * Draws an intersection.
     *
     * @param missingIntergreens how often an intergreen between conflicting groups is left out, 0 to 1
     */
    static RandomStreet draw(SplittableRandom random, Instant start, double missingIntergreens) {
        int n = 2 + random.nextInt(7);
        List<SignalGroup> groups = new ArrayList<>();
        for (int g = 0; g < n; g++) groups.add(group(g, random));
        double density = 0.2 + 0.7 * random.nextDouble();
        boolean[][] conflict = new boolean[n][n];
        List<List<SignalGroupId>> pairs = new ArrayList<>();
        Map<String, Duration> intergreens = new TreeMap<>();
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                if (random.nextDouble() >= density && !(a == 0 && b == 1)) continue;
                conflict[a][b] = conflict[b][a] = true;
                pairs.add(List.of(groups.get(a).id(), groups.get(b).id()));
                if (random.nextDouble() >= missingIntergreens)
                    intergreen(groups.get(a), groups.get(b), random, intergreens);
                if (random.nextDouble() >= missingIntergreens)
                    intergreen(groups.get(b), groups.get(a), random, intergreens);
            }
        }
        List<Stage> stages = new ArrayList<>();
        List<StageId> sound = soundStages(groups, conflict, stages, random);
        List<StageId> hostile = hostileStages(groups, pairs, stages, random);
        Collections.shuffle(stages, new java.util.Random(random.nextLong()));
        List<SignalPlan> plans = plans(sound, random);
        Intersection x = new Intersection(
                SITE,
                new LocalName("x", "x"),
                "ward",
                PLACE,
                Intersection.Control.COMMANDED,
                CONTROLLER,
                List.of(),
                groups,
                new Conflicts(pairs),
                new Intergreens(intergreens),
                stages,
                Duration.ofSeconds(30 + random.nextInt(60)),
                plans,
                schedule(start, random),
                FROM,
                Optional.empty());
        return new RandomStreet(x, devices(groups, random), sound, hostile);
    }

    /** The same street, only watched. */
    RandomStreet observed() {
        Intersection x = intersection;
        return new RandomStreet(
                new Intersection(
                        x.id(),
                        x.name(),
                        x.ward(),
                        x.at(),
                        Intersection.Control.OBSERVED,
                        x.controller(),
                        x.approaches(),
                        x.groups(),
                        x.conflicts(),
                        x.intergreens(),
                        x.stages(),
                        x.maxStage(),
                        x.plans(),
                        x.schedule(),
                        x.validFrom(),
                        x.validTo()),
                devices,
                sound,
                hostile);
    }

    private static SignalGroup group(int g, SplittableRandom random) {
        boolean pedestrian = g > 1 && random.nextInt(4) == 0;
        return new SignalGroup(
                new SignalGroupId(String.valueOf((char) ('A' + g))),
                g + 1,
                pedestrian ? SignalGroup.Kind.PEDESTRIAN : SignalGroup.Kind.VEHICLE,
                List.of(),
                Optional.empty(),
                tenths(30, 120, random),
                Duration.ofSeconds(40 + random.nextInt(60)),
                pedestrian ? Duration.ZERO : tenths(30, 50, random),
                pedestrian ? tenths(30, 80, random) : Duration.ZERO);
    }

    private static void intergreen(
            SignalGroup from, SignalGroup to, SplittableRandom random, Map<String, Duration> intergreens) {
        intergreens.put(from.id() + ">" + to.id(), from.endOfGreen().plus(tenths(0, 40, random)));
    }

    private static List<StageId> soundStages(
            List<SignalGroup> groups, boolean[][] conflict, List<Stage> stages, SplittableRandom random) {
        List<StageId> sound = new ArrayList<>();
        Set<Integer> unserved = new TreeSet<>();
        for (int g = 0; g < groups.size(); g++) unserved.add(g);
        while (!unserved.isEmpty() || sound.size() < 2) {
            Set<Integer> green = new TreeSet<>();
            int first = unserved.isEmpty()
                    ? random.nextInt(groups.size())
                    : unserved.iterator().next();
            green.add(first);
            for (int tries = 0; tries < groups.size(); tries++) {
                int g = random.nextInt(groups.size());
                if (green.stream().noneMatch(other -> conflict[other][g])) green.add(g);
            }
            unserved.removeAll(green);
            sound.add(add(groups, green, "s" + sound.size(), stages));
        }
        if (random.nextInt(4) == 0) sound.add(add(groups, Set.of(), "red", stages));
        return List.copyOf(sound);
    }

    private static List<StageId> hostileStages(
            List<SignalGroup> groups, List<List<SignalGroupId>> pairs, List<Stage> stages, SplittableRandom random) {
        List<StageId> hostile = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            List<SignalGroupId> pair = pairs.get(random.nextInt(pairs.size()));
            Set<Integer> green = new TreeSet<>();
            for (int g = 0; g < groups.size(); g++)
                if (pair.contains(groups.get(g).id()) || random.nextInt(3) == 0) green.add(g);
            hostile.add(add(groups, green, "h" + i, stages));
        }
        return List.copyOf(hostile);
    }

    private static StageId add(List<SignalGroup> groups, Set<Integer> green, String code, List<Stage> stages) {
        Set<SignalGroupId> ids = new TreeSet<>();
        for (int g : green) ids.add(groups.get(g).id());
        StageId id = new StageId(code);
        stages.add(new Stage(id, new LocalName(code, code), ids));
        return id;
    }

    private static List<SignalPlan> plans(List<StageId> sound, SplittableRandom random) {
        List<SignalPlan> plans = new ArrayList<>();
        for (String code : List.of("p1", "p2")) {
            List<SignalPlan.Split> splits = new ArrayList<>();
            Duration cycle = Duration.ZERO;
            for (StageId stage : sound) {
                Duration length = Duration.ofSeconds(15 + random.nextInt(20));
                splits.add(new SignalPlan.Split(stage, length, Duration.ofSeconds(2 + random.nextInt(3))));
                cycle = cycle.plus(length);
            }
            plans.add(new SignalPlan(
                    new PlanId(code),
                    random.nextBoolean() ? SignalPlan.Kind.FIXED_TIME : SignalPlan.Kind.ACTUATED,
                    new LocalName(code, code),
                    cycle,
                    Duration.ofSeconds(random.nextInt((int) cycle.toSeconds())),
                    splits));
        }
        plans.add(new SignalPlan(
                new PlanId("night"),
                SignalPlan.Kind.NIGHT_FLASH,
                new LocalName("night", "night"),
                Duration.ZERO,
                Duration.ZERO,
                List.of()));
        return plans;
    }

    /** Plans change while the world lasts, in every second world to flashing and back. */
    private static List<PlanTimes> schedule(Instant start, SplittableRandom random) {
        List<PlanTimes> times = new ArrayList<>(List.of(times(LocalTime.MIN, "p1")));
        LocalTime local = LocalTime.ofInstant(start, ZONE);
        if (random.nextBoolean()) times.add(times(local.plusSeconds(60 + random.nextInt(60)), "night"));
        times.add(times(local.plusSeconds(150 + random.nextInt(60)), "p2"));
        return times;
    }

    private static PlanTimes times(LocalTime from, String plan) {
        return new PlanTimes(EnumSet.allOf(DayOfWeek.class), from, new PlanId(plan));
    }

    private static List<Device> devices(List<SignalGroup> groups, SplittableRandom random) {
        List<Device> devices = new ArrayList<>(
                List.of(device(CONTROLLER, Device.Kind.CONTROLLER, Optional.empty(), Optional.empty())));
        for (SignalGroup group : groups) {
            if (random.nextInt(4) == 0) continue;
            boolean pedestrian = group.kind() == SignalGroup.Kind.PEDESTRIAN;
            devices.add(device(
                    new DeviceId("x-1-d" + group.number()),
                    pedestrian ? Device.Kind.PEDESTRIAN_BUTTON : Device.Kind.STOP_LINE_DETECTOR,
                    Optional.of(group.number()),
                    Optional.of(group.id())));
        }
        return devices;
    }

    private static Device device(
            DeviceId id, Device.Kind kind, Optional<Integer> channel, Optional<SignalGroupId> group) {
        return new Device(
                id,
                kind,
                new LocalName(id.value(), id.value()),
                SITE,
                PLACE,
                channel.map(number -> CONTROLLER),
                channel,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                group,
                Duration.ofSeconds(kind == Device.Kind.CONTROLLER ? 1 : 10),
                List.of(),
                FROM,
                Optional.empty());
    }

    private static Duration tenths(int least, int most, SplittableRandom random) {
        return Duration.ofMillis(100L * (least + random.nextInt(most - least + 1)));
    }
}
