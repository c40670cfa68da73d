package city.ioc.sim.plan;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityCheck;
import city.ioc.contracts.city.CityFault;
import city.ioc.contracts.city.Site;
import city.ioc.contracts.street.Intersection;
import city.ioc.signal.plan.PlanChange;
import city.ioc.signal.plan.PlanDiff;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes signal data into the city's files: checked with the whole city, told as changes, and under the next version. Data exported
 * from another version than the city's are refused, so that nobody undoes what he has not seen.
 */
final class ImportCommand implements PlanCommand {
    @Override
    public String name() {
        return "import";
    }

    @Override
    public String arguments() {
        return "FILE.json [--dry-run]";
    }

    @Override
    public String purpose() {
        return "check it, tell its changes, put it into the city as the next version";
    }

    @Override
    public PlanOutput run(PlanArguments arguments, PlanCity city) {
        Path file = Path.of(arguments.word(0, "file"));
        boolean dryRun = arguments.has("--dry-run");
        arguments.checkAllRead(1);
        Intersection offered = IntersectionFile.read(file);
        City whole = city.city();
        Optional<Intersection> present = whole.findIntersection(offered.id());
        int version = present.flatMap(Intersection::version).orElse(1);
        if (present.isPresent()
                && offered.version().isPresent()
                && offered.version().get() != version) {
            String what = "intersection " + offered.id() + ": the file is of version "
                    + offered.version().get() + ", the city has version " + version
                    + "; export again and carry the changes over";
            return new PlanOutput(PlanOutput.OUTDATED, List.of(what), Map.of("error", what, "version", version));
        }
        List<CityFault> faults = CityCheck.check(whole.with(new Site(offered, whole.listDevicesAt(offered.id()))));
        if (!faults.isEmpty())
            return new PlanOutput(
                    PlanOutput.FOUND, faults.stream().map(CityFault::toString).toList(), Map.of("faults", faults));
        List<PlanChange> changes =
                present.map(before -> PlanDiff.between(before, offered)).orElse(List.of());
        if (present.isPresent() && changes.isEmpty())
            return PlanOutput.fine(
                    List.of("intersection " + offered.id() + ": nothing changes"),
                    Map.of("changes", changes, "version", version, "written", false));
        int next = present.isPresent() ? version + 1 : 1;
        if (!dryRun) IntersectionFile.write(city.file(offered.id()), offered.withVersion(next));
        List<String> lines =
                new ArrayList<>(changes.stream().map(PlanChange::toString).toList());
        lines.add("intersection " + offered.id() + ": "
                + (dryRun ? "would become" : present.isPresent() ? "is now" : "was added as") + " version " + next);
        return PlanOutput.fine(lines, Map.of("changes", changes, "version", next, "written", !dryRun));
    }
}
