package city.ioc.core.state;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LiveIncident;
import city.ioc.contracts.live.LiveTopic;
import city.ioc.core.incident.IncidentBook;
import city.ioc.core.incident.IncidentKind;
import city.ioc.core.live.LiveSink;
import city.ioc.core.store.LedgerRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The incidents of a shard: the book, and what follows from a change of it. Begins none until those that an earlier owner left
 * are known, or {@link #PATIENCE} is over. Owned by the shard's context.
 */
public final class IncidentDesk {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final IncidentBook book = new IncidentBook();
    private final LiveSink live;
    private final Consumer<LedgerRow> ledger;
    private final Instant openedAt;
    private boolean restored;

    public IncidentDesk(LiveSink live, Consumer<LedgerRow> ledger, Instant now) {
        this.live = live;
        this.ledger = ledger;
        this.openedAt = now;
    }

    /** Puts back what an earlier owner left; of two for the same trouble the older one is ended. */
    public void restore(Collection<LiveIncident> incidents, Instant now) {
        if (restored) return;
        restored = true;
        Set<String> taken = new HashSet<>();
        book.list().forEach(incident -> taken.add(key(incident)));
        List<LiveIncident> back = new ArrayList<>();
        for (LiveIncident incident : incidents) {
            if (taken.add(key(incident))) back.add(incident);
            else ledger.accept(new LedgerRow.Incident(ended(incident, now)));
        }
        book.restore(back);
        back.forEach(incident -> live.put(LiveTopic.INCIDENT, incident.id(), incident));
    }

    private static String key(LiveIncident incident) {
        return incident.kind() + "|" + incident.site() + "|"
                + incident.approach().orElse(incident.values().getOrDefault("device", ""));
    }

    private static LiveIncident ended(LiveIncident incident, Instant now) {
        return new LiveIncident(
                incident.id(),
                incident.kind(),
                incident.site(),
                incident.approach(),
                incident.values(),
                incident.startedAt(),
                Optional.of(now));
    }

    /** Says whether something is going on at an approach. */
    public void set(
            IncidentKind kind,
            boolean isOn,
            IntersectionId site,
            ApproachId approach,
            Map<String, String> values,
            Instant now) {
        set(kind, isOn, site, Optional.of(approach), Optional.empty(), values, now);
    }

    /** Says whether something is going on with a device. */
    public void set(IncidentKind kind, boolean isOn, IntersectionId site, String device, Instant now) {
        set(kind, isOn, site, Optional.empty(), Optional.of(device), Map.of(), now);
    }

    private void set(
            IncidentKind kind,
            boolean isOn,
            IntersectionId site,
            Optional<ApproachId> approach,
            Optional<String> device,
            Map<String, String> values,
            Instant now) {
        if (!isSettled() && Duration.between(openedAt, now).compareTo(PATIENCE) <= 0) return;
        book.set(kind, isOn, site, approach, device, values, now).ifPresent(incident -> {
            ledger.accept(new LedgerRow.Incident(incident));
            if (incident.endedAt().isPresent()) live.remove(LiveTopic.INCIDENT, incident.id());
            else live.put(LiveTopic.INCIDENT, incident.id(), incident);
        });
    }

    /** Whether what an earlier owner left is known, so that the list is whole. */
    public boolean isSettled() {
        return restored;
    }

    public List<LiveIncident> list() {
        return book.list();
    }
}
