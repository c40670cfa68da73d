package city.ioc.sim;

import city.ioc.sim.camera.CameraCrew;
import city.ioc.sim.device.Street;
import city.ioc.sim.device.StreetStep;
import city.ioc.sim.traffic.LampView;
import city.ioc.sim.traffic.StreetTraffic;
import java.time.Instant;

/** The simulated traffic as the devices sense it and the cameras see it. Confined to the street's thread. */
final class SimulatedStreet implements Street {
    private final StreetTraffic traffic;
    private final CameraCrew cameras;

    SimulatedStreet(StreetTraffic traffic, CameraCrew cameras) {
        this.traffic = traffic;
        this.cameras = cameras;
    }

    @Override
    public Instant now() {
        return traffic.now();
    }

    @Override
    public StreetStep step(LampView lamps) {
        traffic.step(lamps);
        cameras.see(traffic, lamps);
        return new StreetStep(
                traffic.now(), traffic.detectors(), traffic.radars(), traffic.presses(), traffic.callers());
    }
}
