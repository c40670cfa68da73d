package city.ioc.contracts.field;

import city.ioc.contracts.id.DeviceId;
import java.time.Instant;

/** One message of a device. A repeat carries the same {@code id}. */
public record DeviceMessage(DeviceId device, MessageId id, Instant sentAt, DeviceBody body) {
    /** The version of the wire format this code speaks. */
    public static final int VERSION = 1;
}
