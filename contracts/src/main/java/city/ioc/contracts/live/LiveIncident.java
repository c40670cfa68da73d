package city.ioc.contracts.live;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Something on the street that detectors point to: congestion, stopped flow, a silent device. */
public record LiveIncident(
        String id,
        String kind,
        String site,
        Optional<String> approach,
        Map<String, String> values,
        Instant startedAt,
        Optional<Instant> endedAt) {
    public LiveIncident {
        values = Map.copyOf(values);
    }
}
