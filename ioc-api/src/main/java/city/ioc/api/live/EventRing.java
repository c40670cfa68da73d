package city.ioc.api.live;

import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LiveEvents;
import city.ioc.contracts.live.LiveTopic;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The signal events of the last minutes of one intersection. Owned by the event loop. */
final class EventRing {
    static final Duration KEPT = Duration.ofMinutes(3);
    private static final int MAX_EVENTS = 20_000;

    private final IntersectionId id;
    private final Deque<SignalEvent> events = new ArrayDeque<>();
    private boolean primed;
    private long version;

    EventRing(IntersectionId id) {
        this.id = id;
    }

    void add(List<SignalEvent> piece, long pieceVersion, Instant now) {
        events.addAll(piece);
        version = pieceVersion;
        prune(now);
    }

    private void prune(Instant now) {
        Instant oldest = now.minus(KEPT);
        while (!events.isEmpty()
                && (events.size() > MAX_EVENTS || events.getFirst().at().isBefore(oldest))) events.removeFirst();
    }

    /** Whether it reaches back as far as it keeps, or history was asked for what came before. */
    boolean isPrimed() {
        return primed;
    }

    /** Takes in what the database has from before this process listened. */
    void prime(List<SignalEvent> history) {
        primed = true;
        Set<SignalEvent> heard = new HashSet<>(events);
        List<SignalEvent> all = new ArrayList<>();
        for (SignalEvent event : history) if (!heard.contains(event)) all.add(event);
        all.addAll(events);
        all.sort(Comparator.comparing(SignalEvent::at));
        events.clear();
        events.addAll(all);
    }

    LiveValue snapshot(Instant now) {
        prune(now);
        return LiveStore.value(LiveTopic.EVENTS.of(id.value()), version, now, new LiveEvents(id, List.copyOf(events)));
    }

    static LiveEvents read(LiveValue piece) throws JsonProcessingException {
        return city.ioc.contracts.city.CityJson.mapper().treeToValue(piece.body(), LiveEvents.class);
    }
}
