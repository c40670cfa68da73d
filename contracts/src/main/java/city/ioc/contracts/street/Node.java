package city.ioc.contracts.street;

import city.ioc.contracts.id.IntersectionId;
import java.util.Optional;

/** Where links meet or the network ends. */
public record Node(String id, GeoPoint at, Kind kind, Optional<IntersectionId> intersection) {
    /** What happens at the node. */
    public enum Kind {
        SIGNALS,
        PRIORITY,
        BOUNDARY
    }
}
