package city.ioc.signal.safety;

import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.Lamp;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Judges what is shown, as the monitor in a cabinet does, but by the lamp events: it sees what was not commanded too. Says
 * nothing of lamps whose former state is not known. Pure.
 */
public final class ConflictMonitor {
    /** Controllers keep time in tenths of a second. */
    private static final long TOLERANCE_MS = 100;

    private ConflictMonitor() {}

    /** Faults that the event brings about; to be asked before the state takes the event. */
    public static List<ShownFault> judge(SignalState state, SignalEvent event) {
        SignalEventCode code = SignalEventCode.find(event.code()).orElse(null);
        if (code == null) return List.of();
        Optional<Lamp> next = lampOf(code);
        OptionalInt group = next.isPresent() ? state.layout().findGroup(code, event.parameter()) : OptionalInt.empty();
        if (next.isEmpty() || group.isEmpty()) return List.of();
        int g = group.getAsInt();
        long at = event.at().toEpochMilli();
        Lamp before = state.lamp(g);
        if (before == next.get() || before == Lamp.UNKNOWN || at < state.lampSinceMs(g)) return List.of();
        List<ShownFault> faults = judgeEnd(state, g, before, next.get(), at);
        if (next.get() == Lamp.GREEN) faults.addAll(judgeBegin(state, g, at));
        return faults;
    }

    private static List<ShownFault> judgeBegin(SignalState state, int group, long at) {
        SignalLayout layout = state.layout();
        List<ShownFault> faults = new ArrayList<>();
        for (long rest = layout.conflicts(group); rest != 0; rest &= rest - 1) {
            int other = Long.numberOfTrailingZeros(rest);
            if (state.lamp(other) == Lamp.UNKNOWN) continue;
            if (state.lamp(other) == Lamp.GREEN) {
                faults.add(fault(layout, ShownFault.Kind.CONFLICTING_GREEN, group, other, 0));
                continue;
            }
            long shortMs = state.greenEndedMs(other) + layout.intergreenMs(other, group) - at;
            if (shortMs > TOLERANCE_MS)
                faults.add(fault(layout, ShownFault.Kind.INTERGREEN_SHORT, group, other, shortMs));
        }
        return faults;
    }

    private static List<ShownFault> judgeEnd(SignalState state, int group, Lamp before, Lamp next, long at) {
        SignalLayout layout = state.layout();
        long lastedMs = at - state.lampSinceMs(group);
        List<ShownFault> faults = new ArrayList<>();
        // A green that was not seen to begin may be longer than it looks.
        if (before == Lamp.GREEN && state.isLampBeginKnown(group)) {
            long shortMs = layout.group(group).minGreen().toMillis() - lastedMs;
            if (shortMs > TOLERANCE_MS) faults.add(fault(layout, ShownFault.Kind.MIN_GREEN_SHORT, group, -1, shortMs));
        }
        long endOfGreenMs = layout.group(group).endOfGreen().toMillis();
        boolean endsAmber = before == Lamp.AMBER || before == Lamp.CLEARANCE;
        boolean endsAtOnce = before == Lamp.GREEN && next == Lamp.RED;
        if (endsAmber || endsAtOnce) {
            long shortMs = endOfGreenMs - (endsAmber ? at - state.greenEndedMs(group) : 0);
            if (shortMs > TOLERANCE_MS)
                faults.add(fault(layout, ShownFault.Kind.END_OF_GREEN_SHORT, group, -1, shortMs));
        }
        return faults;
    }

    private static Optional<Lamp> lampOf(SignalEventCode code) {
        return switch (code) {
            case GROUP_BEGIN_GREEN, PEDESTRIAN_BEGIN_WALK, OVERLAP_BEGIN_GREEN -> Optional.of(Lamp.GREEN);
            case GROUP_BEGIN_AMBER, OVERLAP_BEGIN_AMBER -> Optional.of(Lamp.AMBER);
            case PEDESTRIAN_BEGIN_CLEARANCE -> Optional.of(Lamp.CLEARANCE);
            case GROUP_BEGIN_RED_CLEARANCE,
                    GROUP_END_RED_CLEARANCE,
                    OVERLAP_BEGIN_RED_CLEARANCE,
                    OVERLAP_OFF,
                    PEDESTRIAN_BEGIN_DONT_WALK -> Optional.of(Lamp.RED);
            default -> Optional.empty();
        };
    }

    private static ShownFault fault(SignalLayout layout, ShownFault.Kind kind, int group, int other, long shortMs) {
        Optional<SignalGroupId> otherId =
                other < 0 ? Optional.empty() : Optional.of(layout.group(other).id());
        return new ShownFault(kind, layout.group(group).id(), otherId, Duration.ofMillis(shortMs));
    }
}
