package city.ioc.contracts.field;

import java.util.List;

/** Number plates that a camera has read, a vehicle each. */
public record PlateSightings(List<PlateSighting> sightings) implements DeviceBody {
    public PlateSightings {
        sightings = List.copyOf(sightings);
        if (sightings.isEmpty()) throw new IllegalArgumentException("plate sightings must not be empty");
    }

    @Override
    public int samples() {
        return sightings.size();
    }
}
