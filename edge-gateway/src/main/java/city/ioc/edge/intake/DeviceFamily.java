package city.ioc.edge.intake;

import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.street.Device;
import city.ioc.edge.registry.Registry;
import java.util.Optional;

/** What devices of one family may say, and within which bounds the street can show it. */
public sealed interface DeviceFamily
        permits ControllerFamily, DetectorFamily, RadarFamily, EnvironmentFamily, CameraFamily {

    /** Whether such a device sends this kind of message at all. */
    boolean speaks(DeviceBody body);

    /** What in the message is beyond what the street can show, or empty. */
    Optional<String> findImplausible(DeviceBody body, Registry.Entry sender);

    static DeviceFamily of(Device.Kind kind) {
        return switch (kind) {
            case CONTROLLER -> ControllerFamily.INSTANCE;
            case STOP_LINE_DETECTOR, ADVANCE_DETECTOR, PEDESTRIAN_BUTTON -> DetectorFamily.INSTANCE;
            case RADAR -> RadarFamily.INSTANCE;
            case CAMERA -> CameraFamily.INSTANCE;
            case AIR_QUALITY, RAIN_GAUGE, WATER_LEVEL -> EnvironmentFamily.INSTANCE;
        };
    }
}
