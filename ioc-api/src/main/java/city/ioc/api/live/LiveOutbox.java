package city.ioc.api.live;

import city.ioc.contracts.live.LiveTopic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one client has yet to be sent: the latest value per topic, and pieces of event logs up to a bound. However slowly the
 * client reads, this never grows beyond the number of topics and that bound. Owned by the event loop.
 */
final class LiveOutbox {
    static final int MAX_EVENT_PIECES = 600;
    static final int MAX_SUBSCRIPTIONS = 2_000;

    private final Set<String> wanted = new LinkedHashSet<>();
    private final Set<TopicFilter> filters = new LinkedHashSet<>();
    private final Set<TopicFilter> snapshotsDue = new LinkedHashSet<>();
    private final Map<String, LiveValue> latest = new LinkedHashMap<>();
    private final List<LiveValue> events = new ArrayList<>();
    private boolean resync;

    /** False when there are too many. */
    boolean subscribe(Collection<TopicFilter> more) {
        Set<TopicFilter> all = new HashSet<>(filters);
        all.addAll(more);
        if (all.size() > MAX_SUBSCRIPTIONS) return false;
        for (TopicFilter filter : more) {
            filters.add(filter);
            wanted.add(filter.text());
            snapshotsDue.add(filter);
        }
        return true;
    }

    boolean has(TopicFilter filter) {
        return filters.contains(filter);
    }

    void unsubscribe(Collection<TopicFilter> fewer) {
        for (TopicFilter filter : fewer) {
            filters.remove(filter);
            wanted.remove(filter.text());
            snapshotsDue.remove(filter);
        }
        latest.keySet().removeIf(topic -> !wants(topic));
        events.removeIf(piece -> !wants(piece.topic()));
    }

    void offer(LiveValue value) {
        if (resync || !wants(value.topic())) return;
        if (!isEvents(value.topic())) {
            // taken out first, so that values go out in the order in which they changed last
            latest.remove(value.topic());
            latest.put(value.topic(), value);
        } else if (events.size() < MAX_EVENT_PIECES) events.add(value);
        else {
            resync = true;
            latest.clear();
            events.clear();
        }
    }

    private boolean wants(String topic) {
        return wanted.contains(topic) || wanted.contains(topic.substring(0, topic.indexOf('/') + 1) + "*");
    }

    /** True once after values were left out; all snapshots are due then. */
    boolean takeResync() {
        if (!resync) return false;
        resync = false;
        snapshotsDue.addAll(filters);
        return true;
    }

    /** Subscriptions that are still to be answered; what waits for them is in their snapshots. */
    List<TopicFilter> takeSnapshotsDue() {
        if (snapshotsDue.isEmpty()) return List.of();
        List<TopicFilter> due = List.copyOf(snapshotsDue);
        snapshotsDue.clear();
        Set<String> answered = new HashSet<>();
        due.forEach(filter -> answered.add(filter.text()));
        latest.keySet().removeIf(topic -> covers(answered, topic));
        events.removeIf(piece -> covers(answered, piece.topic()));
        return due;
    }

    private static boolean covers(Set<String> answered, String topic) {
        return answered.contains(topic) || answered.contains(topic.substring(0, topic.indexOf('/') + 1) + "*");
    }

    List<LiveValue> takeChanges() {
        List<LiveValue> changes = new ArrayList<>(latest.values());
        changes.addAll(events);
        latest.clear();
        events.clear();
        return changes;
    }

    int size() {
        return latest.size() + events.size();
    }

    private static boolean isEvents(String topic) {
        return topic.startsWith(LiveTopic.EVENTS.word() + "/");
    }
}
