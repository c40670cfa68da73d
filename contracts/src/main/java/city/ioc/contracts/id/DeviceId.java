package city.ioc.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Code of a device, unique in the city: the third level of a field topic. */
public record DeviceId(@JsonValue String value) implements Comparable<DeviceId> {
    @JsonCreator
    public DeviceId {
        Codes.requireCode("device", value);
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
