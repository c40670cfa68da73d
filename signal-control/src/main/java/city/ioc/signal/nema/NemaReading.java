package city.ioc.signal.nema;

import city.ioc.contracts.city.PlanFault;
import city.ioc.contracts.street.Intersection;
import java.util.List;
import java.util.Optional;

/** What came of a controller's data: the intersection, unless its rings and barriers make none, and every fault. */
public record NemaReading(Optional<Intersection> intersection, List<PlanFault> faults) {
    public NemaReading {
        faults = List.copyOf(faults);
    }
}
