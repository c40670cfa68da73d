package city.ioc.sim.device;

import city.ioc.contracts.street.Device;
import java.time.Instant;

/** The air, rain and water around a sensor. */
public interface Surroundings {
    double value(Device sensor, String metric, Instant now);
}
