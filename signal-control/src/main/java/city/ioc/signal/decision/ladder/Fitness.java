package city.ioc.signal.decision.ladder;

import city.ioc.signal.decision.PlanSource;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a rung may run, as a function of state and time.
 *
 * <p>A rung is left at once when what it needs is gone, and taken again when that has been there for {@link #STEADY_FOR} without
 * a break: what comes and goes keeps the lower rung instead of making control change from moment to moment.
 */
@FunctionalInterface
public interface Fitness {
    /** How long what a rung needs must have been there without a break. */
    Duration STEADY_FOR = Duration.ofSeconds(30);

    /** Share of lanes, or of groups with detectors, that must be known; the strategies make do with guesses for the others. */
    double ENOUGH = 0.5;

    /** Why it may not; empty when it may. */
    Optional<Unfit> judge(SignalState state, Instant now);

    /** A cause and the numbers that it rests on. */
    record Unfit(StepCause cause, Map<String, String> values) {
        public Unfit {
            values = Map.copyOf(values);
        }
    }

    /** Enough lanes are seen, by cameras or by loops. */
    static Fitness lanesSeen() {
        return (state, now) -> {
            int lanes = state.layout().lanes().lanes().size();
            if (lanes == 0) return Optional.of(new Unfit(StepCause.LANES_UNKNOWN, Map.of()));
            long nowMs = now.toEpochMilli();
            int seen = 0;
            for (int l = 0; l < lanes; l++)
                if (nowMs - state.traffic().seenSinceMs(l, nowMs) >= STEADY_FOR.toMillis()) seen++;
            return enough(seen, lanes, StepCause.LANES_NOT_SEEN, "steadyLanes", "lanes");
        };
    }

    /** Every neighbour upstream tells who sets out for here. One that does not makes the others' platoons weigh too much. */
    static Fitness neighboursHeard() {
        return (state, now) -> NeighboursHeard.judge(
                state.layout().lanes().feeders(), state.traffic().news(), now.toEpochMilli());
    }

    /** What this one needs, and then what the other one does. */
    default Fitness and(Fitness other) {
        return (state, now) -> judge(state, now).or(() -> other.judge(state, now));
    }

    /** Enough of the groups that have detectors have some to be believed. */
    static Fitness detectorsBelieved() {
        return (state, now) -> {
            SignalLayout layout = state.layout();
            long nowMs = now.toEpochMilli();
            int groups = Long.bitCount(layout.detectedGroups());
            int believed = 0;
            for (long rest = layout.detectedGroups(); rest != 0; rest &= rest - 1)
                if (isBelieved(state, Long.numberOfTrailingZeros(rest), nowMs)) believed++;
            return enough(believed, groups, StepCause.DETECTORS_NOT_BELIEVED, "steadyGroups", "groups");
        };
    }

    /** A plan is in force. */
    static Fitness planInForce(PlanSource plans) {
        return (state, now) -> plans.findAt(plans.local(now)).isPresent()
                ? Optional.empty()
                : Optional.of(new Unfit(StepCause.NO_PLAN, Map.of()));
    }

    private static boolean isBelieved(SignalState state, int group, long nowMs) {
        for (int d = 0; d < state.layout().detectors().size(); d++) {
            if ((state.layout().detectors().get(d).groups() & 1L << group) == 0) continue;
            if (!state.isTrusted(d) || nowMs - state.trustedSinceMs(d) < STEADY_FOR.toMillis()) return false;
        }
        return true;
    }

    private static Optional<Unfit> enough(int have, int all, StepCause cause, String haveName, String allName) {
        if (all > 0 && have >= ENOUGH * all) return Optional.empty();
        return Optional.of(new Unfit(cause, Map.of(haveName, String.valueOf(have), allName, String.valueOf(all))));
    }
}
