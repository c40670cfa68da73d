package city.ioc.signal.decision;

import city.ioc.contracts.id.StageId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a strategy wants, why, and the numbers it went by. Keys of {@code values} carry their unit. */
public sealed interface StageDecision {

    DecisionReason reason();

    Map<String, String> values();

    /**
     * Keep what runs, or finish the change that is under way.
     *
     * @param next the stage that would follow as things stand
     * @param plannedEnd when this stage ends at the latest as things stand; empty when it may rest
     */
    record Hold(DecisionReason reason, Map<String, String> values, Optional<StageId> next, Optional<Instant> plannedEnd)
            implements StageDecision {
        public Hold {
            values = Map.copyOf(values);
        }
    }

    /** Change to another stage now. */
    record ChangeTo(StageId stage, DecisionReason reason, Map<String, String> values) implements StageDecision {
        public ChangeTo {
            values = Map.copyOf(values);
        }
    }

    /** Command nothing: the controller does what it does by itself. */
    record LeaveLocal(DecisionReason reason, Map<String, String> values) implements StageDecision {
        public LeaveLocal {
            values = Map.copyOf(values);
        }
    }
}
