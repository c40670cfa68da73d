package city.ioc.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Code of a directed street link between two nodes of the network. */
public record LinkId(@JsonValue String value) implements Comparable<LinkId> {
    @JsonCreator
    public LinkId {
        Codes.requireCode("link", value);
    }

    @Override
    public int compareTo(LinkId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
