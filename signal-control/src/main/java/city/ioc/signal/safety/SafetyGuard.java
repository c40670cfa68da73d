package city.ioc.signal.safety;

import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.Intersection;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Judges every stage before it is commanded, whoever wants it: a strategy, an operator, a test. Pure and total: a function of
 * state, wish and time that knows an answer to everything. It is the second of three guards; the gateway and the controller
 * judge for themselves.
 */
public final class SafetyGuard {
    private final SignalLayout layout;

    public SafetyGuard(SignalLayout layout) {
        this.layout = layout;
    }

    /**
     * Judges a wish.
     *
     * @param wanted the stage to command
     * @param expiresAt when the command would expire
     */
    public Verdict judge(SignalState state, StageId wanted, Instant expiresAt, Instant now) {
        long nowMs = now.toEpochMilli();
        OptionalInt found = layout.findStage(wanted);
        if (layout.intersection().control() == Intersection.Control.OBSERVED)
            return new Verdict.Refused(SafetyRule.NOT_COMMANDED, Map.of());
        if (!now.isBefore(expiresAt)) return new Verdict.Refused(SafetyRule.COMMAND_EXPIRED, Map.of());
        if (found.isEmpty()) return new Verdict.Refused(SafetyRule.UNKNOWN_STAGE, Map.of("stage", wanted.value()));
        int stage = found.getAsInt();
        if (layout.hasConflict(layout.stageGroups(stage)))
            return new Verdict.Refused(SafetyRule.CONFLICT_IN_STAGE, Map.of("stage", wanted.value()));
        long silenceMs = nowMs - state.heardMs();
        if (silenceMs > SignalState.CONTROLLER_SILENCE.toMillis())
            return new Verdict.Refused(
                    SafetyRule.CONTROLLER_SILENT,
                    state.findHeard().isPresent() ? Map.of("silentS", seconds(silenceMs)) : Map.of());
        if (state.isFlashing()) return new Verdict.Refused(SafetyRule.FLASHING, Map.of());
        if (!state.isStageKnown()) return new Verdict.Refused(SafetyRule.STAGE_UNKNOWN, Map.of());
        if (layout.hasConflict(state.greenGroups())) return new Verdict.Refused(SafetyRule.CONFLICT_SHOWN, Map.of());
        return judgeChange(state, stage, nowMs);
    }

    private Verdict judgeChange(SignalState state, int wanted, long nowMs) {
        int running = state.stage();
        int heading = state.findRequested(nowMs).orElse(running);
        if (state.isInTransition() || heading != running || showsEndOfGreen(state)) {
            return wanted == heading ? allowed(wanted) : held(heading, SafetyRule.IN_TRANSITION, Map.of());
        }
        int starving = findStarving(state, running, nowMs);
        boolean forced = starving >= 0 && !servesStarving(state, running, wanted, nowMs);
        int next = forced ? stageServing(starving, running) : wanted;
        if (next == running) return allowed(running);
        Optional<Verdict> obstacle = findObstacle(state, running, next, nowMs);
        if (obstacle.isPresent()) {
            // The forced change has to wait; what was wanted may still be the running stage, and then nothing was held
            // back.
            return wanted == running ? allowed(running) : obstacle.get();
        }
        return forced
                ? new Verdict.Forced(
                        layout.stage(next).id(),
                        SafetyRule.MAX_RED,
                        Map.of(
                                "group", layout.group(starving).id().value(),
                                "redS", seconds(nowMs - state.lampSinceMs(starving)),
                                "maxRedS",
                                        seconds(layout.group(starving).maxRed().toMillis())))
                : allowed(wanted);
    }

