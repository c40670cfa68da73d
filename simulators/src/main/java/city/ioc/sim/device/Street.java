package city.ioc.sim.device;

import city.ioc.sim.traffic.LampView;
import java.time.Duration;
import java.time.Instant;

/** The street that the devices sense. Confined to the street's thread. */
public interface Street {
    /** City time of one step, where the street does not say otherwise. */
    Duration STEP = Duration.ofMillis(200);

    /** City time of one step. */
    default Duration stepLength() {
        return STEP;
    }

    /** Until when the street has been lived. */
    Instant now();

    /** Lives one more step, whose road users see these lamps. */
    StreetStep step(LampView lamps);
}
