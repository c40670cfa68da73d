package city.ioc.core.state;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.live.LiveAlarm;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open alarms of a shard as bytes, for its next owner. Pure. */
public final class AlarmSnapshot {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmSnapshot.class);

    private AlarmSnapshot() {}

    public static byte[] write(List<LiveAlarm> alarms) {
        try {
            return CityJson.mapper().writeValueAsBytes(alarms);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("alarms cannot be written", e);
        }
    }

    public static List<LiveAlarm> read(byte[] bytes) {
        try {
            return CityJson.mapper().readValue(bytes, new TypeReference<List<LiveAlarm>>() {});
        } catch (IOException e) {
            LOG.warn("event=alarms_unreadable error=\"{}\"", e.getMessage());
            return List.of();
        }
    }
}
