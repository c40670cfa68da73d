package city.ioc.sim.replay;

import city.ioc.contracts.city.Site;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.LinkId;
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
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.Stage;
import city.ioc.contracts.street.Turn;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes a site to watch out of a log and its detector table. Groups and stages are those seen in the log. Approaches are not in
 * either; phases 1 to 8 are taken in the NEMA order (even phases through, 2 and 6 on the main street; odd ones the left turns of
 * the approaches of 6, 8, 2 and 4), and each other phase for an approach of its own. Nothing is claimed of conflicts.
 *
 * <p>Where a phase has channels for counting at the stop line, only these are placed on its approach, so that a vehicle is
 * counted once though presence and red-light channels see it too. Pure.
 */
final class ObservedSite {
    private static final int NEMA_PHASES = 8;
    private static final Duration LONGEST_RED = Duration.ofMinutes(10);
    private static final Duration USUAL_AMBER = Duration.ofSeconds(3);
    private static final Duration USUAL_CLEARANCE = Duration.ofSeconds(8);
    private static final Duration DETECTOR_REPORTS = Duration.ofHours(1);
    private static final Duration CONTROLLER_REPORTS = Duration.ofMinutes(1);
    private static final String COUNT = "Stopbar Count";
    private static final String ADVANCE = "Advance";
    private static final String PRESENCE = "Presence";

    private final EventLog log;
    private final DetectorTable table;
    private final IntersectionId id;
    private final DeviceId controller;
    private final String name;
    private final String ward;
    private final GeoPoint at;
    private final LocalDate today;
    private final LampHistory history;

    private ObservedSite(EventLog log, DetectorTable table, String name, String ward, GeoPoint at, LocalDate today) {
        this.log = log;
        this.table = table;
        this.id = new IntersectionId("x-" + log.device());
        this.controller = new DeviceId(log.device());
        this.name = name;
        this.ward = ward;
        this.at = at;
        this.today = today;
        this.history = new LampHistory(log.lines());
    }

    /** The site; its intersection is {@code x-} and the device's number, its controller the number itself. */
    static Site of(EventLog log, DetectorTable table, String name, String ward, GeoPoint at, LocalDate today) {
        ObservedSite site = new ObservedSite(log, table, name, ward, at, today);
        return new Site(site.intersection(), site.devices());
    }

    private Intersection intersection() {
        return new Intersection(
                id,
                new LocalName(name, name),
                ward,
                at,
                Intersection.Control.OBSERVED,
                controller,
                approaches(),
                groups(),
                new Conflicts(List.of()),
                new Intergreens(Map.of()),
                stages(),
                Duration.ofMinutes(2),
                List.of(),
                List.of(),
                today,
                Optional.empty());
    }

    private Set<Integer> phases() {
        Set<Integer> phases = new TreeSet<>(history.phases().keySet());
        table.rows().forEach(row -> phases.add(row.phase()));
        return phases;
    }

    private List<Approach> approaches() {
        Map<String, Approach> approaches = new TreeMap<>();
        for (int phase : phases()) {
            String code = approachOf(phase);
            approaches.putIfAbsent(
                    code,
                    new Approach(
                            new ApproachId(code),
                            new LinkId(id + "-" + code),
                            new LocalName("Hướng pha " + throughOf(phase), "Approach of phase " + throughOf(phase)),
                            bearingOf(phase)));
        }
        return List.copyOf(approaches.values());
    }

    private static String approachOf(int phase) {
        return "a" + throughOf(phase);
    }

    /** The through phase of the approach that a phase belongs to. */
    private static int throughOf(int phase) {
        return switch (phase) {
            case 1 -> 6;
            case 3 -> 8;
            case 5 -> 2;
            case 7 -> 4;
            default -> phase;
        };
    }

    private static double bearingOf(int phase) {
        return switch (throughOf(phase)) {
            case 2 -> 0;
            case 4 -> 90;
            case 6 -> 180;
            case 8 -> 270;
            default -> 45.0 * (phase % NEMA_PHASES);
        };
    }

