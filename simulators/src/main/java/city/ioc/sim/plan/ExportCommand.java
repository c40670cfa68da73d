package city.ioc.sim.plan;

import city.ioc.contracts.street.Intersection;
import java.util.List;

/** Prints an intersection's signal data as JSON of the published schema, with the version they are of. */
final class ExportCommand implements PlanCommand {
    @Override
    public String name() {
        return "export";
    }

    @Override
    public String arguments() {
        return "INTERSECTION";
    }

    @Override
    public String purpose() {
        return "print its signal data (JSON, schema intersection-v1)";
    }

    @Override
    public PlanOutput run(PlanArguments arguments, PlanCity city) {
        Intersection x = city.intersection(arguments.word(0, "intersection"));
        arguments.checkAllRead(1);
        Intersection versioned = x.version().isPresent() ? x : x.withVersion(1);
        return PlanOutput.fine(List.of(IntersectionFile.text(versioned).stripTrailing()), versioned);
    }
}
