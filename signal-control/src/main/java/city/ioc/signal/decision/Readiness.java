package city.ioc.signal.decision;

import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.Lamp;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What every strategy asks first: whether there is anything to decide, and which greens are too young to end. */
public final class Readiness {
    private Readiness() {}

    /** Why nothing can be decided now; empty when a stage runs at rest under or ready for command. */
    public static Optional<StageDecision> findObstacle(SignalState state, Instant now) {
        long nowMs = now.toEpochMilli();
        if (nowMs - state.heardMs() > SignalState.CONTROLLER_SILENCE.toMillis())
            return leave(DecisionReason.CONTROLLER_SILENT);
        ControlMode mode = state.mode().orElse(ControlMode.STARTUP);
        if (mode == ControlMode.FLASH) return leave(DecisionReason.FLASHING);
        if (mode == ControlMode.NIGHT_FLASH) return leave(DecisionReason.NIGHT_FLASH);
        if (mode == ControlMode.STARTUP || !state.isStageKnown()) return leave(DecisionReason.STAGE_UNKNOWN);
        if (state.isInTransition()) return hold(DecisionReason.IN_TRANSITION, state.findStage());
        var requested = state.findRequested(nowMs);
        if (requested.isPresent())
            return hold(
                    DecisionReason.CHANGE_ORDERED,
                    Optional.of(state.layout().stage(requested.getAsInt()).id()));
        return Optional.empty();
    }

    /** How long the greens that end between two stages still need to reach their minimum; 0 when they have. */
    public static long minGreenLeftMs(SignalState state, int running, int next, long nowMs) {
        SignalLayout layout = state.layout();
        long left = 0;
        long ending = layout.stageGroups(running) & ~layout.stageGroups(next);
        for (long rest = ending; rest != 0; rest &= rest - 1) {
            int g = Long.numberOfTrailingZeros(rest);
            if (state.lamp(g) == Lamp.GREEN)
                left = Math.max(
                        left, state.lampSinceMs(g) + layout.group(g).minGreen().toMillis() - nowMs);
        }
        return left;
    }

    /** Milliseconds as seconds with one decimal, for the values of a decision. */
    public static String seconds(long millis) {
        return String.valueOf(millis / 100 / 10.0);
    }

    private static Optional<StageDecision> leave(DecisionReason reason) {
        return Optional.of(new StageDecision.LeaveLocal(reason, Map.of()));
    }

    private static Optional<StageDecision> hold(DecisionReason reason, Optional<StageId> next) {
        return Optional.of(new StageDecision.Hold(reason, Map.of(), next, Optional.empty()));
    }
}
