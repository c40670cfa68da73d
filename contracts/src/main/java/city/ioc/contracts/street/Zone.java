package city.ioc.contracts.street;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An area with a rule, for instance no parking in hours on days. {@code ring}: its outline, not repeated at the end. */
public record Zone(
        String id,
        LocalName name,
        Rule rule,
        List<GeoPoint> ring,
        Set<DayOfWeek> days,
        LocalTime from,
        LocalTime to,
        LocalDate validFrom,
        Optional<LocalDate> validTo) {
    /** What is forbidden there. */
    public enum Rule {
        NO_PARKING,
        NO_STOPPING
    }

    public Zone {
        ring = List.copyOf(ring);
        days = Set.copyOf(days);
        if (ring.size() < 3) throw new IllegalArgumentException("zone " + id + ": ring needs at least 3 points");
    }
}
