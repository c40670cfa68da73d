package city.ioc.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Code of an approach, unique within its intersection. */
public record ApproachId(@JsonValue String value) implements Comparable<ApproachId> {
    @JsonCreator
    public ApproachId {
        Codes.requireCode("approach", value);
    }

    @Override
    public int compareTo(ApproachId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
