package city.ioc.core.hotlist;

import city.ioc.contracts.field.PlateSighting;
import city.ioc.contracts.field.PlateSightings;
import city.ioc.contracts.gateway.DeviceRecord;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Compares the sightings of one shard with the hotlist, late and repeated ones too, each once. What comes before the list was read for
 * the first time waits for it. Owned by the shard's context.
 */
public final class HotlistWatch {
    private static final Duration SEEN_REMEMBERED = Duration.ofMinutes(20);
    private static final int MOST_WAITING = 5_000;

    private final Supplier<Optional<List<HotlistEntry>>> hotlist;
    private final Alarm alarm;
    private final Deque<Seen> waiting = new ArrayDeque<>();
    private final LinkedHashMap<Key, Instant> known = new LinkedHashMap<>();

    private record Seen(IntersectionId site, DeviceId camera, PlateSighting sighting) {}

    private record Key(DeviceId camera, long track, Instant at) {}

    /** Is told of a vehicle that is looked for, in words that name no plate. */
    @FunctionalInterface
    public interface Alarm {
        void raise(IntersectionId site, String entry, Map<String, String> values, Instant now);
    }

    public HotlistWatch(Hotlist hotlist, Alarm alarm) {
        this(hotlist::now, alarm);
    }

    HotlistWatch(Supplier<Optional<List<HotlistEntry>>> hotlist, Alarm alarm) {
        this.hotlist = hotlist;
        this.alarm = alarm;
    }

    /** Takes every message of the shard's devices. */
    public void take(DeviceRecord record, Instant now) {
        if (!(record.message().body() instanceof PlateSightings sightings)) return;
        DeviceId camera = record.message().device();
        for (PlateSighting each : sightings.sightings())
            if (known.putIfAbsent(new Key(camera, each.track(), each.at()), now) == null)
                waiting.addLast(new Seen(record.site(), camera, each));
        while (waiting.size() > MOST_WAITING) waiting.removeFirst();
        tick(now);
    }

    public void tick(Instant now) {
        known.values().removeIf(at -> at.isBefore(now.minus(SEEN_REMEMBERED)));
        if (waiting.isEmpty()) return;
        Optional<List<HotlistEntry>> entries = hotlist.get();
        if (entries.isEmpty()) return;
        while (!waiting.isEmpty()) compare(waiting.removeFirst(), entries.get(), now);
    }

    private void compare(Seen seen, List<HotlistEntry> entries, Instant now) {
        for (HotlistEntry entry : entries) {
            OptionalDouble likeness = entry.likeness(seen.sighting(), now);
            if (likeness.isPresent())
                alarm.raise(seen.site(), entry.code(), values(entry, seen, likeness.getAsDouble()), now);
        }
    }

    private static Map<String, String> values(HotlistEntry entry, Seen seen, double likeness) {
        Map<String, String> values = new TreeMap<>();
        values.put("entry", entry.id().toString());
        values.put("camera", seen.camera().value());
        values.put("plate", seen.sighting().plate().masked());
        values.put("seenAt", seen.sighting().at().toString());
        values.put("likeness", String.format(Locale.ROOT, "%.2f", likeness));
        values.put(
                "confidence", String.format(Locale.ROOT, "%.2f", seen.sighting().confidence()));
        return values;
    }
}
