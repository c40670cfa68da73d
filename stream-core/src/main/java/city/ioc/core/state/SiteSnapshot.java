package city.ioc.core.state;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.core.control.ShadowOrder;
import city.ioc.core.control.SignalOverride;
import city.ioc.signal.priority.PriorityRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the next owner of a site must know: which messages were used, what detectors showed, the override in force, the shadow, and who asks for priority. Lamps of
 * commanded intersections are left out: they may change before the next owner listens, and the controller's next report says.
 *
 * @param replay events that bring a fresh state to where this one was
 * @param priority empty in snapshots from before there was priority
 */
public record SiteSnapshot(
        Instant at,
        Map<String, Mark> devices,
        List<SignalEvent> replay,
        Optional<SignalOverride> override,
        Optional<ShadowOrder> shadow,
        Optional<List<PriorityRequest>> priority) {
    public SiteSnapshot {
        devices = Map.copyOf(devices);
        replay = List.copyOf(replay);
        priority = priority.map(List::copyOf);
    }

    /** The newest message of a device that live state has used. */
    public record Mark(long newest, Optional<Instant> lastSeen) {}

    public byte[] toBytes() {
        try {
            return CityJson.mapper().writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a snapshot cannot be written", e);
        }
    }

    public static SiteSnapshot of(byte[] bytes) throws IOException {
        return CityJson.mapper().readValue(bytes, SiteSnapshot.class);
    }
}
