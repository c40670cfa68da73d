package city.ioc.core.health;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Whether to believe a detector's values, since when, and what speaks against it. */
public record DetectorVerdict(Optional<DetectorFault> fault, Optional<Instant> since, Map<String, String> values) {
    static final DetectorVerdict SOUND = new DetectorVerdict(Optional.empty(), Optional.empty(), Map.of());

    public DetectorVerdict {
        values = Map.copyOf(values);
    }

    public boolean isSound() {
        return fault.isEmpty();
    }
}
