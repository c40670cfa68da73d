package city.ioc.core.intake;

import city.ioc.contracts.gateway.DeviceRecord;
import city.ioc.contracts.gateway.EventBatch;
import city.ioc.contracts.gateway.StreamId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.wire.GatewayWire;
import city.ioc.contracts.wire.WireException;
import city.ioc.core.registry.CityRegistry;
import city.ioc.core.state.SiteDesk;
import city.ioc.core.store.HistoryRow;
import city.ioc.core.store.StoreBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The intake of one shard: decode → gap proof → live state → rows → store, which acknowledges. Owned by the shard's context.
 */
public final class ShardIntake {
    private static final Logger LOG = LoggerFactory.getLogger(ShardIntake.class);
    private static final Duration STREAM_FORGOTTEN = Duration.ofMinutes(10);

    private final int shard;
    private final CityRegistry registry;
    private final Function<IntersectionId, Optional<SiteDesk>> sites;
    private final BiConsumer<DeviceRecord, Instant> witness;
    private final Predicate<StoreBatch> store;
    private final Runnable missedEvents;
    private final IntakeMetrics metrics;
    private final Map<StreamId, StreamProgress> streams = new HashMap<>();
    private final HistoryRows rows = new HistoryRows();

    /**
     * @param witness is told of every message of a known device, late and repeated ones too
     * @param missedEvents runs when a live batch is missing in a stream
     */
    public ShardIntake(
            int shard,
            CityRegistry registry,
            Function<IntersectionId, Optional<SiteDesk>> sites,
            BiConsumer<DeviceRecord, Instant> witness,
            Predicate<StoreBatch> store,
            Runnable missedEvents,
            IntakeMetrics metrics) {
        this.shard = shard;
        this.registry = registry;
        this.sites = sites;
        this.witness = witness;
        this.store = store;
        this.missedEvents = missedEvents;
        this.metrics = metrics;
    }

    /** Takes the bytes of a batch. */
    public void accept(byte[] bytes, Instant now) {
        EventBatch batch;
        try {
            batch = GatewayWire.decodeEventBatch(bytes);
        } catch (WireException e) {
            metrics.refused("UNDECODABLE");
            LOG.warn("event=batch_undecodable shard={} error=\"{}\"", shard, e.getMessage());
            return;
        }
        if (batch.stream().shard() != shard) {
            metrics.refused("WRONG_SHARD");
            return;
        }
        metrics.batch(batch.redelivery());
        noteProgress(batch, now);
        List<HistoryRow> toStore = new ArrayList<>();
        boolean whole = true;
        for (DeviceRecord record : batch.records()) whole &= take(record, batch, now, toStore);
        if (!whole) metrics.refused("DEVICE_NOT_YET_KNOWN");
        else if (!store.test(new StoreBatch(batch.stream(), batch.seq(), batch.sentAt(), toStore)))
            metrics.refused("STORE_FULL");
    }

    private void noteProgress(EventBatch batch, Instant now) {
        StreamProgress progress = streams.computeIfAbsent(batch.stream(), stream -> new StreamProgress(now));
        long before = progress.missing();
        progress.received(batch.seq(), batch.floor(), now);
        if (progress.missing() > before && !batch.redelivery()) missedEvents.run();
    }

    /** False when the batch must come again because its device may yet be heard of. */
    private boolean take(DeviceRecord record, EventBatch batch, Instant now, List<HistoryRow> toStore) {
        metrics.message(record.message().body().samples());
        if (registry.findDevice(record.message().device()).isEmpty()) {
            if (!registry.isComplete()) return false;
            metrics.refused("UNKNOWN_DEVICE");
            return true;
        }
        witness.accept(record, now);
        boolean live = isLive(record, batch, now);
        int unknown = rows.add(record.message(), live, this::isKnown, toStore);
        for (int i = 0; i < unknown; i++) metrics.refused("UNKNOWN_DETECTOR");
        if (live) {
            sites.apply(record.site())
                    .ifPresentOrElse(
                            site -> site.apply(record, batch.stream().gateway(), now),
                            () -> metrics.refused("UNKNOWN_SITE"));
        }
        return true;
    }

    private boolean isKnown(DeviceId device) {
        return registry.findDevice(device).isPresent();
    }

    private boolean isLive(DeviceRecord record, EventBatch batch, Instant now) {
        Optional<SiteDesk> site = sites.apply(record.site());
        if (record.clockSuspect()) {
            site.ifPresent(desk -> desk.clockSuspect(record.message().device(), now));
            return false;
        }
        if (batch.redelivery()) return false;
        if (Duration.between(record.receivedAt(), now).compareTo(SiteDesk.LIVE_AGE) > 0) {
            metrics.late();
            return false;
        }
        MessageWindow.Verdict verdict =
                site.map(desk -> desk.take(record.message())).orElse(MessageWindow.Verdict.FRESH);
        if (verdict != MessageWindow.Verdict.FRESH) metrics.repeated();
        return verdict == MessageWindow.Verdict.FRESH;
    }

    /** Forgets streams that ended; to be called now and then. */
    public void sweep(Instant now) {
        streams.values()
                .removeIf(progress -> Duration.between(progress.lastSeen(), now).compareTo(STREAM_FORGOTTEN) > 0);
    }

    /** Batches that gateways numbered and that have not arrived, by gateway. */
    public Map<GatewayId, Long> missing() {
        Map<GatewayId, Long> missing = new HashMap<>();
        streams.forEach((stream, progress) -> missing.merge(stream.gateway(), progress.missing(), Long::sum));
        return missing;
    }

    /** Since when something of a gateway has been missing without a break, the longest of its streams. */
    public Map<GatewayId, Duration> missingFor(Instant now) {
        Map<GatewayId, Duration> longest = new HashMap<>();
        streams.forEach((stream, progress) -> {
            if (progress.missing() > 0)
                longest.merge(
                        stream.gateway(),
                        Duration.between(progress.wholeAt(), now),
                        (a, b) -> a.compareTo(b) > 0 ? a : b);
        });
        return longest;
    }
}
