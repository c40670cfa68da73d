package city.ioc.sim;

import city.ioc.sim.device.Street;
import city.ioc.sim.device.StreetStep;
import city.ioc.sim.traffic.LampView;
import city.ioc.sim.traffic.StreetTraffic;
import java.time.Instant;

/** The simulated traffic as the devices sense it. Confined to the street's thread. */
final class SimulatedStreet implements Street {
    private final StreetTraffic traffic;

    SimulatedStreet(StreetTraffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public Instant now() {
        return traffic.now();
    }

    @Override
    public StreetStep step(LampView lamps) {
        traffic.step(lamps);
        return new StreetStep(
                traffic.now(), traffic.detectors(), traffic.radars(), traffic.presses(), traffic.callers());
    }
}
