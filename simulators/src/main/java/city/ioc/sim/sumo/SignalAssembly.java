package city.ioc.sim.sumo;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.LinkId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Conflicts;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Intergreens;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.Movement;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.Stage;
import city.ioc.contracts.street.Turn;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Puts one traffic light of SUMO together as an intersection of ours. One use. */
final class SignalAssembly {
    /** The stage without green, through which control goes when somebody stands between the stop lines. */
    static final StageId ALL_RED = new StageId("all-red");

    static final LocalDate VALID_FROM = LocalDate.of(2026, 1, 1);
    private static final Duration MIN_GREEN = Duration.ofSeconds(5);
    /** Longest red where the file's own plan has none longer. */
    /** An arrow has none of its own: its ball lets the same traffic go, and is never red for longer than its own bound. */
    private static final Duration NO_LONGEST_RED = Duration.ZERO;

    private static final Duration MAX_RED = Duration.ofSeconds(120);

    private static final Duration MAX_STAGE = Duration.ofSeconds(60);

    private final SumoNet net;
    private final IntersectionId id;
    private final SumoNet.Program program;
    private final List<SignalLink> links;
    private final ProgramStages stages;
    private final LinkGroups groups;
    private final List<SignalGroupId> groupIds = new ArrayList<>();

    SignalAssembly(
            SumoNet net,
            String id,
            SumoNet.Program program,
            List<SignalLink> links,
            ProgramStages stages,
            LinkGroups groups) {
        this.net = net;
        this.id = new IntersectionId(id);
        this.program = program;
        this.links = links;
        this.stages = stages;
        this.groups = groups;
        for (int g = 0; g < groups.groups().size(); g++)
            groupIds.add(new SignalGroupId((groups.groups().get(g).isPedestrian() ? "p" : "g") + (g + 1)));
    }

    SumoSignal assemble(boolean detectors) {
        LaneTable lanes = LaneTable.of(net, links, groups);
        List<SignalGroup> signalGroups = signalGroups(lanes);
        Intergreens intergreens = intergreens(signalGroups);
        List<Stage> stageList = stageList();
        FilePlan plan = FilePlan.of(program, stages, stageList, signalGroups, intergreens);
        Intersection intersection = new Intersection(
                id,
                new LocalName(program.light(), program.light()),
                "",
                place(),
                Intersection.Control.COMMANDED,
                new DeviceId(id.value() + "-controller"),
                approaches(lanes),
                signalGroups,
                conflicts(),
                intergreens,
                stageList,
                MAX_STAGE,
                List.of(plan.plan()),
                List.of(plan.always()),
                VALID_FROM,
                Optional.empty());
        LampLetters letters = new LampLetters(stateLength(), groups, stages);
        return new SumoSignal(
                program.light(),
                intersection,
                lanes.layout(detectors),
                lanes.laneIds(),
                lanes.exitIds(),
                detectors ? lanes.detectors(intersection) : List.of(),
                letters,
                links);
    }

    private int stateLength() {
        return program.phases().stream()
                .mapToInt(phase -> phase.state().length())
                .max()
                .orElse(0);
    }

    private List<SignalGroup> signalGroups(LaneTable lanes) {
        Duration maxRed = maxRed();
        List<SignalGroup> signalGroups = new ArrayList<>();
        for (int g = 0; g < groups.groups().size(); g++) {
            LinkGroups.Group group = groups.groups().get(g);
            boolean pedestrian = group.isPedestrian();
            double speed = group.links().stream()
                    .mapToDouble(
                            link -> net.getLane(link.connection().fromLane()).speedMps())
                    .max()
                    .orElse(0);
            signalGroups.add(new SignalGroup(
                    groupIds.get(g),
                    g + 1,
                    pedestrian ? SignalGroup.Kind.PEDESTRIAN : SignalGroup.Kind.VEHICLE,
                    pedestrian ? List.of() : movements(g, lanes),
                    Optional.empty(),
                    MIN_GREEN,
                    groups.isArrow(g) ? NO_LONGEST_RED : maxRed,
                    pedestrian ? Duration.ZERO : ClearanceTimes.amber(speed),
                    pedestrian
                            ? ClearanceTimes.pedestrianClearance(ClearanceTimes.longestM(group.links()))
                            : Duration.ZERO));
        }
        return signalGroups;
    }

    /** The bound, unless the file's own plan keeps a group red for longer: its local operation must not break our rule. */
    private Duration maxRed() {
        double cycle = stages.trailingS();
        for (ProgramStages.Split split : stages.splits()) cycle += split.beforeS() + split.greenS();
        Duration longest = Duration.ofSeconds((long) Math.ceil(cycle));
        return longest.compareTo(MAX_RED) > 0 ? longest : MAX_RED;
    }

