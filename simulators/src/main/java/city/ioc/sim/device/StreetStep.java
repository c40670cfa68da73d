package city.ioc.sim.device;

import city.ioc.sim.traffic.ButtonPress;
import city.ioc.sim.traffic.DetectorStep;
import city.ioc.sim.traffic.PriorityHeard;
import city.ioc.sim.traffic.RadarStep;
import java.time.Instant;
import java.util.List;

/** What the devices sense of one step of the street, which ends at {@code end}. {@code callers}: who asks for priority then. */
public record StreetStep(
        Instant end,
        List<DetectorStep> detectors,
        List<RadarStep> radars,
        List<ButtonPress> buttons,
        List<PriorityHeard> callers) {
    /** A step in which nobody asks for priority. */
    public StreetStep(Instant end, List<DetectorStep> detectors, List<RadarStep> radars, List<ButtonPress> buttons) {
        this(end, detectors, radars, buttons, List.of());
    }

    public StreetStep {
        callers = List.copyOf(callers);
        detectors = List.copyOf(detectors);
        radars = List.copyOf(radars);
        buttons = List.copyOf(buttons);
    }
}
