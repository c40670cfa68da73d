package city.ioc.signal.decision;

import city.ioc.signal.model.SignalState;
import java.time.Instant;
import java.util.Map;

/** An operator has left the intersection to its local plan. Immutable. */
public final class Released implements ControlStrategy {
    /** The name under which its decisions are kept. */
    public static final String NAME = "released";

    private final Instant until;

    public Released(Instant until) {
        this.until = until;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StageDecision decide(SignalState state, Instant now) {
        return new StageDecision.LeaveLocal(DecisionReason.OVERRIDE_RELEASE, Map.of("until", until.toString()));
    }
}
