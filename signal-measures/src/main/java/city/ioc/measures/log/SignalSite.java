package city.ioc.measures.log;

import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What measures must know of an intersection: its detectors by function, and which signal group an event speaks of. Immutable.
 *
 * <p>Loops at the stop line are on while somebody stands on them: they are presence detectors. No loop stands behind a stop line,
 * so entries on amber and red are not measured with loops.
 */
public final class SignalSite {
    private static final Set<Integer> PEDESTRIAN_SIGNALS = Set.of(
            SignalEventCode.PEDESTRIAN_BEGIN_WALK.code(),
            SignalEventCode.PEDESTRIAN_BEGIN_CLEARANCE.code(),
            SignalEventCode.PEDESTRIAN_BEGIN_DONT_WALK.code());
    private static final Set<Integer> BUTTONS =
            Set.of(SignalEventCode.PEDESTRIAN_DETECTOR_OFF.code(), SignalEventCode.PEDESTRIAN_DETECTOR_ON.code());

    private final DetectorTable detectors;
    private final Map<Integer, Integer> groupOfButton = new HashMap<>();
    private final Map<Integer, SignalGroup.Kind> kinds = new HashMap<>();

    public SignalSite(Intersection intersection, List<Device> devices) {
        for (SignalGroup group : intersection.groups()) kinds.put(group.number(), group.kind());
        List<Detector> rows = new ArrayList<>();
        for (Device device : devices) {
            if (device.channel().isEmpty()) continue;
            int channel = device.channel().get();
            List<Integer> groups =
                    groups(intersection, device).map(SignalGroup::number).toList();
            if (device.kind() == Device.Kind.PEDESTRIAN_BUTTON && !groups.isEmpty())
                groupOfButton.put(channel, groups.getFirst());
            function(device.kind())
                    .ifPresent(function -> groups.forEach(group -> rows.add(new Detector(group, function, channel))));
        }
        detectors = DetectorTable.of(rows);
    }

    private static Optional<DetectorFunction> function(Device.Kind kind) {
        if (kind == Device.Kind.STOP_LINE_DETECTOR) return Optional.of(DetectorFunction.PRESENCE);
        return kind == Device.Kind.ADVANCE_DETECTOR ? Optional.of(DetectorFunction.ADVANCE) : Optional.empty();
    }

    /** The device's own group; without one, all groups that release its approach, or that cross it for a button. */
    private static Stream<SignalGroup> groups(Intersection intersection, Device device) {
        if (device.group().isPresent())
            return intersection.groups().stream()
                    .filter(group -> group.id().equals(device.group().get()));
        boolean button = device.kind() == Device.Kind.PEDESTRIAN_BUTTON;
        return intersection.groups().stream()
                .filter(group -> button
                        ? group.crosses().isPresent() && group.crosses().equals(device.approach())
                        : group.movements().stream()
                                .anyMatch(movement -> device.approach()
                                        .filter(movement.approach()::equals)
                                        .isPresent()));
    }

    public DetectorTable detectors() {
        return detectors;
    }

    /**
     * The parameter of an event as measures take it: presses name a button and are counted for its group; a log that numbers
     * pedestrian signals as the vehicles' beside them means our group of {@link SignalGroup#PEDESTRIAN_NUMBERS} more.
     */
    public int parameter(int code, int parameter) {
        if (BUTTONS.contains(code)) return groupOfButton.getOrDefault(parameter, parameter);
        if (!PEDESTRIAN_SIGNALS.contains(code) || kinds.get(parameter) == SignalGroup.Kind.PEDESTRIAN) return parameter;
        int apart = SignalGroup.PEDESTRIAN_NUMBERS + parameter;
        return kinds.containsKey(apart) ? apart : parameter;
    }
}