    /** What forbids leaving one stage for another now. */
    private Optional<Verdict> findObstacle(SignalState state, int running, int next, long nowMs) {
        long ending = 0;
        for (int g = 0; g < layout.groups(); g++) {
            boolean stays = (layout.stageGroups(next) & 1L << g) != 0;
            if (stays) continue;
            if (state.lamp(g) == Lamp.UNKNOWN && (layout.stageGroups(running) & 1L << g) != 0)
                return Optional.of(held(
                        running,
                        SafetyRule.LAMPS_UNKNOWN,
                        Map.of("group", layout.group(g).id().value())));
            if (state.lamp(g) != Lamp.GREEN) continue;
            ending |= 1L << g;
            long greenMs = nowMs - state.lampSinceMs(g);
            long minMs = layout.group(g).minGreen().toMillis();
            if (greenMs < minMs)
                return Optional.of(held(
                        running,
                        SafetyRule.MIN_GREEN,
                        Map.of(
                                "group", layout.group(g).id().value(),
                                "greenS", seconds(greenMs),
                                "minGreenS", seconds(minMs))));
        }
        long starting = layout.stageGroups(next) & ~layout.stageGroups(running);
        for (long from = ending; from != 0; from &= from - 1) {
            int e = Long.numberOfTrailingZeros(from);
            for (long to = starting & layout.conflicts(e); to != 0; to &= to - 1) {
                int b = Long.numberOfTrailingZeros(to);
                if (!layout.hasIntergreen(e, b))
                    return Optional.of(new Verdict.Refused(
                            SafetyRule.INTERGREEN_UNKNOWN,
                            Map.of(
                                    "from", layout.group(e).id().value(),
                                    "to", layout.group(b).id().value())));
            }
        }
        return Optional.empty();
    }

    /** A lamp says that a change has begun before the controller's report does. */
    private boolean showsEndOfGreen(SignalState state) {
        for (int g = 0; g < layout.groups(); g++)
            if (state.lamp(g) == Lamp.AMBER || state.lamp(g) == Lamp.CLEARANCE) return true;
        return false;
    }

    /**
     * The group that is longest past the moment at which its green had to be ordered, of several the one whose stage is next;
     * -1 when none is.
     */
    private int findStarving(SignalState state, int running, long nowMs) {
        int starving = -1;
        long longestMs = -1;
        for (int i = 1; i < layout.stages(); i++) {
            int serving = (running + i) % layout.stages();
            if (layout.hasConflict(layout.stageGroups(serving))) continue;
            long others = layout.stageGroups(serving) & ~layout.stageGroups(running);
            for (long rest = others; rest != 0; rest &= rest - 1) {
                int g = Long.numberOfTrailingZeros(rest);
                long lateMs = lateForMaxRedMs(state, running, serving, g, nowMs);
                if (lateMs > longestMs) {
                    longestMs = lateMs;
                    starving = g;
                }
            }
        }
        return starving;
    }

    /** Of several starving groups any may be next: serving one does not make another wait for long. */
    private boolean servesStarving(SignalState state, int running, int wanted, long nowMs) {
        long others = layout.stageGroups(wanted) & ~layout.stageGroups(running);
        for (long rest = others; rest != 0; rest &= rest - 1)
            if (lateForMaxRedMs(state, running, wanted, Long.numberOfTrailingZeros(rest), nowMs) >= 0) return true;
        return false;
    }

    /** How long ago the group's green had to be ordered for its longest red; negative while there is time. */
    private long lateForMaxRedMs(SignalState state, int running, int serving, int group, long nowMs) {
        long maxRedMs = layout.group(group).maxRed().toMillis();
        if (state.lamp(group) != Lamp.RED || maxRedMs <= 0) return Long.MIN_VALUE;
        return nowMs - state.lampSinceMs(group) - maxRedMs + layout.greenDelayMs(running, serving, group);
    }

    /** The next stage in order after the running one that makes the group green and could be run. */
    private int stageServing(int group, int running) {
        for (int i = 1; i < layout.stages(); i++) {
            int stage = (running + i) % layout.stages();
            if ((layout.stageGroups(stage) & 1L << group) != 0 && !layout.hasConflict(layout.stageGroups(stage)))
                return stage;
        }
        throw new IllegalStateException(
                "no stage serves group " + layout.group(group).id());
    }

    private Verdict allowed(int stage) {
        return new Verdict.Allowed(layout.stage(stage).id());
    }

    private Verdict held(int stage, SafetyRule rule, Map<String, String> values) {
        return new Verdict.Held(layout.stage(stage).id(), rule, values);
    }

    private static String seconds(long millis) {
        return String.valueOf(millis / 100 / 10.0);
    }
}
