package city.ioc.contracts.live;

import city.ioc.contracts.id.IntersectionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of the decision ledger.
 *
 * @param outcome held, commanded or refused, and by which rule
 * @param values the numbers it went by; keys carry their unit
 * @param candidates what was weighed, best first; empty where a rule decided
 */
public record LiveDecision(
        IntersectionId intersection,
        Instant at,
        String strategy,
        String action,
        Optional<String> stage,
        String reason,
        String outcome,
        Optional<String> command,
        Map<String, String> values,
        List<Candidate> candidates) {

    /**
     * A stage that could have been next and what it was expected to cost.
     *
     * @param stage the stage that would run next; the running one when it would be kept
     * @param afterS in how many seconds the running stage would end for it; for the running one how long it would be kept
     * @param costPcuS expected delay of all vehicles known or expected, passenger-car units times seconds; the least wins
     * @param values what speaks for it; keys carry their unit
     */
    public record Candidate(String stage, double afterS, double costPcuS, Map<String, String> values) {
        public Candidate {
            values = Map.copyOf(values);
        }
    }

    public LiveDecision {
        values = Map.copyOf(values);
        candidates = List.copyOf(candidates);
    }
}
