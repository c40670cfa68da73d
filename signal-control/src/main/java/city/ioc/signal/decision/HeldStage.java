package city.ioc.signal.decision;

import city.ioc.contracts.id.StageId;
import city.ioc.signal.model.SignalState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** An operator's stage, held until the override ends. Immutable. */
public final class HeldStage implements ControlStrategy {
    /** The name under which its decisions are kept. */
    public static final String NAME = "held-stage";

    private final StageId stage;
    private final Instant until;

    public HeldStage(StageId stage, Instant until) {
        this.stage = stage;
        this.until = until;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StageDecision decide(SignalState state, Instant now) {
        return Readiness.findObstacle(state, now).orElseGet(() -> hold(state, now.toEpochMilli()));
    }

    private StageDecision hold(SignalState state, long nowMs) {
        Map<String, String> values = Map.of("until", until.toString());
        int wanted = state.layout().findStage(stage).orElse(-1);
        int running = state.stage();
        if (wanted == running || wanted < 0)
            return new StageDecision.Hold(DecisionReason.OVERRIDE_STAGE, values, Optional.empty(), Optional.of(until));
        long minLeftMs = Readiness.minGreenLeftMs(state, running, wanted, nowMs);
        return minLeftMs > 0
                ? new StageDecision.Hold(
                        DecisionReason.MIN_GREEN,
                        values,
                        Optional.of(stage),
                        Optional.of(Instant.ofEpochMilli(nowMs + minLeftMs)))
                : new StageDecision.ChangeTo(stage, DecisionReason.OVERRIDE_STAGE, values);
    }
}
