package city.ioc.measures.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** A log in memory: in order, and exact repeats of an event once. Immutable. */
public final class EventLog implements Iterable<LogEvent> {
    private final List<LogEvent> events;

    private EventLog(List<LogEvent> events) {
        this.events = events;
    }

    /** Takes events in any order. */
    public static EventLog of(Collection<LogEvent> events) {
        List<LogEvent> sorted = new ArrayList<>(events);
        Collections.sort(sorted);
        List<LogEvent> once = new ArrayList<>(sorted.size());
        for (LogEvent event : sorted) if (once.isEmpty() || !once.getLast().equals(event)) once.add(event);
        return new EventLog(List.copyOf(once));
    }

    public int size() {
        return events.size();
    }

    @Override
    public Iterator<LogEvent> iterator() {
        return events.iterator();
    }
}
