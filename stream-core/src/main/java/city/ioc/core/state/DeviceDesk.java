package city.ioc.core.state;

import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.gateway.GatewayStatus;
import city.ioc.contracts.live.LiveDevice;
import city.ioc.contracts.live.Quality;
import city.ioc.contracts.street.Device;
import city.ioc.core.intake.MessageWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of one device. Owned by the shard's context. */
public final class DeviceDesk {
    private static final int SILENT_INTERVALS = 3;
    private static final Duration TELL_SEEN_EVERY = Duration.ofSeconds(5);

    private final Device device;
    private final Map<String, Double> values = new HashMap<>();
    private MessageWindow window = new MessageWindow();
    private @Nullable Instant lastSeen;
    private @Nullable Instant newestSentAt;
    private @Nullable Boolean online;
    private @Nullable Long clockOffsetMs;
    private @Nullable String fault;
    private @Nullable Instant latestKeptAt;
    private @Nullable Instant toldSeen;
    private Quality quality = Quality.UNKNOWN;
    private boolean changed = true;

    DeviceDesk(Device device) {
        this.device = device;
    }

    public Device device() {
        return device;
    }

    public MessageWindow window() {
        return window;
    }

    /**
     * Whether a message leaves a gap to the newest one: not the next in number, or before it by the device's clock. One that
     * comes late leaves none; the gap before the newest was seen. Takes note of its time.
     */
    boolean leavesGap(DeviceMessage message) {
        if (message.id().asLong() <= window.newest()) return false;
        boolean clockWentBack = newestSentAt != null && message.sentAt().isBefore(newestSentAt);
        newestSentAt = message.sentAt();
        return clockWentBack || !window.isNext(message.id());
    }

    /** Whether a later message was taken before this one. */
    boolean isOvertaken(DeviceMessage message) {
        return message.id().asLong() < window.newest();
    }

    void resume(MessageWindow resumed, @Nullable Instant seen) {
        window = resumed;
        lastSeen = seen;
    }

    void seen(Instant at) {
        if (lastSeen == null || at.isAfter(lastSeen)) lastSeen = at;
        if (quality == Quality.STALE || quality == Quality.UNKNOWN || quality == Quality.OFFLINE) changed = true;
        if (online != null && !online) online = true;
    }

    void put(String key, double value) {
        Double before = values.put(key, value);
        if (before == null || before != value) changed = true;
    }

    void forget(String key) {
        if (values.remove(key) != null) changed = true;
    }

    void linked(GatewayStatus.LinkState link) {
        long offset = link.clockOffset().toMillis();
        if (online == null || online != link.online()) changed = true;
        if (clockOffsetMs == null || Math.abs(clockOffsetMs - offset) > 100) changed = true;
        online = link.online();
        clockOffsetMs = offset;
    }

    /** What its own judge says; empty when it is sound. */
    void faulty(Optional<String> reason) {
        String next = reason.orElse(null);
        if (!java.util.Objects.equals(fault, next)) changed = true;
        fault = next;
    }

    /** Whether the latest reading should be kept in its table again: at most once a second. */
    boolean isLatestDue(Instant now) {
        if (latestKeptAt != null && Duration.between(latestKeptAt, now).compareTo(Duration.ofSeconds(1)) < 0)
            return false;
        latestKeptAt = now;
        return true;
    }

    /** Judges anew; true when the quality has changed. */
    boolean judge(Instant now) {
        Quality next;
        if (lastSeen == null) next = Quality.UNKNOWN;
        else if (online != null && !online) next = Quality.OFFLINE;
        else if (isSilent(now)) next = Quality.STALE;
        else if (fault != null) next = Quality.FAULTY;
        else next = Quality.GOOD;
        if (next == quality) return false;
        quality = next;
        changed = true;
        return true;
    }

    /** Nothing for three reporting intervals, and at least five seconds: one lost report is no silence. */
    private boolean isSilent(Instant now) {
        Duration limit = device.reportEvery().multipliedBy(SILENT_INTERVALS);
        if (limit.compareTo(Duration.ofSeconds(5)) < 0) limit = Duration.ofSeconds(5);
        return Duration.between(java.util.Objects.requireNonNull(lastSeen), now).compareTo(limit) > 0;
    }

    public Quality quality() {
        return quality;
    }

    public Optional<Instant> findLastSeen() {
        return Optional.ofNullable(lastSeen);
    }

    public Optional<String> findFault() {
        return Optional.ofNullable(fault);
    }

    public Optional<Long> findClockOffsetMs() {
        return Optional.ofNullable(clockOffsetMs);
    }

    public Map<String, Double> values() {
        return values;
    }

    private boolean isSeenAnew() {
        if (lastSeen == null) return false;
        return toldSeen == null || Duration.between(toldSeen, lastSeen).compareTo(TELL_SEEN_EVERY) >= 0;
    }

    /** The device as screens see it, when it has changed since this was asked last. */
    Optional<LiveDevice> takeChange() {
        if (!changed && !isSeenAnew()) return Optional.empty();
        changed = false;
        toldSeen = lastSeen;
        return Optional.of(new LiveDevice(
                device.id(),
                device.site(),
                device.kind(),
                quality,
                Optional.ofNullable(fault),
                Optional.ofNullable(lastSeen),
                Optional.ofNullable(clockOffsetMs),
                values));
    }
}
