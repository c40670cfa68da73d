package city.ioc.sim.bench.violations;

import city.ioc.contracts.violation.ViolationRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** How good a rule was that no lamp is asked for: cases held against what truly happened, one to one. Pure. */
public final class ConductScore {
    private ConductScore() {}

    /**
     * @param cases of that rule in the window, void ones too
     * @param truth what happened in the window
     * @param matched of which case it is what
     * @param doneAt from when on a case could have stood in the queue
     * @param <T> what happened
     */
    public static <T> Map<String, Object> of(
            ViolationRule rule,
            List<FoundCase> cases,
            List<T> truth,
            Map<FoundCase, T> matched,
            Function<FoundCase, Instant> doneAt,
            QueueWatch queue,
            RuleScore.Percentile percentile) {
        List<FoundCase> waiting = cases.stream()
                .filter(each -> each.rule() == rule && !each.isVoid())
                .toList();
        Map<T, FoundCase> found = new HashMap<>();
        matched.forEach((one, what) -> found.put(what, one));
        List<Map<String, Object>> wrong = new ArrayList<>();
        List<Double> latencies = new ArrayList<>();
        for (FoundCase each : waiting) {
            if (!matched.containsKey(each)) {
                wrong.add(describe(each));
                continue;
            }
            queue.readyAt(each)
                    .ifPresent(at -> latencies.add(
                            (double) Duration.between(doneAt.apply(each), at).toMillis()));
        }
        Map<String, Integer> missed = new TreeMap<>();
        int right = 0;
        for (T each : truth) {
            Optional<FoundCase> one = Optional.ofNullable(found.get(each));
            if (one.filter(it -> !it.isVoid()).isPresent()) right++;
            else
                missed.merge(
                        one.flatMap(FoundCase::voidReason)
                                .map(reason -> "VOID_" + reason)
                                .orElse("NOT_SEEN"),
                        1,
                        Integer::sum);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("truth", truth.size());
        figures.put("raised", waiting.size());
        figures.put("precision", RuleScore.share(waiting.size() - wrong.size(), waiting.size()));
        figures.put("recall", RuleScore.share(right, truth.size()));
        figures.put("missedAs", missed);
        figures.put("wrong", wrong);
        figures.put("withEvidence", latencies.size());
        figures.put("eventToQueueWithEvidenceMsP50", percentile.of(latencies, 0.5));
        figures.put("eventToQueueWithEvidenceMsP95", percentile.of(latencies, 0.95));
        return figures;
    }

    private static Map<String, Object> describe(FoundCase found) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("id", found.id());
        words.put("camera", found.camera());
        words.put("at", found.at().toString());
        words.put("vehicle", found.vehicle().orElse(""));
        return words;
    }
}