    private List<SignalGroup> groups() {
        List<SignalGroup> groups = new ArrayList<>();
        for (int phase : phases()) {
            LampHistory.Times times = history.phases().getOrDefault(phase, new LampHistory.Times());
            Turn turn = phase <= NEMA_PHASES && phase % 2 == 1 ? Turn.LEFT : Turn.THROUGH;
            Movement movement = new Movement(new ApproachId(approachOf(phase)), turn, new LinkId(id + "-out"), false);
            groups.add(vehicles("p" + phase, phase, List.of(movement), times));
        }
        history.overlaps()
                .forEach((overlap, times) ->
                        groups.add(vehicles("o" + overlap, SignalGroup.OVERLAP_NUMBERS + overlap, List.of(), times)));
        history.pedestrians()
                .forEach((pedestrians, times) -> groups.add(new SignalGroup(
                        new SignalGroupId("w" + pedestrians),
                        SignalGroup.PEDESTRIAN_NUMBERS + pedestrians,
                        SignalGroup.Kind.PEDESTRIAN,
                        List.of(),
                        Optional.empty(),
                        times.shortestGreen(),
                        LONGEST_RED,
                        Duration.ZERO,
                        times.usualEnd(USUAL_CLEARANCE))));
        return groups.stream().filter(group -> group.number() <= 255).toList();
    }

    private static SignalGroup vehicles(String id, int number, List<Movement> movements, LampHistory.Times times) {
        return new SignalGroup(
                new SignalGroupId(id),
                number,
                SignalGroup.Kind.VEHICLE,
                movements,
                Optional.empty(),
                times.shortestGreen(),
                LONGEST_RED,
                times.usualEnd(USUAL_AMBER),
                Duration.ZERO);
    }

    private List<Stage> stages() {
        return history.listStages().stream()
                .map(phases -> {
                    String text = phases.stream().sorted().map(String::valueOf).collect(Collectors.joining("+"));
                    return new Stage(
                            new StageId("s" + text.replace('+', '-')),
                            new LocalName("Pha " + text, "Phases " + text),
                            phases.stream()
                                    .map(phase -> new SignalGroupId("p" + phase))
                                    .collect(Collectors.toSet()));
                })
                .toList();
    }

    private List<Device> devices() {
        List<Device> devices = new ArrayList<>();
        devices.add(device(
                controller,
                Device.Kind.CONTROLLER,
                new LocalName("Tủ điều khiển " + log.device(), "Controller " + log.device()),
                CONTROLLER_REPORTS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        Set<Integer> channels = new HashSet<>();
        for (DetectorTable.Row row : table.rows()) if (channels.add(row.channel())) devices.add(detector(row));
        for (int button : LampHistory.buttonsIn(log.lines())) {
            if (!history.pedestrians().containsKey(button)) continue;
            devices.add(device(
                    new DeviceId(log.device() + "-b" + button),
                    Device.Kind.PEDESTRIAN_BUTTON,
                    new LocalName("Nút bấm " + button, "Push button " + button),
                    DETECTOR_REPORTS,
                    Optional.of(button),
                    Optional.empty(),
                    Optional.of(new SignalGroupId("w" + button))));
        }
        return devices;
    }

    private Device detector(DetectorTable.Row row) {
        boolean advance = row.function().equals(ADVANCE);
        String label = row.function() + " " + row.channel() + ", phase " + row.phase();
        return device(
                new DeviceId(log.device() + "-d" + row.channel()),
                advance ? Device.Kind.ADVANCE_DETECTOR : Device.Kind.STOP_LINE_DETECTOR,
                new LocalName(label, label),
                DETECTOR_REPORTS,
                Optional.of(row.channel()),
                advance || counts(row) ? Optional.of(new ApproachId(approachOf(row.phase()))) : Optional.empty(),
                Optional.of(new SignalGroupId("p" + row.phase())));
    }

    private boolean counts(DetectorTable.Row row) {
        boolean phaseHasCounters = table.rows().stream()
                .anyMatch(each -> each.phase() == row.phase() && each.function().equals(COUNT));
        return row.function().equals(phaseHasCounters ? COUNT : PRESENCE);
    }

    private Device device(
            DeviceId device,
            Device.Kind kind,
            LocalName label,
            Duration reportEvery,
            Optional<Integer> channel,
            Optional<ApproachId> approach,
            Optional<SignalGroupId> group) {
        return new Device(
                device,
                kind,
                label,
                id,
                at,
                kind == Device.Kind.CONTROLLER ? Optional.empty() : Optional.of(controller),
                channel,
                approach,
                Optional.empty(),
                Optional.empty(),
                group,
                reportEvery,
                List.of(),
                today,
                Optional.empty());
    }
}
