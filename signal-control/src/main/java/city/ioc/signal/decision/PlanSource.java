package city.ioc.signal.decision;

import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.signal.model.SignalLayout;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which plan a strategy follows: the one of the schedule, or one that an operator has chosen. Immutable. */
public final class PlanSource {
    private final SignalLayout layout;
    private final ZoneId zone;
    private final Map<PlanId, CompiledPlan> compiled = new HashMap<>();
    private final @Nullable CompiledPlan only;

    private PlanSource(SignalLayout layout, ZoneId zone, @Nullable SignalPlan only) {
        this.layout = layout;
        this.zone = zone;
        for (SignalPlan plan : layout.intersection().plans()) compiled.put(plan.id(), new CompiledPlan(plan, layout));
        this.only = only == null ? null : new CompiledPlan(only, layout);
    }

    /** The plans of the intersection's schedule. */
    public static PlanSource ofSchedule(SignalLayout layout, ZoneId zone) {
        return new PlanSource(layout, zone, null);
    }

    static PlanSource of(SignalPlan plan, SignalLayout layout, ZoneId zone) {
        return new PlanSource(layout, zone, plan);
    }

    /** The time at the intersection. */
    public LocalDateTime local(Instant now) {
        return LocalDateTime.ofInstant(now, zone);
    }

    /** The plan in force at a local time. */
    public Optional<CompiledPlan> findAt(LocalDateTime local) {
        if (only != null) return Optional.of(only);
        return layout.intersection().findPlanAt(local).map(plan -> compiled.get(plan.id()));
    }
}
