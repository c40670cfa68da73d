package city.ioc.sim.device;

import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.SignalGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The lamps of one signal group as its controller switches them, and the event each change is logged with. It knows the sequence
 * green, amber or clearance, red; when to start and end is the controller's business. Confined to the controller's thread.
 */
final class SignalHead {
    private final SignalGroup group;
    private final List<SignalEvent> log;
    private Lamp lamp = Lamp.DARK;
    private Instant since;
    private Instant greenEndedAt;
    private Instant redSince;
    private Optional<Instant> redClearanceUntil = Optional.empty();

    SignalHead(SignalGroup group, List<SignalEvent> log, Instant now) {
        this.group = group;
        this.log = log;
        this.since = now;
        this.greenEndedAt = now;
        this.redSince = now;
    }

    SignalGroup group() {
        return group;
    }

    Lamp lamp() {
        return lamp;
    }

    /** When green ended last; after power-up and flash the moment these ended, for traffic may have been moving until then. */
    Instant greenEndedAt() {
        return greenEndedAt;
    }

    /** Since when the group has not been green. */
    Instant redSince() {
        return redSince;
    }

    boolean isGreen() {
        return lamp == Lamp.GREEN;
    }

    boolean isRed() {
        return lamp == Lamp.RED;
    }

    boolean hasHadMinGreen(Instant now) {
        return !now.isBefore(since.plus(group.minGreen()));
    }

    void beginGreen(Instant now) {
        show(Lamp.GREEN, now);
        log(isPedestrian() ? SignalEventCode.PEDESTRIAN_BEGIN_WALK : SignalEventCode.GROUP_BEGIN_GREEN, now);
    }

    /** Ends green, with the termination that is logged for a vehicle group, and the red clearance that follows. */
    void endGreen(SignalEventCode termination, Duration untilEndOfRedClearance, Instant now) {
        if (!isPedestrian()) {
            log(termination, now);
            log(SignalEventCode.GROUP_GREEN_TERMINATION, now);
        }
        beginAmber(now);
        if (!isPedestrian()) redClearanceUntil = Optional.of(now.plus(untilEndOfRedClearance));
    }

    /** From flash to red by way of amber, so that nobody is caught by a sudden red. */
    void leaveFlash(Duration untilEndOfRedClearance, Instant now) {
        if (isPedestrian()) {
            greenEndedAt = now;
            beginRed(now);
        } else {
            beginAmber(now);
            redClearanceUntil = Optional.of(now.plus(untilEndOfRedClearance));
        }
        redSince = now;
    }

    /** Red from power-up. */
    void powerUp(Duration untilEndOfRedClearance, Instant now) {
        greenEndedAt = now;
        redSince = now;
        beginRed(now);
        if (!isPedestrian()) redClearanceUntil = Optional.of(now.plus(untilEndOfRedClearance));
    }

    void flash(Instant now) {
        redClearanceUntil = Optional.empty();
        show(isPedestrian() ? Lamp.DARK : Lamp.FLASHING_AMBER, now);
    }

    /** Ends amber, pedestrian clearance and red clearance when their time is over. */
    void progress(Instant now) {
        if (lamp == Lamp.AMBER && !now.isBefore(since.plus(group.amber()))) beginRed(now);
        if (lamp == Lamp.CLEARANCE && !now.isBefore(since.plus(group.clearance()))) beginRed(now);
        if (lamp == Lamp.RED
                && redClearanceUntil.filter(end -> !now.isBefore(end)).isPresent()) {
            redClearanceUntil = Optional.empty();
            log(SignalEventCode.GROUP_END_RED_CLEARANCE, now);
        }
    }

    private void beginAmber(Instant now) {
        greenEndedAt = now;
        redSince = now;
        show(isPedestrian() ? Lamp.CLEARANCE : Lamp.AMBER, now);
        log(isPedestrian() ? SignalEventCode.PEDESTRIAN_BEGIN_CLEARANCE : SignalEventCode.GROUP_BEGIN_AMBER, now);
    }

    private void beginRed(Instant now) {
        show(Lamp.RED, now);
        log(
                isPedestrian() ? SignalEventCode.PEDESTRIAN_BEGIN_DONT_WALK : SignalEventCode.GROUP_BEGIN_RED_CLEARANCE,
                now);
    }

    private void show(Lamp next, Instant now) {
        lamp = next;
        since = now;
    }

    private void log(SignalEventCode code, Instant now) {
        log.add(new SignalEvent(now, code, group.number()));
    }

    private boolean isPedestrian() {
        return group.kind() == SignalGroup.Kind.PEDESTRIAN;
    }
}
