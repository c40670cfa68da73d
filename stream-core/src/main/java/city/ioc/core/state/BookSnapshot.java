package city.ioc.core.state;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.live.LiveAlarm;
import city.ioc.contracts.live.LiveIncident;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.List;

/** The open alarms and incidents of a shard, for its next owner. */
public record BookSnapshot(List<LiveAlarm> alarms, List<LiveIncident> incidents) {
    public BookSnapshot {
        alarms = List.copyOf(alarms);
        incidents = List.copyOf(incidents);
    }

    public byte[] toBytes() {
        try {
            return CityJson.mapper().writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("alarms and incidents cannot be written", e);
        }
    }

    public static BookSnapshot of(byte[] bytes) throws IOException {
        return CityJson.mapper().readValue(bytes, BookSnapshot.class);
    }
}
