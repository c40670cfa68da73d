package city.ioc.signal.decision.ladder;

import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.DecisionReason;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.model.SignalState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Control that steps down when what it needs is gone and up again when it is back: of its rungs, best first, the first one that is
 * fit decides. Its decisions carry {@code rung} and, below the first rung, {@code cause}: why the rung above cannot run. Keeps
 * nothing between two decisions.
 */
public final class ControlLadder implements ControlStrategy {
    /** The values that tell of the ladder itself and not of what was decided on its rung. */
    private static final Set<String> OF_LADDER = Set.of(
            "rung",
            "cause",
            "neighbour",
            "silentSince",
            "heardSince",
            "notHeard",
            "neighbours",
            "steadyLanes",
            "lanes",
            "steadyGroups",
            "groups");

    private final String name;
    private final List<Step> steps;

    /** A rung with the strategy that runs on it. */
    public record Step(Rung rung, ControlStrategy strategy, Fitness fitness) {}

    /**
     * @param name the name under which its decisions are kept
     * @param steps best first; without any that is fit nothing is commanded
     */
    public ControlLadder(String name, List<Step> steps) {
        this.name = name;
        this.steps = List.copyOf(steps);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public StageDecision decide(SignalState state, Instant now) {
        Optional<Fitness.Unfit> above = Optional.empty();
        for (Step step : steps) {
            Optional<Fitness.Unfit> unfit = step.fitness().judge(state, now);
            if (unfit.isEmpty()) return step.strategy().decide(state, now).with(told(step.rung(), above));
            above = unfit;
        }
        return new StageDecision.LeaveLocal(DecisionReason.NO_PLAN, told(Rung.FLASH, above));
    }

    /** What a decision says of the ladder: for whoever decides otherwise around it. Empty where there is none. */
    public static Map<String, String> saidBy(StageDecision decision) {
        if (!decision.values().containsKey("rung")) return Map.of();
        Map<String, String> said = new HashMap<>(decision.values());
        said.keySet().retainAll(OF_LADDER);
        return said;
    }

    private static Map<String, String> told(Rung rung, Optional<Fitness.Unfit> above) {
        if (above.isEmpty()) return Map.of("rung", rung.name());
        Map<String, String> values = new HashMap<>(above.get().values());
        values.put("rung", rung.name());
        values.put("cause", above.get().cause().name());
        return values;
    }
}
