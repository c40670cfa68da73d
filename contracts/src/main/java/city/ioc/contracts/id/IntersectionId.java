package city.ioc.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Code of an intersection, or of another site that devices stand at: the second level of a field topic. */
public record IntersectionId(@JsonValue String value) implements Comparable<IntersectionId> {
    @JsonCreator
    public IntersectionId {
        Codes.requireCode("intersection", value);
    }

    @Override
    public int compareTo(IntersectionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
