package city.ioc.signal.model;

import city.ioc.contracts.street.Device;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** What is known of an intersection's detectors, by their index in the layout. Part of {@link SignalState}. */
final class DetectorMemory {
    private final SignalLayout layout;
    private final boolean[] occupied;
    private final long[] lastOn;
    private final long[] lastOff;
    private final boolean[] trusted;
    private final long[] trustedSince;

    DetectorMemory(SignalLayout layout) {
        this.layout = layout;
        int detectors = layout.detectors().size();
        occupied = new boolean[detectors];
        lastOn = SignalState.filled(detectors);
        lastOff = SignalState.filled(detectors);
        trusted = new boolean[detectors];
        Arrays.fill(trusted, true);
        trustedSince = SignalState.filled(detectors);
    }

    void trust(int detector, boolean isTrusted, long at) {
        if (isTrusted && !trusted[detector]) trustedSince[detector] = at;
        trusted[detector] = isTrusted;
    }

    /** Since when the detector has been believed without a break; {@link SignalState#NEVER} when it always was. */
    long trustedSince(int detector) {
        return trustedSince[detector];
    }

    /** Whether this time is before what is known already. */
    boolean isOlder(int detector, long at) {
        return at < lastOn[detector] || at < lastOff[detector];
    }

    boolean on(int detector, long at) {
        boolean changed = !occupied[detector];
        occupied[detector] = true;
        lastOn[detector] = at;
        return changed;
    }

    boolean off(int detector, long at) {
        boolean changed = occupied[detector];
        occupied[detector] = false;
        lastOff[detector] = at;
        return changed;
    }

    boolean isOccupied(int detector) {
        return occupied[detector];
    }

    boolean isTrusted(int detector) {
        return trusted[detector];
    }

    Optional<Instant> findSince(int detector) {
        return SignalState.instant(occupied[detector] ? lastOn[detector] : lastOff[detector]);
    }

    /** Since when it has been as it is; long ago where it was never heard of. */
    long sinceMs(int detector) {
        long since = occupied[detector] ? lastOn[detector] : lastOff[detector];
        return since == SignalState.NEVER ? -SignalState.FOREVER_MS : since;
    }

    long sinceOccupiedMs(int detector, long nowMs) {
        if (occupied[detector]) return 0;
        return lastOff[detector] == SignalState.NEVER ? SignalState.FOREVER_MS : nowMs - lastOff[detector];
    }

    /** Whether a detector of this group cannot be believed. */
    boolean isDoubted(int group) {
        for (int d = 0; d < trusted.length; d++) if (!trusted[d] && sees(d, group)) return true;
        return false;
    }

    boolean isStopLineOccupied(int group) {
        for (int d = 0; d < occupied.length; d++)
            if (occupied[d] && layout.detectors().get(d).kind() == Device.Kind.STOP_LINE_DETECTOR && sees(d, group))
                return true;
        return false;
    }

    private boolean sees(int detector, int group) {
        return (layout.detectors().get(detector).groups() & 1L << group) != 0;
    }
}
