package city.ioc.signal.decision;

import city.ioc.signal.model.SignalState;
import java.time.Instant;

/**
 * Decides which stage an intersection should run. A strategy has no memory of its own: all it goes by is the state and the time,
 * so that another node can go on where one has died. It may be asked at any moment, and is asked at every event that matters.
 */
public interface ControlStrategy {

    /** The name under which its decisions are kept. */
    String name();

    StageDecision decide(SignalState state, Instant now);
}
