package city.ioc.contracts.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One new value of a topic. {@code version} grows within a topic and an owner; {@code at} is when the core made it. A
 * {@code body} of JSON null: the topic is gone.
 */
public record LiveUpdate(String topic, long version, Instant at, JsonNode body) {}
