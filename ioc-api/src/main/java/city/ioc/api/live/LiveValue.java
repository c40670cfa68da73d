package city.ioc.api.live;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.live.LiveUpdate;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A live update whose text is made once for all clients. Owned by the event loop. */
public final class LiveValue {
    private final LiveUpdate update;
    private @Nullable String json;

    LiveValue(LiveUpdate update) {
        this.update = update;
    }

    public String topic() {
        return update.topic();
    }

    public Instant at() {
        return update.at();
    }

    public JsonNode body() {
        return update.body();
    }

    long version() {
        return update.version();
    }

    boolean isGone() {
        return update.body() == null || update.body().isNull();
    }

    /** The update as text. */
    String json() {
        String text = json;
        if (text == null) {
            try {
                text = CityJson.mapper().writeValueAsString(update);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
            json = text;
        }
        return text;
    }
}
