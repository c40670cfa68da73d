package city.ioc.core.hotlist;

import city.ioc.contracts.field.PlatePattern;
import city.ioc.contracts.field.PlateSighting;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * A vehicle that is looked for, for a time.
 *
 * @param lookAlikes whether plates that only look alike count, and what the camera may have read instead
 */
public record HotlistEntry(UUID id, PlatePattern pattern, boolean lookAlikes, Instant enteredAt, Instant expiresAt) {

    /**
     * How like it a sighting is, at the moment {@code now}; empty where it is another vehicle, or was seen before it was looked for or
     * when it no longer is.
     */
    OptionalDouble likeness(PlateSighting sighting, Instant now) {
        if (!now.isBefore(expiresAt)
                || !sighting.at().isBefore(expiresAt)
                || sighting.at().isBefore(enteredAt)) return OptionalDouble.empty();
        OptionalDouble plate = pattern.likeness(sighting.plate());
        if (!lookAlikes) return plate.orElse(0) == 1 ? plate : OptionalDouble.empty();
        double best = plate.orElse(0);
        for (PlateSighting.Alternative each : sighting.alternatives())
            best = Math.max(best, each.share() * pattern.likeness(each.plate()).orElse(0));
        return best > 0 ? OptionalDouble.of(best) : OptionalDouble.empty();
    }

    /** As it is told of: which entry it is, not whom it is about. */
    String code() {
        return id.toString().substring(0, 8);
    }
}
