package city.ioc.contracts.street;

import city.ioc.contracts.id.IntersectionId;
import java.util.List;

/** Intersections along a street whose plans are coordinated, in order of travel. */
public record Corridor(String id, LocalName name, List<IntersectionId> intersections) {
    public Corridor {
        intersections = List.copyOf(intersections);
    }
}
