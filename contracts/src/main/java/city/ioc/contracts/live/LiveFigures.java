package city.ioc.contracts.live;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;

/** The city in figures, once a second. */
public record LiveFigures(
        Instant at,
        int intersections,
        int intersectionsCommanded,
        int intersectionsLocal,
        int intersectionsFlashing,
        int intersectionsSilent,
        int devices,
        int devicesGood,
        double flowVehPerHour,
        double flowPcuPerHour,
        OptionalDouble meanSpeedKmh,
        OptionalDouble meanDelayS,
        int activeAlarms,
        int unacknowledgedAlarms,
        int openIncidents,
        double messagesPerSecond,
        double samplesPerSecond,
        double storeLagS,
        Map<String, Long> byLevelOfService) {
    public LiveFigures {
        byLevelOfService = Map.copyOf(byLevelOfService);
    }
}
