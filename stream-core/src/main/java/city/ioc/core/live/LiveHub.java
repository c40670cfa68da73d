package city.ioc.core.live;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.BusAddresses;
import city.ioc.contracts.live.LiveEvents;
import city.ioc.contracts.live.LiveTopic;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the cluster what is new, together and at most once in {@link #LINGER_MS}: the latest value of each topic, and the pieces
 * of event logs. {@code put}, {@code remove} and {@code append} are for any thread; one context tells, so that order holds.
 */
public final class LiveHub implements LiveSink {
    private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);
    private static final long LINGER_MS = 20;
    private static final int EVENTS_PER_PIECE = 500;

    /** Keeps the latest value of a topic for who comes later. */
    public interface Keeper {
        void keep(String topic, byte[] update);

        void drop(String topic);
    }

    private final Vertx vertx;
    private final Context context;
    private final Keeper keeper;
    private final InstantSource clock;
    private final AtomicLong versions = new AtomicLong(System.currentTimeMillis() * 1000);
    private final Map<String, Optional<Object>> values = new LinkedHashMap<>();
    private final Map<IntersectionId, List<SignalEvent>> events = new LinkedHashMap<>();
    private boolean scheduled;

    public LiveHub(Vertx vertx, Keeper keeper, InstantSource clock) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.keeper = keeper;
        this.clock = clock;
    }

    @Override
    public void put(LiveTopic topic, String id, Object body) {
        change(topic.of(id), Optional.of(body));
    }

    @Override
    public void remove(LiveTopic topic, String id) {
        change(topic.of(id), Optional.empty());
    }

    @Override
    public void append(IntersectionId id, List<SignalEvent> piece) {
        synchronized (this) {
            events.computeIfAbsent(id, key -> new ArrayList<>()).addAll(piece);
            schedule();
        }
    }

    private synchronized void change(String topic, Optional<Object> body) {
        values.put(topic, body);
        schedule();
    }

    private void schedule() {
        if (scheduled) return;
        scheduled = true;
        context.runOnContext(v -> vertx.setTimer(LINGER_MS, timer -> flush()));
    }

    private void flush() {
        List<Map.Entry<String, Optional<Object>>> changed;
        List<Map.Entry<IntersectionId, List<SignalEvent>>> pieces;
        synchronized (this) {
            changed = List.copyOf(values.entrySet());
            pieces = List.copyOf(events.entrySet());
            values.clear();
            events.clear();
            scheduled = false;
        }
        ByteArrayOutputStream array = new ByteArrayOutputStream(4096);
        array.write('[');
        for (var piece : pieces) {
            List<SignalEvent> all = piece.getValue();
            for (int from = 0; from < all.size(); from += EVENTS_PER_PIECE) {
                List<SignalEvent> part = all.subList(from, Math.min(all.size(), from + EVENTS_PER_PIECE));
                add(
                        array,
                        update(
                                LiveTopic.EVENTS.of(piece.getKey().value()),
                                Optional.of(new LiveEvents(piece.getKey(), part))));
            }
        }
        for (var each : changed) {
            byte[] update = update(each.getKey(), each.getValue());
            add(array, update);
            if (each.getValue().isPresent()) keeper.keep(each.getKey(), update);
            else keeper.drop(each.getKey());
        }
        array.write(']');
        vertx.eventBus().publish(BusAddresses.LIVE, Buffer.buffer(array.toByteArray()));
    }

    private static void add(ByteArrayOutputStream array, byte[] update) {
        if (update.length == 0) return;
        if (array.size() > 1) array.write(',');
        array.writeBytes(update);
    }

    /** A {@link city.ioc.contracts.live.LiveUpdate} as JSON, written without a tree in between. */
    private byte[] update(String topic, Optional<Object> body) {
        try {
            String json = body.isPresent() ? CityJson.mapper().writeValueAsString(body.get()) : "null";
            return ("{\"topic\":\"" + topic + "\",\"version\":" + versions.incrementAndGet() + ",\"at\":\""
                            + clock.instant() + "\",\"body\":" + json + "}")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            LOG.error("event=live_value_unwritable topic={}", topic, e);
            return new byte[0];
        }
    }
}
