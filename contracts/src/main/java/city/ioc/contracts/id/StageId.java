package city.ioc.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Code of a stage, unique within its intersection. */
public record StageId(@JsonValue String value) implements Comparable<StageId> {
    @JsonCreator
    public StageId {
        Codes.requireCode("stage", value);
    }

    @Override
    public int compareTo(StageId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
