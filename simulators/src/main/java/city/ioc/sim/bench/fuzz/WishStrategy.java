package city.ioc.sim.bench.fuzz;

import city.ioc.contracts.id.StageId;
import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.DecisionReason;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.model.SignalState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A strategy without sense or care: wants what {@link Wishes} say, whatever runs, and now and then nothing. */
record WishStrategy(Wishes wishes, Chance chance) implements ControlStrategy {
    @Override
    public String name() {
        return "wish";
    }

    @Override
    public StageDecision decide(SignalState state, Instant now) {
        StageId wanted = wishes.next();
        return switch (chance.world().nextInt(40)) {
            case 0 -> new StageDecision.LeaveLocal(DecisionReason.NO_PLAN, Map.of());
            case 1, 2, 3 ->
                new StageDecision.Hold(DecisionReason.NO_RIVAL_DEMAND, Map.of(), Optional.empty(), Optional.empty());
            default -> new StageDecision.ChangeTo(wanted, DecisionReason.GAP_OUT, Map.of());
        };
    }
}
