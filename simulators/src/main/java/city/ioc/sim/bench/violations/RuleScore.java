package city.ioc.sim.bench.violations;

import city.ioc.contracts.violation.ViolationRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How good one rule was in a window. Pure. */
public final class RuleScore {
    private RuleScore() {}

    /**
     * @param cases of the cameras in the window, of all rules
     * @param runs of the cameras' approaches in the window
     * @param percentile of some milliseconds
     */
    public static Map<String, Object> of(
            ViolationRule rule,
            double graceS,
            List<FoundCase> cases,
            List<TrueRun> runs,
            CaseMatch match,
            QueueWatch queue,
            Percentile percentile) {
        List<FoundCase> waiting = cases.stream()
                .filter(each -> each.rule() == rule && !each.isVoid())
                .toList();
        List<TrueRun> truth = runs.stream()
                .filter(each -> each.rule(graceS).filter(rule::equals).isPresent())
                .toList();
        List<Map<String, Object>> wrong = new ArrayList<>();
        List<Double> latencies = new ArrayList<>();
        int right = 0;
        for (FoundCase each : waiting) {
            Optional<TrueRun> run = match.find(each)
                    .filter(one -> one.rule(graceS).filter(rule::equals).isPresent());
            if (run.isEmpty()) {
                wrong.add(describe(each, match.find(each)));
                continue;
            }
            right++;
            Instant event = run.get()
                    .enteredAt()
                    .filter(at -> rule == ViolationRule.RED_LIGHT)
                    .orElse(run.get().at());
            queue.readyAt(each)
                    .ifPresent(at ->
                            latencies.add((double) Duration.between(event, at).toMillis()));
        }
        Map<String, Integer> missed = new TreeMap<>();
        Map<String, Integer> missedClasses = new TreeMap<>();
        for (TrueRun each : truth) {
            Optional<FoundCase> found = match.find(each);
            if (found.filter(one -> !one.isVoid() && one.rule() == rule).isPresent()) continue;
            missed.merge(found.map(RuleScore::word).orElse("NOT_SEEN"), 1, Integer::sum);
            missedClasses.merge(each.vehicleClass(), 1, Integer::sum);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("truth", truth.size());
        figures.put("raised", waiting.size());
        figures.put("right", right);
        figures.put("precision", share(right, waiting.size()));
        figures.put("recall", share(right, truth.size()));
        figures.put("missedAs", missed);
        figures.put("missedByClass", missedClasses);
        figures.put("wrong", wrong);
        figures.put("withEvidence", latencies.size());
        figures.put("eventToQueueWithEvidenceMsP50", percentile.of(latencies, 0.5));
        figures.put("eventToQueueWithEvidenceMsP95", percentile.of(latencies, 0.95));
        return figures;
    }

    /** A percentile of numbers, or words that there are none. */
    @FunctionalInterface
    public interface Percentile {
        Object of(List<Double> values, double share);
    }

    private static String word(FoundCase found) {
        return found.voidReason().map(reason -> "VOID_" + reason).orElseGet(() -> "AS_" + found.rule());
    }

    private static Map<String, Object> describe(FoundCase found, Optional<TrueRun> run) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("id", found.id());
        words.put("camera", found.camera());
        words.put("at", found.at().toString());
        words.put("vehicle", found.vehicle().orElse(""));
        words.put(
                "secondsIntoRed",
                found.secondsIntoRed().isPresent() ? found.secondsIntoRed().getAsDouble() : "");
        words.put(
                "truth",
                run.map(one -> "red for " + one.redForS() + " s, entered at red " + one.enteredAtRed() + ", stood "
                                + one.stoodM() + " m")
                        .orElse("nobody passed at red"));
        return words;
    }

    /** Void cases by reason. */
    public static Map<String, Integer> voids(List<FoundCase> cases) {
        Map<String, Integer> voids = new TreeMap<>();
        for (FoundCase each : cases) each.voidReason().ifPresent(reason -> voids.merge(reason, 1, Integer::sum));
        return voids;
    }

    static Object share(int part, int whole) {
        return whole == 0 ? "no cases" : Math.round(1000.0 * part / whole) / 1000.0;
    }
}
