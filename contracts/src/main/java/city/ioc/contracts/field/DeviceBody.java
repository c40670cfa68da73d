package city.ioc.contracts.field;

/** What a device says. */
public sealed interface DeviceBody
        permits SignalEvents,
                DetectorReadings,
                EnvironmentReadings,
                ControllerReport,
                DeviceReport,
                PriorityCall,
                PlateSightings,
                LampReadings,
                StopLinePassages,
                LaneConducts {

    /** How many measured values or events it carries. */
    int samples();
}
