package city.ioc.core.control;

import city.ioc.contracts.id.StageId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which decisions of an intersection become lines of the ledger. A strategy is asked several times a second; a line is due when
 * the answer is another one, not when only its numbers are, and to keep a stage is an answer once it has stood for
 * {@link #SETTLED}. A strategy that wavers between two reasons while a stage runs gets a line of each, and again after
 * {@link #AGAIN_AFTER}. Changes, whatever the safety guard does not simply let pass, and what a shadow wants instead of what is
 * commanded are told at once. Owned by the
 * intersection's runtime.
 */
final class LedgerPace {
    static final Duration SETTLED = Duration.ofSeconds(2);
    static final Duration AGAIN_AFTER = Duration.ofSeconds(30);

    /** Steps of a change that has its own line; the event log tells when each of them began. */
    private static final Set<String> STEPS = Set.of("CHANGE_ORDERED", "IN_TRANSITION");

    private final Map<Line, Instant> written = new HashMap<>();
    private Optional<StageId> running = Optional.empty();
    private Optional<Line> before = Optional.empty();
    private Instant since = Instant.MIN;
    private boolean told;

    /** What makes a line another one; the stages of a controller's own plan do not. */
    record Line(String strategy, String rung, String action, Optional<StageId> stage, String reason, String outcome) {
        Line {
            if (action.equals("LEAVE_LOCAL")) stage = Optional.empty();
        }

        boolean isStep() {
            return isPlainHold() && STEPS.contains(reason);
        }

        boolean isPlainHold() {
            return action.equals("HOLD") && (outcome.equals("COMMANDED") || outcome.equals(Shadow.OUTCOME));
        }
    }

    /** Whether the line is to be written. {@code stage}: the running one, where it is known. */
    boolean isNew(Line line, Optional<StageId> stage, Instant now) {
        if (stage.isPresent() && !stage.equals(running)) {
            running = stage;
            written.clear();
        }
        if (before.filter(line::equals).isEmpty()) {
            before = Optional.of(line);
            since = now;
            told = false;
        }
        if (told || line.isStep() || line.isPlainHold() && now.isBefore(since.plus(SETTLED))) return false;
        told = true;
        Instant last = written.get(line);
        boolean due = last == null || !now.isBefore(last.plus(AGAIN_AFTER));
        if (due) written.put(line, now);
        return due;
    }
}
