package city.ioc.core.control;

import city.ioc.contracts.live.LiveDecision;
import city.ioc.signal.decision.StageDecision;
import java.util.List;
import java.util.Map;

/** Decisions in the words of the ledger. Pure. */
final class DecisionLines {
    private DecisionLines() {}

    static String action(StageDecision decision) {
        return switch (decision) {
            case StageDecision.Hold hold -> "HOLD";
            case StageDecision.ChangeTo change -> "CHANGE_TO";
            case StageDecision.LeaveLocal leave -> "LEAVE_LOCAL";
        };
    }

    /** The rung of the control ladder, what led to it and who, where the strategy says so. */
    static String rung(Map<String, String> values) {
        return String.join(
                "/",
                values.getOrDefault("rung", ""),
                values.getOrDefault("cause", ""),
                values.getOrDefault("notHeard", ""));
    }

    static List<LiveDecision.Candidate> candidates(StageDecision decision) {
        return decision.candidates().stream().map(DecisionLines::written).toList();
    }

    private static LiveDecision.Candidate written(StageDecision.Candidate weighed) {
        return new LiveDecision.Candidate(
                weighed.stage().value(), tenths(weighed.afterS()), tenths(weighed.costPcuS()), weighed.values());
    }

    /** Nobody reads more of an estimate, and the ledger is long. */
    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
