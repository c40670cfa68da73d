package city.ioc.sim.plan;

import city.ioc.contracts.street.Intersection;
import city.ioc.signal.plan.PlanChange;
import city.ioc.signal.plan.PlanDiff;
import java.util.List;
import java.util.Map;

/** Tells what changed between two versions of an intersection's signal data. */
final class DiffCommand implements PlanCommand {
    @Override
    public String name() {
        return "diff";
    }

    @Override
    public String arguments() {
        return "BEFORE AFTER";
    }

    @Override
    public String purpose() {
        return "tell the changes between two files, or a city's intersection and a file";
    }

    @Override
    public PlanOutput run(PlanArguments arguments, PlanCity city) {
        Intersection before = city.intersection(arguments.word(0, "version before"));
        Intersection after = city.intersection(arguments.word(1, "version after"));
        arguments.checkAllRead(2);
        List<PlanChange> changes = PlanDiff.between(before, after);
        return new PlanOutput(
                changes.isEmpty() ? PlanOutput.FINE : PlanOutput.FOUND,
                changes.isEmpty()
                        ? List.of("no change")
                        : changes.stream().map(PlanChange::toString).toList(),
                Map.of("changes", changes));
    }
}
