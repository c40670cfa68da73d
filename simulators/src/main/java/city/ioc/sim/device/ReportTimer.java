package city.ioc.sim.device;

import city.ioc.contracts.id.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a device reports next. Devices of the same interval do not all report at once. Confined to the field's thread. */
final class ReportTimer {
    private final Duration every;
    private Instant last;
    private Instant next;

    ReportTimer(DeviceId device, Duration every, Instant start) {
        this.every = every;
        this.last = start;
        this.next = start.plusMillis(Math.floorMod(device.hashCode(), every.toMillis()) + 1);
    }

    /** The time since the last report when the next one is due, which it then is no more. */
    Optional<Duration> elapsed(Instant now) {
        if (now.isBefore(next)) return Optional.empty();
        Duration elapsed = Duration.between(last, now);
        last = now;
        while (!next.isAfter(now)) next = next.plus(every);
        return Optional.of(elapsed);
    }
}
