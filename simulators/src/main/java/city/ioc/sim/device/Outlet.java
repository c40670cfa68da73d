package city.ioc.sim.device;

import java.time.Instant;

/** Where a device's messages go. */
public interface Outlet {
    /** Takes a message over; it is sent now, or later when there is no connection. */
    void send(String topic, byte[] payload, Instant now);
}
