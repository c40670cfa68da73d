package city.ioc.signal.model;

import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.Stage;
import city.ioc.signal.traffic.LaneLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * An intersection compiled for deciding: groups and stages by index, sets of groups as bits of a long, times in milliseconds in
 * tables. Immutable.
 */
public final class SignalLayout {
    /** Sets of groups are the bits of a long. */
    public static final int MAX_GROUPS = 64;

    private static final long NO_INTERGREEN = -1;

    private final Intersection intersection;
    private final SignalGroup[] groups;
    private final Stage[] stages;
    private final long[] stageGroups;
    private final long[] conflicts;
    private final long[][] intergreenMs;
    private final long[][] interstageMs;
    private final long vehicleGroups;
    private final Map<Integer, Integer> groupOfNumber = new HashMap<>();
    private final Map<SignalGroupId, Integer> groupOfId = new HashMap<>();
    private final Map<StageId, Integer> stageOfId = new HashMap<>();
    private final List<DetectorPlace> detectors;
    private final Map<Integer, Integer> detectorOfChannel = new HashMap<>();
    private final long detectedGroups;
    private final LaneLayout lanes;

    /**
     * A detector and the groups whose traffic it sees, as bits.
     *
     * @param channel its channel in the controller's events
     */
    public record DetectorPlace(DeviceId device, int channel, Device.Kind kind, long groups) {}

    private SignalLayout(Intersection intersection, List<Device> devices, LaneLayout lanes) {
        if (intersection.groups().size() > MAX_GROUPS)
            throw new IllegalArgumentException("intersection " + intersection.id() + " has "
                    + intersection.groups().size() + " signal groups, more than " + MAX_GROUPS);
        this.intersection = intersection;
        this.lanes = lanes;
        groups = intersection.groups().toArray(SignalGroup[]::new);
        stages = intersection.stages().toArray(Stage[]::new);
        long vehicles = 0;
        for (int g = 0; g < groups.length; g++) {
            groupOfNumber.put(groups[g].number(), g);
            groupOfId.put(groups[g].id(), g);
            if (groups[g].kind() == SignalGroup.Kind.VEHICLE) vehicles |= 1L << g;
        }
        vehicleGroups = vehicles;
        conflicts = new long[groups.length];
        for (List<SignalGroupId> pair : intersection.conflicts().pairs()) {
            int a = requireGroup(pair.get(0));
            int b = requireGroup(pair.get(1));
            conflicts[a] |= 1L << b;
            conflicts[b] |= 1L << a;
        }
        intergreenMs = new long[groups.length][groups.length];
        for (int a = 0; a < groups.length; a++) {
            for (int b = 0; b < groups.length; b++) {
                intergreenMs[a][b] = intersection
                        .intergreens()
                        .find(groups[a].id(), groups[b].id())
                        .map(java.time.Duration::toMillis)
                        .orElse(NO_INTERGREEN);
            }
        }
        stageGroups = new long[stages.length];
        for (int s = 0; s < stages.length; s++) {
            stageOfId.put(stages[s].id(), s);
            for (SignalGroupId id : stages[s].groups()) stageGroups[s] |= 1L << requireGroup(id);
        }
        interstageMs = new long[stages.length][stages.length];
        for (int from = 0; from < stages.length; from++)
            for (int to = 0; to < stages.length; to++) interstageMs[from][to] = interstage(from, to);
        detectors = placeDetectors(devices);
        long detected = 0;
        for (int d = 0; d < detectors.size(); d++) {
            detectorOfChannel.put(detectors.get(d).channel(), d);
            detected |= detectors.get(d).groups();
        }
        detectedGroups = detected;
    }

    /** The layout without detectors. */
    public static SignalLayout of(Intersection intersection) {
        return new SignalLayout(intersection, List.of(), LaneLayout.NONE);
    }

    /** The layout with those of {@code devices} that are detectors with a channel at this intersection. */
    public static SignalLayout of(Intersection intersection, List<Device> devices) {
        return new SignalLayout(intersection, devices, LaneLayout.NONE);
    }

    /** The layout with detectors and with the lanes that lead to the intersection. */
    public static SignalLayout of(Intersection intersection, List<Device> devices, LaneLayout lanes) {
        return new SignalLayout(intersection, devices, lanes);
    }

    public Intersection intersection() {
        return intersection;
    }

    public int groups() {
        return groups.length;
    }

    public SignalGroup group(int group) {
        return groups[group];
    }

    public OptionalInt findGroup(SignalGroupId id) {
        return optional(groupOfId.get(id));
    }

    /**
     * The group a high-resolution event speaks of. Overlaps and pedestrian signals may be numbered for themselves in a log; such
     * groups stand from {@link SignalGroup#OVERLAP_NUMBERS} and {@link SignalGroup#PEDESTRIAN_NUMBERS} on.
     */
    public OptionalInt findGroup(SignalEventCode code, int parameter) {
        return switch (code) {
            case PEDESTRIAN_BEGIN_WALK, PEDESTRIAN_BEGIN_CLEARANCE, PEDESTRIAN_BEGIN_DONT_WALK, PEDESTRIAN_CALL -> {
                Integer own = groupOfNumber.get(parameter);
                if (own != null && groups[own].kind() == SignalGroup.Kind.PEDESTRIAN) yield OptionalInt.of(own);
                yield optional(groupOfNumber.get(SignalGroup.PEDESTRIAN_NUMBERS + parameter));
            }
            case OVERLAP_BEGIN_GREEN, OVERLAP_BEGIN_AMBER, OVERLAP_BEGIN_RED_CLEARANCE, OVERLAP_OFF ->
                optional(groupOfNumber.get(SignalGroup.OVERLAP_NUMBERS + parameter));
            default -> optional(groupOfNumber.get(parameter));
        };
    }

