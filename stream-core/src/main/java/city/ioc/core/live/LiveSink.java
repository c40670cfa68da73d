package city.ioc.core.live;

import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LiveTopic;
import java.util.List;

/** Where new values for screens go. Must not block. */
public interface LiveSink {
    void put(LiveTopic topic, String id, Object body);

    /** Says that a topic is gone. */
    void remove(LiveTopic topic, String id);

    void append(IntersectionId id, List<SignalEvent> piece);
}
