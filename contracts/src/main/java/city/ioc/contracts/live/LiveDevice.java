package city.ioc.contracts.live;

import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.Device;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A device's health and latest values; keys of {@code values} carry their unit. */
public record LiveDevice(
        DeviceId id,
        IntersectionId site,
        Device.Kind kind,
        Quality quality,
        Optional<String> fault,
        Optional<Instant> lastSeen,
        Optional<Long> clockOffsetMs,
        Map<String, Double> values) {
    public LiveDevice {
        values = Map.copyOf(values);
    }
}
