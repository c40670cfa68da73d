package city.ioc.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Code of a signal group, unique within its intersection. */
public record SignalGroupId(@JsonValue String value) implements Comparable<SignalGroupId> {
    @JsonCreator
    public SignalGroupId {
        Codes.requireCode("signal group", value);
    }

    @Override
    public int compareTo(SignalGroupId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
