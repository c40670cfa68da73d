package city.ioc.signal.decision;

import city.ioc.contracts.id.StageId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a strategy wants, why, and the numbers it went by. Keys of {@code values} carry their unit. */
public sealed interface StageDecision {

    DecisionReason reason();

    /** What was weighed, best first; empty where a rule decided. */
    default List<Candidate> candidates() {
        return List.of();
    }

    /**
     * A stage that could be next and what it would cost others.
     *
     * @param stage the stage that would run next; the running one when it would be kept
     * @param afterS for the running stage how long it would be kept, seconds; 0 for the others, which would come at once
     * @param costPcuS delay that others would have for it, passenger-car units times seconds: for the running stage those who wait
     *     elsewhere, for the next one those who come for the running one and would have to wait until it comes again; for the
     *     others in proportion to how much less they would let go per second. The least wins
     * @param values what speaks for it, keys carry their unit
     */
    record Candidate(StageId stage, double afterS, double costPcuS, Map<String, String> values) {
        public Candidate {
            values = Map.copyOf(values);
        }
    }

    Map<String, String> values();

    /** The same decision with more values. */
    StageDecision with(Map<String, String> more);

    /**
     * Keep what runs, or finish the change that is under way.
     *
     * @param next the stage that would follow as things stand
     * @param plannedEnd when this stage ends at the latest as things stand; empty when it may rest
     */
    record Hold(
            DecisionReason reason,
            Map<String, String> values,
            Optional<StageId> next,
            Optional<Instant> plannedEnd,
            List<Candidate> candidates)
            implements StageDecision {
        public Hold {
            values = Map.copyOf(values);
            candidates = List.copyOf(candidates);
        }

        @Override
        public Hold with(Map<String, String> more) {
            return new Hold(reason, merged(values, more), next, plannedEnd, candidates);
        }

        /** Held by a rule, with nothing weighed. */
        public Hold(
                DecisionReason reason,
                Map<String, String> values,
                Optional<StageId> next,
                Optional<Instant> plannedEnd) {
            this(reason, values, next, plannedEnd, List.of());
        }
    }

    /** Change to another stage now. */
    record ChangeTo(StageId stage, DecisionReason reason, Map<String, String> values, List<Candidate> candidates)
            implements StageDecision {
        public ChangeTo {
            values = Map.copyOf(values);
            candidates = List.copyOf(candidates);
        }

        @Override
        public ChangeTo with(Map<String, String> more) {
            return new ChangeTo(stage, reason, merged(values, more), candidates);
        }

        /** Ordered by a rule, with nothing weighed. */
        public ChangeTo(StageId stage, DecisionReason reason, Map<String, String> values) {
            this(stage, reason, values, List.of());
        }
    }

    /** Command nothing: the controller does what it does by itself. */
    record LeaveLocal(DecisionReason reason, Map<String, String> values) implements StageDecision {
        public LeaveLocal {
            values = Map.copyOf(values);
        }

        @Override
        public LeaveLocal with(Map<String, String> more) {
            return new LeaveLocal(reason, merged(values, more));
        }
    }

    private static Map<String, String> merged(Map<String, String> values, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(more);
        return all;
    }
}
