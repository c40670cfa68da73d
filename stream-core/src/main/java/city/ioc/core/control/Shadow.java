package city.ioc.core.control;

import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.LiveDecision;
import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.model.SignalState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A strategy that decides on what another one brings about: its decisions become lines of the ledger with the outcome
 * {@code SHADOW}, and nothing is commanded. Owned by the intersection's runtime.
 */
final class Shadow {
    static final String OUTCOME = "SHADOW";

    private final ShadowOrder order;
    private final ControlStrategy strategy;
    private final LedgerPace pace = new LedgerPace();

    Shadow(ShadowOrder order, ControlStrategy strategy) {
        this.order = order;
        this.strategy = strategy;
    }

    ShadowOrder order() {
        return order;
    }

    /** What it would do now, when that is a new line. */
    Optional<LiveDecision> decide(SignalState state, Instant now) {
        StageDecision decision = strategy.decide(state, now);
        String action = DecisionLines.action(decision);
        Optional<StageId> stage =
                decision instanceof StageDecision.ChangeTo change ? Optional.of(change.stage()) : state.findStage();
        Map<String, String> values = new HashMap<>(decision.values());
        if (decision instanceof StageDecision.ChangeTo)
            state.findStage().ifPresent(running -> values.put("fromStage", running.value()));
        LedgerPace.Line line = new LedgerPace.Line(
                strategy.name(),
                DecisionLines.rung(values),
                action,
                stage,
                decision.reason().name(),
                OUTCOME);
        if (!pace.isNew(line, state.findStage(), now)) return Optional.empty();
        return Optional.of(new LiveDecision(
                state.layout().intersection().id(),
                now,
                strategy.name(),
                action,
                stage.map(StageId::value),
                decision.reason().name(),
                OUTCOME,
                Optional.empty(),
                values,
                DecisionLines.candidates(decision)));
    }
}
