package city.ioc.signal.decision;

import city.ioc.signal.model.SignalState;
import java.time.Instant;
import java.util.Map;

/**
 * The conflict monitor has dropped the intersection to flash; nothing else is wanted until an engineer resets it. Immutable.
 *
 * @param fault what the monitor saw
 */
public record MonitorFlash(String fault) implements ControlStrategy {
    /** The name under which its decisions are kept. */
    public static final String NAME = "monitor-flash";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StageDecision decide(SignalState state, Instant now) {
        return new StageDecision.LeaveLocal(DecisionReason.MONITOR_FLASH, Map.of("fault", fault));
    }
}
