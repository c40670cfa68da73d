package city.ioc.sim.plan;

import city.ioc.contracts.city.CityException;
import city.ioc.contracts.city.CityFault;
import city.ioc.contracts.city.PlanCheck;
import city.ioc.contracts.city.PlanFault;
import city.ioc.contracts.street.Intersection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names every fault of the city's files, or of signal data in files of their own. */
final class CheckCommand implements PlanCommand {
    @Override
    public String name() {
        return "check";
    }

    @Override
    public String arguments() {
        return "[INTERSECTION|FILE.json …]";
    }

    @Override
    public String purpose() {
        return "name every fault of the city, or of these intersections";
    }

    @Override
    public PlanOutput run(PlanArguments arguments, PlanCity city) {
        arguments.checkAllRead(Integer.MAX_VALUE);
        return arguments.words().isEmpty() ? wholeCity(city) : these(arguments.words(), city);
    }

    private static PlanOutput wholeCity(PlanCity city) {
        try {
            int count = city.city().intersections().size();
            return PlanOutput.fine(
                    List.of(city.folder() + ": " + count + " intersections, no fault"),
                    Map.of("intersections", count, "faults", List.of()));
        } catch (CityException e) {
            List<String> lines = e.faults().stream().map(CityFault::toString).toList();
            return new PlanOutput(PlanOutput.FOUND, lines, Map.of("faults", e.faults()));
        }
    }

    private static PlanOutput these(List<String> words, PlanCity city) {
        List<PlanFault> faults = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String word : words) {
            Intersection x = city.intersection(word);
            List<PlanFault> found = PlanCheck.check(x, city.streets(x));
            faults.addAll(found);
            found.forEach(fault -> lines.add(fault.toString()));
            if (found.isEmpty()) lines.add("intersection " + x.id() + ": no fault");
        }
        return new PlanOutput(
                faults.isEmpty() ? PlanOutput.FINE : PlanOutput.FOUND, lines, Map.of("faults", List.copyOf(faults)));
    }
}