    /** All groups for vehicles, as bits. */
    public long vehicleGroups() {
        return vehicleGroups;
    }

    /** Groups that must not be green together with this one, as bits. */
    public long conflicts(int group) {
        return conflicts[group];
    }

    /** Whether any two of these groups conflict. */
    public boolean hasConflict(long groupBits) {
        for (long rest = groupBits; rest != 0; rest &= rest - 1)
            if ((conflicts[Long.numberOfTrailingZeros(rest)] & groupBits) != 0) return true;
        return false;
    }

    /** Whether the intergreen from one group to another is written down. */
    public boolean hasIntergreen(int ending, int beginning) {
        return intergreenMs[ending][beginning] != NO_INTERGREEN;
    }

    /** Least time from the end of green of one group to the begin of green of the other; 0 where none is written down. */
    public long intergreenMs(int ending, int beginning) {
        return Math.max(0, intergreenMs[ending][beginning]);
    }

    public int stages() {
        return stages.length;
    }

    public Stage stage(int stage) {
        return stages[stage];
    }

    public OptionalInt findStage(StageId id) {
        return optional(stageOfId.get(id));
    }

    /** Groups that a stage makes green, as bits. */
    public long stageGroups(int stage) {
        return stageGroups[stage];
    }

    /** The stage with exactly these groups green. */
    public OptionalInt findStageShowing(long groupBits) {
        for (int s = 0; s < stages.length; s++) if (stageGroups[s] == groupBits) return OptionalInt.of(s);
        return OptionalInt.empty();
    }

    /** Time from the order to change until the last group of the new stage is green, out of a stage at rest. */
    public long interstageMs(int from, int to) {
        return interstageMs[from][to];
    }

    /** Time from the order to change until this group of the new stage is green, out of a stage at rest. */
    public long greenDelayMs(int from, int to, int group) {
        long ending = stageGroups[from] & ~stageGroups[to] & conflicts[group];
        if ((stageGroups[from] & 1L << group) != 0) return 0;
        long delay = 0;
        for (long rest = ending; rest != 0; rest &= rest - 1)
            delay = Math.max(delay, intergreenMs(Long.numberOfTrailingZeros(rest), group));
        return delay;
    }

    /** Detectors with a channel, in order of channel. */
    public List<DetectorPlace> detectors() {
        return detectors;
    }

    public OptionalInt findDetector(int channel) {
        return optional(detectorOfChannel.get(channel));
    }

    /** The lanes that lead here, for control that goes by vehicles; {@link LaneLayout#NONE} where they are not known. */
    public LaneLayout lanes() {
        return lanes;
    }

    /** Groups that at least one detector watches, as bits. The others are served as if somebody always waited. */
    public long detectedGroups() {
        return detectedGroups;
    }

    private long interstage(int from, int to) {
        long longest = 0;
        for (long rest = stageGroups[to] & ~stageGroups[from]; rest != 0; rest &= rest - 1)
            longest = Math.max(longest, greenDelayMs(from, to, Long.numberOfTrailingZeros(rest)));
        return longest;
    }

    private List<DetectorPlace> placeDetectors(List<Device> devices) {
        List<DetectorPlace> places = new ArrayList<>();
        for (Device device : devices) {
            if (!device.site().equals(intersection.id()) || device.channel().isEmpty()) continue;
            places.add(new DetectorPlace(device.id(), device.channel().get(), device.kind(), groupsSeenBy(device)));
        }
        places.sort(java.util.Comparator.comparingInt(DetectorPlace::channel));
        return List.copyOf(places);
    }

    /** The device's own group; without one, all groups that release its approach, or that cross it for a button. */
    private long groupsSeenBy(Device device) {
        if (device.group().isPresent()) {
            OptionalInt group = findGroup(device.group().get());
            return group.isPresent() ? 1L << group.getAsInt() : 0;
        }
        if (device.approach().isEmpty()) return 0;
        var approach = device.approach().get();
        boolean button = device.kind() == Device.Kind.PEDESTRIAN_BUTTON;
        long seen = 0;
        for (int g = 0; g < groups.length; g++) {
            boolean sees = button
                    ? groups[g].crosses().filter(approach::equals).isPresent()
                    : groups[g].movements().stream()
                            .anyMatch(movement -> movement.approach().equals(approach));
            if (sees) seen |= 1L << g;
        }
        return seen;
    }

    private int requireGroup(SignalGroupId id) {
        Integer group = groupOfId.get(id);
        if (group == null)
            throw new IllegalArgumentException("intersection " + intersection.id() + " has no signal group " + id);
        return group;
    }

    private static OptionalInt optional(@org.jspecify.annotations.Nullable Integer index) {
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }
}
