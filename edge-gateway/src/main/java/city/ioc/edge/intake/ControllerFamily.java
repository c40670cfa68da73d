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
import java.time.Duration;
import java.util.Optional;

/** Signal controllers: high-resolution events, what they are doing, and readings of the detectors wired to them. */
enum ControllerFamily implements DeviceFamily {
    INSTANCE;

    private static final Duration LONGEST_PRIORITY = Duration.ofMinutes(10);
    private static final int MOST_EVENTS = 2_000;

    @Override
    public boolean speaks(DeviceBody body) {
        return switch (body) {
            case SignalEvents events -> true;
            case ControllerReport report -> true;
            case DetectorReadings readings -> true;
            case DeviceReport report -> true;
            case PriorityCall call -> true;
            case PlateSightings plates -> false;
            case StopLinePassages passages -> false;
            case LaneConducts conducts -> false;
            case LampReadings lamps -> false;
            case EnvironmentReadings readings -> false;
        };
    }

    @Override
    public Optional<String> findImplausible(DeviceBody body, Registry.Entry sender) {
        return switch (body) {
            case SignalEvents events ->
                events.events().size() > MOST_EVENTS
                        ? Optional.of(events.events().size() + " events in one message, at most " + MOST_EVENTS)
                        : Optional.empty();
            case ControllerReport report ->
                report.stage()
                        .filter(stage -> sender.intersection()
                                .filter(at -> at.findStage(stage).isEmpty())
                                .isPresent())
                        .map(stage -> "stage " + stage + " is none of the intersection's");
            case DetectorReadings readings -> DetectorFamily.firstBeyond(readings, DetectorFamily.BOUNDS);
            case DeviceReport report -> Optional.empty();
            case PriorityCall call -> findImplausible(call, sender);
            case PlateSightings plates -> Optional.empty();
            case StopLinePassages passages -> Optional.empty();
            case LaneConducts conducts -> Optional.empty();
            case LampReadings lamps -> Optional.empty();
            case EnvironmentReadings readings -> Optional.empty();
        };
    }

    private static Optional<String> findImplausible(PriorityCall call, Registry.Entry sender) {
        if (sender.intersection()
                .filter(at -> at.findGroup(call.group()).isPresent())
                .isEmpty()) return Optional.of("group " + call.group() + " is none of the intersection's");
        if (call.cancelled()) return Optional.empty();
        if (call.arrivesAt().isAfter(call.expiresAt())) return Optional.of("over before the vehicle arrives");
        return call.expiresAt().isAfter(call.at().plus(LONGEST_PRIORITY))
                ? Optional.of("asks for longer than " + LONGEST_PRIORITY.toMinutes() + " minutes")
                : Optional.empty();
    }
}
