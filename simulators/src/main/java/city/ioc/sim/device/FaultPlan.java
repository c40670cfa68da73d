package city.ioc.sim.device;

import city.ioc.contracts.id.DeviceId;
import city.ioc.sim.traffic.SimulationSettings.DeviceFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which devices fail when: the device faults of the simulation settings, counted from the start of the field. Immutable. */
public final class FaultPlan {
    private final List<DeviceFault> faults;
    private final Instant start;

    public FaultPlan(List<DeviceFault> faults, Instant start) {
        this.faults = List.copyOf(faults);
        this.start = start;
    }

    Optional<DeviceFault.Kind> faultOf(DeviceId device, Instant now) {
        return find(device, now).map(DeviceFault::kind);
    }

    /** By how much the device's clock is ahead. */
    Duration skewOf(DeviceId device, Instant now) {
        return find(device, now).map(DeviceFault::skew).orElse(Duration.ZERO);
    }

    private Optional<DeviceFault> find(DeviceId device, Instant now) {
        return faults.stream()
                .filter(fault -> fault.device().equals(device) && isActive(fault, now))
                .findFirst();
    }

    private boolean isActive(DeviceFault fault, Instant now) {
        double minutes = Duration.between(start, now).toMillis() / 60_000.0;
        return minutes >= fault.afterMinutes()
                && fault.minutes()
                        .map(length -> minutes < fault.afterMinutes() + length)
                        .orElse(true);
    }
}
