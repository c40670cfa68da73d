package city.ioc.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Code of a signal plan, unique within its intersection. */
public record PlanId(@JsonValue String value) implements Comparable<PlanId> {
    @JsonCreator
    public PlanId {
        Codes.requireCode("plan", value);
    }

    @Override
    public int compareTo(PlanId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
