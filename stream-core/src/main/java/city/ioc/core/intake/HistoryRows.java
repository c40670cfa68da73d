package city.ioc.core.intake;

import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.EnvironmentReadings;
import city.ioc.contracts.field.LampReadings;
import city.ioc.contracts.field.LaneConducts;
import city.ioc.contracts.field.PlateSightings;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.field.StopLinePassages;
import city.ioc.contracts.id.DeviceId;
import city.ioc.core.store.HistoryRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Makes rows of history from messages. Owned by the shard's context. */
final class HistoryRows {
    private final Map<DeviceId, ReportChanges> reports = new HashMap<>();

    /**
     * Adds the rows of a message.
     *
     * @param isKnown whether a detector is in the registry
     * @return how many readings were left out because their detector is not
     */
    int add(DeviceMessage message, boolean isLive, Predicate<DeviceId> isKnown, List<HistoryRow> rows) {
        long id = message.id().asLong();
        int unknown = 0;
        switch (message.body()) {
            case SignalEvents events -> {
                for (int i = 0; i < events.events().size(); i++)
                    rows.add(new HistoryRow.Event(
                            message.device(), id, i, events.events().get(i)));
            }
            case DetectorReadings readings -> {
                for (int i = 0; i < readings.readings().size(); i++) {
                    DetectorReading reading = readings.readings().get(i);
                    if (isKnown.test(reading.detector()))
                        rows.add(new HistoryRow.Detection(reading.detector(), id, i, reading));
                    else unknown++;
                }
            }
            case EnvironmentReadings readings -> {
                for (int i = 0; i < readings.readings().size(); i++)
                    rows.add(new HistoryRow.Environment(
                            message.device(), id, i, readings.readings().get(i)));
            }
            case ControllerReport report -> {
                if (reports.computeIfAbsent(message.device(), device -> new ReportChanges())
                        .isNews(report, isLive)) rows.add(new HistoryRow.Controller(message.device(), id, report));
            }
            case DeviceReport report -> rows.add(new HistoryRow.Health(message.device(), id, report));
            case PlateSightings plates -> {
                for (int i = 0; i < plates.sightings().size(); i++)
                    rows.add(new HistoryRow.Plate(
                            message.device(), id, i, plates.sightings().get(i)));
            }
            case StopLinePassages passages -> {} // those that are a case are kept with it
            case LaneConducts conducts -> {} // the same
            case LampReadings lamps -> {} // a check on the event log, which is what is kept
            case PriorityCall call -> {} // the ledger has it, and the event log what control made of it
        }
        return unknown;
    }
}
