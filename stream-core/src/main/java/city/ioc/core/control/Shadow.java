package city.ioc.core.control;

import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.LiveDecision;
import city.ioc.contracts.live.LiveIntersection;
import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.model.SignalState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A strategy that decides on what another one brings about: its decisions become lines of the ledger with the outcome
 * {@code SHADOW}, beside what was commanded where that is something else, and nothing is commanded. Owned by the intersection's
 * runtime.
 */
final class Shadow {
    static final String OUTCOME = "SHADOW";

    private final ShadowOrder order;
    private final ControlStrategy strategy;
    private final LedgerPace pace = new LedgerPace();
    private final ShadowAgreement agreement = new ShadowAgreement();
    private @Nullable Wanted wanted;
    private Optional<Instant> lastDifference = Optional.empty();

    /** What was decided, and the stage that it comes to once the guard has judged it; none when nothing is commanded. */
    record Wanted(StageDecision decision, Optional<StageId> stage) {
        String action() {
            return DecisionLines.action(decision);
        }

        boolean isSame(Wanted other) {
            return stage.equals(other.stage());
        }
    }

    Shadow(ShadowOrder order, ControlStrategy strategy) {
        this.order = order;
        this.strategy = strategy;
    }

    ShadowOrder order() {
        return order;
    }

    /**
     * What it would do now, when that is a new line. To be asked before the command is on its way: afterwards there is nothing
     * left to choose.
     *
     * @param guard the stage that a decision comes to
     */
    Optional<LiveDecision> decide(
            SignalState state, Wanted commanded, Function<StageDecision, Optional<StageId>> guard, Instant now) {
        StageDecision decision = strategy.decide(state, now);
        Wanted mine = new Wanted(decision, guard.apply(decision));
        wanted = mine;
        boolean agrees = mine.isSame(commanded);
        boolean canChoose = state.isAtRest()
                && state.findRequested(now.toEpochMilli()).isEmpty()
                && (mine.stage().isPresent() || commanded.stage().isPresent());
        if (canChoose) agreement.look(agrees, now);
        else agreement.pause(now);
        return line(state, mine, commanded, canChoose && !agrees, now);
    }

    private Optional<LiveDecision> line(
            SignalState state, Wanted mine, Wanted commanded, boolean differs, Instant now) {
        StageDecision decision = mine.decision();
        Optional<StageId> stage =
                decision instanceof StageDecision.ChangeTo change ? Optional.of(change.stage()) : state.findStage();
        Map<String, String> values = new HashMap<>(decision.values());
        if (decision instanceof StageDecision.ChangeTo)
            state.findStage().ifPresent(running -> values.put("fromStage", running.value()));
        if (differs) {
            values.put("commanded", commanded.stage().map(StageId::value).orElse(""));
            values.put("commandedAction", commanded.action());
            values.put("commandedReason", commanded.decision().reason().name());
        }
        LedgerPace.Line line = new LedgerPace.Line(
                strategy.name(),
                DecisionLines.rung(values),
                mine.action(),
                stage,
                decision.reason().name(),
                differs ? OUTCOME + "_DIFFERS" : OUTCOME);
        if (!pace.isNew(line, state.findStage(), now)) return Optional.empty();
        if (differs) lastDifference = Optional.of(now);
        return Optional.of(new LiveDecision(
                state.layout().intersection().id(),
                now,
                strategy.name(),
                mine.action(),
                stage.map(StageId::value),
                decision.reason().name(),
                OUTCOME,
                Optional.empty(),
                values,
                DecisionLines.candidates(decision)));
    }

    /** What it wants now, beside what is commanded. */
    Optional<LiveIntersection.Shadow> toLive(Optional<StageId> commanded, Instant now) {
        if (wanted == null) return Optional.empty();
        Wanted mine = Objects.requireNonNull(wanted);
        return Optional.of(new LiveIntersection.Shadow(
                strategy.name(),
                mine.action(),
                mine.stage(),
                mine.decision().reason().name(),
                mine.stage().equals(commanded),
                agreement.share(now),
                agreement.compared(now).toSeconds(),
                order.expiresAt(),
                lastDifference));
    }
}
