package city.ioc.core.live;

import city.ioc.contracts.live.LiveFigures;
import city.ioc.core.rollup.FlowAnalysis;
import city.ioc.core.rollup.FlowAnalysis.ApproachFlow;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one shard adds to the city's figures. Speeds and delays come as sums with weights, so that shards can be added up.
 */
public record NodeTally(
        int commanded,
        int local,
        int flashing,
        int silent,
        int devices,
        int devicesGood,
        double flowVehPerHour,
        double flowPcuPerHour,
        double speedSum,
        double speedWeight,
        double delaySum,
        double delayWeight,
        int activeAlarms,
        int unacknowledgedAlarms,
        int openIncidents,
        double messagesPerSecond,
        double samplesPerSecond,
        double storeLagS,
        Map<String, Long> byLevelOfService) {

    /** Nothing. */
    public static final NodeTally ZERO = new NodeTally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of());

    public NodeTally {
        byLevelOfService = Map.copyOf(byLevelOfService);
    }

    public static NodeTally ofDevices(int count, int good) {
        return new NodeTally(0, 0, 0, 0, count, good, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of());
    }

    public static NodeTally ofSignals(int commanded, int local, int flashing, int silent) {
        return new NodeTally(commanded, local, flashing, silent, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of());
    }

    public static NodeTally ofAlarms(int active, int unacknowledged, int incidents) {
        return new NodeTally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, active, unacknowledged, incidents, 0, 0, 0, Map.of());
    }

    /** Speed and delay weigh as much as the vehicles they are of. */
    public static NodeTally ofFlow(ApproachFlow flow) {
        double vehicles = flow.vehiclesPerHour();
        double speedWeight = flow.meanSpeedKmh().isPresent() ? vehicles : 0;
        double delayWeight = flow.delayS().isPresent() ? vehicles : 0;
        return new NodeTally(
                0,
                0,
                0,
                0,
                0,
                0,
                vehicles,
                flow.pcuPerHour(),
                flow.meanSpeedKmh().orElse(0) * speedWeight,
                speedWeight,
                flow.delayS().orElse(0) * delayWeight,
                delayWeight,
                0,
                0,
                0,
                0,
                0,
                0,
                FlowAnalysis.levelOfService(flow.delayS())
                        .map(level -> Map.of(level.name(), 1L))
                        .orElse(Map.of()));
    }

    public static NodeTally ofIntake(double messagesPerSecond, double samplesPerSecond, double storeLagS) {
        return new NodeTally(
                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, messagesPerSecond, samplesPerSecond, storeLagS, Map.of());
    }

    public static NodeTally sum(Collection<NodeTally> tallies) {
        return tallies.stream().reduce(ZERO, NodeTally::plus);
    }

    public NodeTally plus(NodeTally other) {
        Map<String, Long> levels = new HashMap<>(byLevelOfService);
        other.byLevelOfService.forEach((level, count) -> levels.merge(level, count, Long::sum));
        return new NodeTally(
                commanded + other.commanded,
                local + other.local,
                flashing + other.flashing,
                silent + other.silent,
                devices + other.devices,
                devicesGood + other.devicesGood,
                flowVehPerHour + other.flowVehPerHour,
                flowPcuPerHour + other.flowPcuPerHour,
                speedSum + other.speedSum,
                speedWeight + other.speedWeight,
                delaySum + other.delaySum,
                delayWeight + other.delayWeight,
                activeAlarms + other.activeAlarms,
                unacknowledgedAlarms + other.unacknowledgedAlarms,
                openIncidents + other.openIncidents,
                messagesPerSecond + other.messagesPerSecond,
                samplesPerSecond + other.samplesPerSecond,
                Math.max(storeLagS, other.storeLagS),
                levels);
    }

    /** The figures of a city of which this is the sum. */
    public LiveFigures toFigures(Instant at, int intersections) {
        return new LiveFigures(
                at,
                intersections,
                commanded,
                local,
                flashing,
                silent,
                devices,
                devicesGood,
                flowVehPerHour,
                flowPcuPerHour,
                mean(speedSum, speedWeight),
                mean(delaySum, delayWeight),
                activeAlarms,
                unacknowledgedAlarms,
                openIncidents,
                messagesPerSecond,
                samplesPerSecond,
                storeLagS,
                byLevelOfService);
    }

    private static OptionalDouble mean(double sum, double weight) {
        return weight > 0 ? OptionalDouble.of(sum / weight) : OptionalDouble.empty();
    }

    /** Tallies by who sent them; who has been silent for long does not count. */
    public static final class Board {
        private final Map<String, Posted> posted = new HashMap<>();

        private record Posted(NodeTally tally, long atNanos) {}

        public void post(String sender, NodeTally tally, long nowNanos) {
            posted.put(sender, new Posted(tally, nowNanos));
        }

        public NodeTally sum(long nowNanos) {
            posted.values().removeIf(each -> nowNanos - each.atNanos() > 5_000_000_000L);
            return NodeTally.sum(posted.values().stream().map(Posted::tally).toList());
        }

        public Optional<NodeTally> find(String sender) {
            return Optional.ofNullable(posted.get(sender)).map(Posted::tally);
        }
    }
}
