package city.ioc.core.health;

import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.street.Device;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether one detector can be believed, by its actuations and readings. A fault is called once its evidence is complete
 * and ends when the detector has behaved for {@link #RECOVERY}. Whether the device is heard at all is not judged here. Owned by
 * the shard's thread.
 */
public final class DetectorHealth {
    /** So long must a faulty detector behave before it is believed again. */
    public static final Duration RECOVERY = Duration.ofMinutes(3);

    private static final long MINUTE_MS = 60_000;
    private static final long LOCKED_ON_MS = 5 * MINUTE_MS;
    private static final long BUTTON_LOCKED_ON_MS = 2 * MINUTE_MS;
    /** More than a motorway lane at capacity; motorcycles abreast reach half of it in a platoon. */
    private static final int CHATTER_PER_MINUTE = 300;
    /** A motorcycle at 50 km/h keeps a 2 m loop occupied for 280 ms; relays that bounce, for a few. */
    private static final int SHORT_PULSE_MS = 80;

    private static final int SHORT_PULSES_PER_MINUTE = 90;
    /** A lane full of motorcycles discharges about 3 per second. */
    private static final double MOST_VEHICLES_PER_S = 4;

    private static final double FASTEST_KMH = 150;
    private static final int IMPLAUSIBLE_OF_TEN = 3;
    private static final int SAME_FIGURES = 12;
    /** So many vehicles must have passed each neighbour on average for silence to be suspicious. */
    private static final double NEIGHBOUR_VEHICLES = 60;

    private static final Duration NO_HITS_WITH_NEIGHBOURS = Duration.ofMinutes(10);
    private static final Duration NO_HITS_BY_DAY = Duration.ofHours(2);
    private static final Duration NO_HITS_BY_NIGHT = Duration.ofHours(8);
    private static final LocalTime DAY_FROM = LocalTime.of(6, 0);
    private static final LocalTime DAY_TO = LocalTime.of(21, 0);

    private final Device device;
    private final ZoneId zone;
    private final long[] onsOfMinute = new long[CHATTER_PER_MINUTE];
    private final long[] shortPulses = new long[SHORT_PULSES_PER_MINUTE];
    private int onIndex;
    private int shortIndex;
    private boolean occupied;
    private boolean everSwitched;
    private long switchedMs;
    private long fullSinceMs = Long.MIN_VALUE;
    private long lastVehicleMs = Long.MIN_VALUE;
    private long watchedFromMs = Long.MIN_VALUE;
    private long lastReadingMs = Long.MIN_VALUE;
    private double neighbourVehicles;
    private int implausible;
    private int same;
    private @Nullable DetectorReading previous;
    private long chatterMs = Long.MIN_VALUE;
    private @Nullable DetectorFault fault;
    private long faultSinceMs;
    private long evidenceMs;

    public DetectorHealth(Device device, ZoneId zone) {
        this.device = device;
        this.zone = zone;
        Arrays.fill(onsOfMinute, Long.MIN_VALUE);
        Arrays.fill(shortPulses, Long.MIN_VALUE);
    }

    public Device device() {
        return device;
    }

    /** The detector became occupied or free. Repeats of what it is already, and what is older, change nothing. */
    public void observe(boolean on, Instant at) {
        long atMs = at.toEpochMilli();
        watchFrom(atMs);
        if (everSwitched && (on == occupied || atMs < switchedMs)) return;
        if (on) {
            vehicles(1, atMs);
            if (onsOfMinute[onIndex] > atMs - MINUTE_MS) chatterMs = atMs;
            onsOfMinute[onIndex] = atMs;
            onIndex = (onIndex + 1) % onsOfMinute.length;
        } else if (everSwitched && atMs - switchedMs < SHORT_PULSE_MS) {
            if (shortPulses[shortIndex] > atMs - MINUTE_MS) chatterMs = atMs;
            shortPulses[shortIndex] = atMs;
            shortIndex = (shortIndex + 1) % shortPulses.length;
        }
        occupied = on;
        everSwitched = true;
        switchedMs = atMs;
    }

    /** The detector's own reading. One that is not newer than the last changes nothing. */
    public void observe(DetectorReading reading) {
        long atMs = reading.at().toEpochMilli();
        if (atMs <= lastReadingMs) return;
        lastReadingMs = atMs;
        long beganMs = atMs - reading.interval().toMillis();
        watchFrom(beganMs);
        if (reading.vehicles() > 0) vehicles(reading.vehicles(), atMs);
        boolean full =
                reading.occupancy().isPresent() && reading.occupancy().getAsDouble() > 0.99 && reading.vehicles() <= 1;
        if (!full) fullSinceMs = Long.MIN_VALUE;
        else if (fullSinceMs == Long.MIN_VALUE) fullSinceMs = beganMs;
        implausible = Math.max(0, Math.min(10, implausible + (isImplausible(reading) ? 3 : -1)));
        same = isSameAs(reading, previous) ? same + 1 : 0;
        previous = reading;
    }

    /**
     * Vehicles counted by neighbours, detectors of the same approach or else of the same intersection, since this was said
     * last: the mean per neighbour.
     */
    public void neighbours(double vehiclesPerNeighbour) {
        neighbourVehicles += vehiclesPerNeighbour;
    }

    /** What to think of the detector now. */
    public DetectorVerdict judge(Instant now) {
        long nowMs = now.toEpochMilli();
        DetectorFault evident = findEvident(nowMs);
        if (evident != null) {
            if (fault == null) faultSinceMs = nowMs;
            fault = evident;
            evidenceMs = nowMs;
        } else if (fault != null && nowMs - evidenceMs >= RECOVERY.toMillis()) {
            fault = null;
        }
        if (fault == null) return DetectorVerdict.SOUND;
        return new DetectorVerdict(Optional.of(fault), Optional.of(Instant.ofEpochMilli(faultSinceMs)), values(fault));
    }

    private @Nullable DetectorFault findEvident(long nowMs) {
        boolean button = device.kind() == Device.Kind.PEDESTRIAN_BUTTON;
        long lockedMs = button ? BUTTON_LOCKED_ON_MS : LOCKED_ON_MS;
        if (everSwitched && occupied && nowMs - switchedMs >= lockedMs) return DetectorFault.LOCKED_ON;
        if (fullSinceMs != Long.MIN_VALUE && lastReadingMs - fullSinceMs >= lockedMs) return DetectorFault.LOCKED_ON;
        if (chatterMs != Long.MIN_VALUE && nowMs - chatterMs < MINUTE_MS) return DetectorFault.CHATTER;
        if (implausible >= IMPLAUSIBLE_OF_TEN * 3) return DetectorFault.IMPLAUSIBLE;
        if (same >= SAME_FIGURES) return DetectorFault.NO_CHANGE;
        if (!button && hasNoHits(nowMs)) return DetectorFault.NO_HITS;
        return null;
    }

    private boolean hasNoHits(long nowMs) {
        if (watchedFromMs == Long.MIN_VALUE) return false;
        long quietMs = nowMs - Math.max(watchedFromMs, lastVehicleMs);
        if (neighbourVehicles >= NEIGHBOUR_VEHICLES && quietMs >= NO_HITS_WITH_NEIGHBOURS.toMillis()) return true;
        LocalTime local = LocalTime.ofInstant(Instant.ofEpochMilli(nowMs), zone);
        boolean day = !local.isBefore(DAY_FROM) && local.isBefore(DAY_TO);
        return quietMs >= (day ? NO_HITS_BY_DAY : NO_HITS_BY_NIGHT).toMillis();
    }

    private boolean isImplausible(DetectorReading reading) {
        double seconds = reading.interval().toMillis() / 1000.0;
        if (reading.vehicles() > MOST_VEHICLES_PER_S * seconds && reading.vehicles() > 8) return true;
        if (reading.meanSpeedKmh().isPresent() && reading.meanSpeedKmh().getAsDouble() > FASTEST_KMH) return true;
        if (reading.occupancy().isEmpty()) return false;
        double occupiedS = reading.occupancy().getAsDouble() * seconds;
        // Each vehicle occupies for some time; none at all after several is as impossible as a busy detector without
        // any.
        return reading.vehicles() >= 5 && occupiedS < reading.vehicles() * 0.01;
    }

    /** A street that repeats itself in vehicles, occupancy and speed is a stuck register. An empty road may repeat. */
    private static boolean isSameAs(DetectorReading reading, @Nullable DetectorReading before) {
        return before != null
                && reading.vehicles() > 0
                && reading.vehicles() == before.vehicles()
                && reading.occupancy().equals(before.occupancy())
                && reading.meanSpeedKmh().equals(before.meanSpeedKmh());
    }

    private void vehicles(int count, long atMs) {
        if (count <= 0) return;
        lastVehicleMs = Math.max(lastVehicleMs, atMs);
        neighbourVehicles = 0;
    }

    private void watchFrom(long atMs) {
        if (watchedFromMs == Long.MIN_VALUE) watchedFromMs = atMs;
    }

    private Map<String, String> values(DetectorFault fault) {
        return switch (fault) {
            case LOCKED_ON ->
                Map.of(
                        "onSince",
                        Instant.ofEpochMilli(
                                        occupied
                                                ? switchedMs
                                                : fullSinceMs == Long.MIN_VALUE ? faultSinceMs : fullSinceMs)
                                .toString());
            case NO_HITS ->
                Map.of(
                        "lastVehicle",
                        lastVehicleMs == Long.MIN_VALUE
                                ? "never"
                                : Instant.ofEpochMilli(lastVehicleMs).toString());
            case CHATTER, NO_CHANGE, IMPLAUSIBLE -> Map.of();
        };
    }
}
