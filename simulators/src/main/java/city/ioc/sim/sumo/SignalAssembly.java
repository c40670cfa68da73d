package city.ioc.sim.sumo;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
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
    /** An arrow has none of its own: its ball lets the same traffic go, and is never red for longer than its own bound. */
    private static final Duration NO_LONGEST_RED = Duration.ZERO;

    /** Longest red where the local plan has none longer. */
    private static final Duration MAX_RED = Duration.ofSeconds(120);

    private static final Duration MAX_STAGE = Duration.ofSeconds(60);

    private final SumoNet net;
    private final SignalForm form;
    private final IntersectionId id;
    private final SumoNet.Program program;
    private final List<SignalLink> links;
    private final ProgramStages stages;
    private final LinkGroups groups;
    private final List<SignalGroupId> groupIds = new ArrayList<>();

    SignalAssembly(
            SumoNet net,
            SignalForm form,
            int number,
            SumoNet.Program program,
            List<SignalLink> links,
            ProgramStages stages,
            LinkGroups groups) {
        this.net = net;
        this.form = form;
        this.id = form.intersection(program.light(), number);
        this.program = program;
        this.links = links;
        this.stages = stages;
        this.groups = groups;
        for (int g = 0; g < groups.groups().size(); g++)
            groupIds.add(new SignalGroupId((groups.groups().get(g).isPedestrian() ? "p" : "g") + (g + 1)));
    }

    SumoSignal assemble(boolean detectors) {
        LaneTable lanes = LaneTable.of(net, form, links, groups);
        List<SignalGroup> timed = signalGroups(lanes, MAX_RED);
        Intergreens intergreens = intergreens(timed);
        List<Stage> stageList = stageList();
        FilePlan plan = FilePlan.of(program, stages, stageList, timed, intergreens);
        List<SignalGroup> signalGroups = signalGroups(lanes, maxRed(plan));
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

    private List<SignalGroup> signalGroups(LaneTable lanes, Duration maxRed) {
        List<SignalGroup> signalGroups = new ArrayList<>();
        for (int g = 0; g < groups.groups().size(); g++) {
            LinkGroups.Group group = groups.groups().get(g);
            boolean pedestrian = group.isPedestrian();
            signalGroups.add(new SignalGroup(
                    groupIds.get(g),
                    g + 1,
                    pedestrian ? SignalGroup.Kind.PEDESTRIAN : SignalGroup.Kind.VEHICLE,
                    pedestrian ? List.of() : movements(g, lanes),
                    Optional.empty(),
                    MIN_GREEN,
                    groups.isArrow(g) ? NO_LONGEST_RED : maxRed,
                    pedestrian ? Duration.ZERO : form.amber(net, group.links()),
                    pedestrian
                            ? ClearanceTimes.pedestrianClearance(ClearanceTimes.longestM(group.links()))
                            : Duration.ZERO));
        }
        return signalGroups;
    }

    /** The bound, unless the local plan keeps a group red for longer: its operation must not break our rule. */
    private static Duration maxRed(FilePlan local) {
        Duration cycle = Duration.ofSeconds((local.plan().cycle().toMillis() + 999) / 1000);
        return cycle.compareTo(MAX_RED) > 0 ? cycle : MAX_RED;
    }

    private List<Movement> movements(int group, LaneTable lanes) {
        Set<Movement> movements = new LinkedHashSet<>();
        for (SignalLink link : groups.groups().get(group).links()) {
            lanes.approachOf(link.connection().fromLane())
                    .ifPresent(approach -> movements.add(new Movement(
                            approach,
                            form.turn(link.connection().dir()),
                            lanes.exitLink(link.connection().to()),
                            groups.ballOf(link) == group && groups.yieldsTo(link) != 0)));
        }
        return List.copyOf(movements);
    }

    static Turn turn(String dir) {
        return switch (dir) {
            case "l", "L" -> Turn.LEFT;
            case "r", "R" -> Turn.RIGHT;
            case "t", "T" -> Turn.U_TURN;
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
                    approach,
                    lanes.entryLink(edge),
                    new LocalName(edge, edge),
                    form.places().bearingDeg(shape)));
        });
        return approaches;
    }

    /** Where the light stands: at its first junction. */
    private GeoPoint place() {
        return links.stream()
                .flatMap(link -> link.junction().stream())
                .findFirst()
                .map(junction -> form.places().at(junction.x(), junction.y()))
                .orElseGet(() -> form.places().at(0, 0));
    }

    static ApproachId approach(int number) {
        return new ApproachId("a" + number);
    }
}
