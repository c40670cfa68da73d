package city.ioc.contracts.gateway;

import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.id.IntersectionId;
import java.time.Instant;

/** A device's message as the gateway received it. {@code clockSuspect}: history keeps it, live does not use it. */
public record DeviceRecord(IntersectionId site, Instant receivedAt, DeviceMessage message, boolean clockSuspect) {}
