package city.ioc.contracts.live;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An alarm: (active or cleared) × (acknowledged or not). It leaves the live list when cleared and acknowledged.
 *
 * @param kind enum name of what is wrong; the screen has its sentence
 * @param site intersection or site, or {@code city}
 * @param subject device, gateway or the like that it is about
 */
public record LiveAlarm(
        String id,
        String kind,
        Severity severity,
        String site,
        String subject,
        Map<String, String> values,
        boolean active,
        boolean acknowledged,
        Instant raisedAt,
        Optional<Instant> clearedAt,
        Optional<Instant> acknowledgedAt,
        Optional<String> acknowledgedBy,
        Optional<String> assignee,
        Optional<String> note,
        int occurrences) {
    public LiveAlarm {
        values = Map.copyOf(values);
    }
}
