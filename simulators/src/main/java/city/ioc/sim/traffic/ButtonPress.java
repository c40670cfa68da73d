package city.ioc.sim.traffic;

import city.ioc.contracts.id.DeviceId;
import java.time.Instant;

/** A pedestrian pressed a button. */
public record ButtonPress(DeviceId button, Instant at) {}
