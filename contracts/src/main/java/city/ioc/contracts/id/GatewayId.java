package city.ioc.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Code of an edge gateway. */
public record GatewayId(@JsonValue String value) implements Comparable<GatewayId> {
    @JsonCreator
    public GatewayId {
        Codes.requireCode("gateway", value);
    }

    @Override
    public int compareTo(GatewayId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
