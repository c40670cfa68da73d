package city.ioc.core.incident;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LiveIncident;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The incidents of a shard that have not ended: one per kind, site and subject. Owned by the shard's thread. */
public final class IncidentBook {
    private final Map<String, LiveIncident> open = new LinkedHashMap<>();

    /** Puts back what an earlier owner of the shard left open. */
    public void restore(Collection<LiveIncident> incidents) {
        for (LiveIncident incident : incidents)
            if (incident.endedAt().isEmpty())
                open.put(key(incident.kind(), incident.site(), subject(incident)), incident);
    }

    public List<LiveIncident> list() {
        return List.copyOf(open.values());
    }

    /**
     * Says whether something is going on. Returns the incident when that is news: it began or it ended.
     *
     * @param device what it is about where that is no approach
     */
    public Optional<LiveIncident> set(
            IncidentKind kind,
            boolean isOn,
            IntersectionId site,
            Optional<ApproachId> approach,
            Optional<String> device,
            Map<String, String> values,
            Instant now) {
        String subject = approach.map(ApproachId::value).or(() -> device).orElse("");
        String key = key(kind.name(), site.value(), subject);
        LiveIncident known = open.get(key);
        if (isOn == (known != null)) return Optional.empty();
        if (known == null) {
            Map<String, String> all = new java.util.HashMap<>(values);
            device.ifPresent(code -> all.put("device", code));
            LiveIncident begun = new LiveIncident(
                    id(key, now),
                    kind.name(),
                    site.value(),
                    approach.map(ApproachId::value),
                    all,
                    now,
                    Optional.empty());
            open.put(key, begun);
            return Optional.of(begun);
        }
        open.remove(key);
        return Optional.of(new LiveIncident(
                known.id(),
                known.kind(),
                known.site(),
                known.approach(),
                known.values(),
                known.startedAt(),
                Optional.of(now)));
    }

    private static String subject(LiveIncident incident) {
        return incident.approach().orElse(incident.values().getOrDefault("device", ""));
    }

    private static String key(String kind, String site, String subject) {
        return kind + "|" + site + "|" + subject;
    }

    private static String id(String key, Instant now) {
        return UUID.nameUUIDFromBytes((key + "|" + now.toEpochMilli()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
