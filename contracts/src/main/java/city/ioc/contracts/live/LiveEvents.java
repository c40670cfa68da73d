package city.ioc.contracts.live;

import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.id.IntersectionId;
import java.util.List;

/** A piece of an intersection's event log, in order of arrival. */
public record LiveEvents(IntersectionId id, List<SignalEvent> events) {
    public LiveEvents {
        events = List.copyOf(events);
    }
}
