package city.ioc.api.live;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LiveTopic;
import city.ioc.contracts.live.LiveUpdate;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest of every live topic, and when the core was last heard. Owned by the event loop. */
public final class LiveStore {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStore.class);
    private static final String EVENTS_PREFIX = LiveTopic.EVENTS.of("");

    /** A core that speaks at all speaks once a second. */
    static final Duration SILENT_AFTER = Duration.ofSeconds(3);

    private final InstantSource clock;
    private final LongSupplier nanos;
    private final TreeMap<String, LiveValue> values = new TreeMap<>();
    private final Map<String, EventRing> rings = new HashMap<>();
    private final List<Consumer<LiveValue>> listeners = new ArrayList<>();
    private final Counter updates;
    private final Counter unreadable;
    private Optional<Instant> coreSeen = Optional.empty();
    private long heardNanos;

    /** {@code clock} is the city's; {@code nanos} the system's running time. */
    public LiveStore(InstantSource clock, LongSupplier nanos, MeterRegistry meters) {
        this.clock = clock;
        this.nanos = nanos;
        this.updates = meters.counter("ioc.live.updates");
        this.unreadable = meters.counter("ioc.live.unreadable");
        meters.gauge("ioc.live.topics", values, Map::size);
        meters.gauge("ioc.live.core.silent", this, store -> store.isCoreSilent() ? 1 : 0);
    }

    /** Called with every new value, events included. */
    public void listen(Consumer<LiveValue> listener) {
        listeners.add(listener);
    }

    /** What core nodes publish: a JSON array of updates. */
    public void publish(byte[] array) {
        LiveUpdate[] batch;
        try {
            batch = CityJson.mapper().readValue(array, LiveUpdate[].class);
        } catch (IOException e) {
            unreadable.increment();
            LOG.warn("unreadable live updates bytes={} cause=\"{}\"", array.length, firstLine(e));
            return;
        }
        coreSeen = Optional.of(clock.instant());
        heardNanos = nanos.getAsLong();
        updates.increment(batch.length);
        for (LiveUpdate update : batch) take(new LiveValue(update));
    }

    /** What the cluster's map had when this node joined; something heard meanwhile is newer. */
    public void restore(byte[] one) {
        try {
            LiveValue kept = new LiveValue(CityJson.mapper().readValue(one, LiveUpdate.class));
            LiveValue known = values.get(kept.topic());
            if (known == null || known.at().isBefore(kept.at())) take(kept);
        } catch (IOException e) {
            unreadable.increment();
            LOG.warn("unreadable kept live update bytes={} cause=\"{}\"", one.length, firstLine(e));
        }
    }

    private void take(LiveValue value) {
        if (value.topic().startsWith(EVENTS_PREFIX)) {
            if (value.isGone()) return;
            try {
                ring(value.topic().substring(EVENTS_PREFIX.length()))
                        .add(EventRing.read(value).events(), value.version(), clock.instant());
            } catch (JsonProcessingException | IllegalArgumentException e) {
                unreadable.increment();
                LOG.warn("unreadable events topic={} cause=\"{}\"", value.topic(), firstLine(e));
                return;
            }
        } else if (value.isGone()) values.remove(value.topic());
        else values.put(value.topic(), value);
        for (Consumer<LiveValue> listener : listeners) listener.accept(value);
    }

    private EventRing ring(String id) {
        return rings.computeIfAbsent(id, key -> new EventRing(new IntersectionId(key)));
    }

    public Optional<LiveValue> find(LiveTopic topic, String id) {
        return Optional.ofNullable(values.get(topic.of(id)));
    }

    /** The value of a topic as its type, when there is one that can be read. */
    public <T> Optional<T> find(LiveTopic topic, String id, Class<T> type) {
        return find(topic, id).flatMap(value -> read(value, type));
    }

    public static <T> Optional<T> read(LiveValue value, Class<T> type) {
        try {
            return Optional.of(CityJson.mapper().treeToValue(value.body(), type));
        } catch (JsonProcessingException e) {
            LOG.warn("unreadable live value topic={} cause=\"{}\"", value.topic(), firstLine(e));
            return Optional.empty();
        }
    }

    /** All values of a kind, by id. */
    public List<LiveValue> list(LiveTopic topic) {
        String prefix = topic.of("");
        return List.copyOf(values.subMap(prefix, prefix + Character.MAX_VALUE).values());
    }

    /** What a subscription begins with. */
    List<LiveValue> snapshot(TopicFilter filter) {
        if (filter.topic() == LiveTopic.EVENTS) {
            Instant now = clock.instant();
            return filter.id()
                    .map(id -> List.of(ring(id).snapshot(now)))
                    .orElseGet(() -> rings.values().stream()
                            .map(ring -> ring.snapshot(now))
                            .toList());
        }
        return filter.id().map(id -> find(filter.topic(), id).stream().toList()).orElseGet(() -> list(filter.topic()));
    }

    boolean needsHistory(String intersection) {
        return !ring(intersection).isPrimed();
    }

    void prime(String intersection, List<SignalEvent> history) {
        ring(intersection).prime(history);
    }

    public Optional<Instant> coreSeen() {
        return coreSeen;
    }

    public boolean isCoreSilent() {
        return coreSeen.isEmpty() || nanos.getAsLong() - heardNanos > SILENT_AFTER.toNanos();
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    static LiveValue value(String topic, long version, Instant at, Object body) {
        return new LiveValue(
                new LiveUpdate(topic, version, at, CityJson.mapper().valueToTree(body)));
    }
}