    private List<Movement> movements(int group, LaneTable lanes) {
        Set<Movement> movements = new LinkedHashSet<>();
        for (SignalLink link : groups.groups().get(group).links()) {
            lanes.approachOf(link.connection().fromLane())
                    .ifPresent(approach -> movements.add(new Movement(
                            approach,
                            turn(link.connection().dir()),
                            lanes.exitLink(link.connection().to()),
                            groups.ballOf(link) == group && groups.yieldsTo(link) != 0)));
        }
        return List.copyOf(movements);
    }

    static Turn turn(String dir) {
        return switch (dir) {
            case "l", "L" -> Turn.LEFT;
            case "r", "R" -> Turn.RIGHT;
            case "t" -> Turn.U_TURN;
            default -> Turn.THROUGH;
        };
    }

    private Conflicts conflicts() {
        List<List<SignalGroupId>> pairs = new ArrayList<>();
        for (int a = 0; a < groupIds.size(); a++)
            for (int b = a + 1; b < groupIds.size(); b++)
                if (groups.conflicts(a, b)) pairs.add(List.of(groupIds.get(a), groupIds.get(b)));
        return new Conflicts(pairs);
    }

    private Intergreens intergreens(List<SignalGroup> signalGroups) {
        Map<String, Duration> times = new TreeMap<>();
        for (int a = 0; a < groupIds.size(); a++)
            for (int b = 0; b < groupIds.size(); b++)
                if (groups.conflicts(a, b))
                    times.put(
                            groupIds.get(a) + ">" + groupIds.get(b),
                            ClearanceTimes.intergreen(
                                    groups.groups().get(a),
                                    groups.groups().get(b),
                                    signalGroups.get(a).endOfGreen()));
        return new Intergreens(times);
    }

    private List<Stage> stageList() {
        List<Stage> list = new ArrayList<>();
        for (int s = 0; s < stages.stages().size(); s++) {
            Set<SignalGroupId> green = new HashSet<>();
            for (int g : groups.greenIn(s)) green.add(groupIds.get(g));
            String name = "Stage " + (s + 1);
            list.add(new Stage(new StageId("s" + (s + 1)), new LocalName(name, name), green));
        }
        List<Long> given = new ArrayList<>();
        for (int s = 0; s < stages.stages().size(); s++) {
            long bits = 0;
            for (int g : groups.greenIn(s)) bits |= 1L << g;
            given.add(bits);
        }
        for (long further : CompatibleStages.beyond(given, groups)) {
            Set<SignalGroupId> green = new HashSet<>();
            for (long rest = further; rest != 0; rest &= rest - 1)
                green.add(groupIds.get(Long.numberOfTrailingZeros(rest)));
            String name = "Stage " + (list.size() + 1);
            list.add(new Stage(new StageId("s" + (list.size() + 1)), new LocalName(name, name), green));
        }
        list.add(new Stage(ALL_RED, new LocalName("All red", "All red"), Set.of()));
        return list;
    }

    private List<Approach> approaches(LaneTable lanes) {
        List<Approach> approaches = new ArrayList<>();
        lanes.approaches().forEach((approach, edge) -> {
            Polyline shape = net.getEdge(edge).lanes().getFirst().shape();
            approaches.add(new Approach(
                    approach, lanes.entryLink(edge), new LocalName(edge, edge), shape.isEmpty() ? 0 : bearing(shape)));
        });
        return approaches;
    }

    private static double bearing(Polyline shape) {
        double[][] points = shape.sample(1);
        double[] before = points[Math.max(0, points.length - 6)];
        double degrees = Math.toDegrees(Math.atan2(shape.lastX() - before[0], shape.lastY() - before[1]));
        return Math.floorMod(Math.round(degrees), 360L);
    }

    /** Where the light stands: between the corners of the net, which names them in degrees where it is geographic. */
    private GeoPoint place() {
        double x = 0;
        double y = 0;
        Optional<SumoNet.Junction> at =
                links.stream().flatMap(link -> link.junction().stream()).findFirst();
        if (at.isPresent()) {
            x = at.get().x();
            y = at.get().y();
        }
        double[] metres = net.bounds().metres();
        double[] degrees = net.bounds().original();
        boolean geographic = metres.length == 4
                && degrees.length == 4
                && metres[2] > metres[0]
                && metres[3] > metres[1]
                && Math.abs(degrees[1]) <= 90
                && Math.abs(degrees[3]) <= 90
                && Math.abs(degrees[0]) <= 180
                && Math.abs(degrees[2]) <= 180;
        double perDegree = 111_195;
        if (!geographic) return new GeoPoint(Math.clamp(y / perDegree, -90, 90), Math.clamp(x / perDegree, -180, 180));
        double lat = degrees[1] + (y - metres[1]) / (metres[3] - metres[1]) * (degrees[3] - degrees[1]);
        double lon = degrees[0] + (x - metres[0]) / (metres[2] - metres[0]) * (degrees[2] - degrees[0]);
        return new GeoPoint(Math.clamp(lat, -90, 90), Math.clamp(lon, -180, 180));
    }

    static LinkId link(String prefix, int number) {
        return new LinkId(prefix + number);
    }

    static ApproachId approach(int number) {
        return new ApproachId("a" + number);
    }
}
