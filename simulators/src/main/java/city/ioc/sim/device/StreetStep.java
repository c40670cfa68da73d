package city.ioc.sim.device;

import city.ioc.sim.traffic.ButtonPress;
import city.ioc.sim.traffic.DetectorStep;
import city.ioc.sim.traffic.RadarStep;
import java.time.Instant;
import java.util.List;

/** What the devices sense of one step of the street, which ends at {@code end}. */
public record StreetStep(Instant end, List<DetectorStep> detectors, List<RadarStep> radars, List<ButtonPress> buttons) {
    public StreetStep {
        detectors = List.copyOf(detectors);
        radars = List.copyOf(radars);
        buttons = List.copyOf(buttons);
    }
}
