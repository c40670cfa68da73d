package city.ioc.sim.device;

import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What the controller's own time-of-day plans want at an instant. Cycles are counted from local midnight plus the offset, so
 * that neighbouring controllers stay in step without talking to each other. An actuated plan runs here with every split at its
 * full length: the local plan is the fallback and must not depend on detectors. Pure.
 */
final class LocalPlan {
    private final Intersection intersection;
    private final ZoneId zone;

    /** The split that should be running. {@code number}: the plan's place in the intersection's list, from 1. */
    record Position(SignalPlan plan, int number, SignalPlan.Split split, Duration remaining, SignalPlan.Split next) {}

    LocalPlan(Intersection intersection, ZoneId zone) {
        this.intersection = intersection;
        this.zone = zone;
    }

    Optional<SignalPlan> planAt(Instant now) {
        return intersection.findPlanAt(LocalDateTime.ofInstant(now, zone));
    }

    /** A plan's place in the intersection's list, from 1: the parameter of its plan-change event. */
    int numberOf(PlanId plan) {
        for (int i = 0; i < intersection.plans().size(); i++)
            if (intersection.plans().get(i).id().equals(plan)) return i + 1;
        throw new IllegalArgumentException("intersection " + intersection.id() + " has no plan " + plan);
    }

    /** Where a plan with splits stands now. */
    Position positionIn(SignalPlan plan, Instant now) {
        long cycle = plan.splits().stream()
                .mapToLong(split -> split.length().toNanos())
                .sum();
        if (cycle <= 0) throw new IllegalArgumentException("plan " + plan.id() + " has no splits");
        long sinceMidnight = LocalTime.ofInstant(now, zone).toNanoOfDay();
        long into = Math.floorMod(sinceMidnight - plan.offset().toNanos(), cycle);
        int index = 0;
        while (into >= plan.splits().get(index).length().toNanos()) {
            into -= plan.splits().get(index).length().toNanos();
            index++;
        }
        SignalPlan.Split split = plan.splits().get(index);
        return new Position(
                plan,
                numberOf(plan.id()),
                split,
                split.length().minusNanos(into),
                plan.splits().get((index + 1) % plan.splits().size()));
    }
}
