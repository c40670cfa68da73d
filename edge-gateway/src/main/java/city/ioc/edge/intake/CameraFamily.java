package city.ioc.edge.intake;

import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.EnvironmentReadings;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.edge.registry.Registry;
import java.util.Optional;

/** Cameras that count by themselves: readings by class, and the health of the picture. */
enum CameraFamily implements DeviceFamily {
    INSTANCE;

    static final ReadingBounds BOUNDS = new ReadingBounds(20, 30, 160, 500);

    @Override
    public boolean speaks(DeviceBody body) {
        return switch (body) {
            case DetectorReadings readings -> true;
            case DeviceReport report -> true;
            case SignalEvents events -> false;
            case ControllerReport report -> false;
            case PriorityCall call -> false;
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
