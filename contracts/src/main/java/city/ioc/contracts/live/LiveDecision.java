package city.ioc.contracts.live;

import city.ioc.contracts.id.IntersectionId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One line of the decision ledger. {@code outcome}: held, commanded or refused, and by which rule. */
public record LiveDecision(
        IntersectionId intersection,
        Instant at,
        String strategy,
        String action,
        Optional<String> stage,
        String reason,
        String outcome,
        Optional<String> command,
        Map<String, String> values) {
    public LiveDecision {
        values = Map.copyOf(values);
    }
}
