package city.ioc.edge.intake;

import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.EnvironmentReadings;
import city.ioc.contracts.field.LampReadings;
import city.ioc.contracts.field.LaneConducts;
import city.ioc.contracts.field.PlateSightings;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.field.StopLinePassages;
import city.ioc.edge.registry.Registry;
import java.util.Optional;

/** Radars: readings by class over the whole approach, and health. */
enum RadarFamily implements DeviceFamily {
    INSTANCE;

    static final ReadingBounds BOUNDS = new ReadingBounds(15, 20, 220, 2_000);

    @Override
    public boolean speaks(DeviceBody body) {
        return switch (body) {
            case DetectorReadings readings -> true;
            case DeviceReport report -> true;
            case SignalEvents events -> false;
            case ControllerReport report -> false;
            case PriorityCall call -> false;
            case PlateSightings plates -> false;
            case StopLinePassages passages -> false;
            case LaneConducts conducts -> false;
            case LampReadings lamps -> false;
            case EnvironmentReadings readings -> false;
        };
    }

    @Override
    public Optional<String> findImplausible(DeviceBody body, Registry.Entry sender) {
        return body instanceof DetectorReadings readings
                ? DetectorFamily.firstBeyond(readings, BOUNDS)
                : Optional.empty();
    }
}
