package city.ioc.sim.device;

import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.EnvironmentReading;
import city.ioc.contracts.field.EnvironmentReadings;
import city.ioc.contracts.field.LampReadings;
import city.ioc.contracts.field.LaneConducts;
import city.ioc.contracts.field.PlateSightings;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.field.StopLinePassages;
import java.time.Duration;

/** Writes a message as a device would whose clock is wrong. Pure. */
final class ClockSkew {
    private ClockSkew() {}

    static DeviceBody shift(DeviceBody body, Duration by) {
        return switch (body) {
            case SignalEvents events ->
                new SignalEvents(events.events().stream()
                        .map(event -> new SignalEvent(event.at().plus(by), event.code(), event.parameter()))
                        .toList());
            case DetectorReadings readings ->
                new DetectorReadings(readings.readings().stream()
                        .map(each -> new DetectorReading(
                                each.detector(),
                                each.at().plus(by),
                                each.interval(),
                                each.vehicles(),
                                each.occupancy(),
                                each.meanSpeedKmh(),
                                each.queueM(),
                                each.byClass()))
                        .toList());
            case EnvironmentReadings readings ->
                new EnvironmentReadings(readings.readings().stream()
                        .map(each -> new EnvironmentReading(each.at().plus(by), each.metric(), each.value()))
                        .toList());
            case ControllerReport report ->
                new ControllerReport(
                        report.at().plus(by),
                        report.mode(),
                        report.stage(),
                        report.inTransition(),
                        report.stageSince().plus(by),
                        report.plan(),
                        report.lastCommand(),
                        report.verdict(),
                        report.fault());
            case PriorityCall call ->
                new PriorityCall(
                        call.at().plus(by),
                        call.request(),
                        call.kind(),
                        call.group(),
                        call.arrivesAt().plus(by),
                        call.expiresAt().plus(by),
                        call.cancelled());
            case LampReadings lamps ->
                new LampReadings(lamps.readings().stream()
                        .map(each -> each.withAt(each.at().plus(by)))
                        .toList());
            case PlateSightings plates ->
                new PlateSightings(plates.sightings().stream()
                        .map(each -> each.withAt(each.at().plus(by)))
                        .toList());
            case StopLinePassages passages ->
                new StopLinePassages(
                        passages.clockBehind(),
                        passages.passages().stream()
                                .map(each -> each.shifted(by))
                                .toList());
            case LaneConducts conducts ->
                new LaneConducts(
                        conducts.clockBehind(),
                        conducts.conducts().stream()
                                .map(each -> each.shifted(by))
                                .toList());
            case DeviceReport report ->
                new DeviceReport(report.at().plus(by), report.healthy(), report.fault(), report.firmware());
        };
    }
}
