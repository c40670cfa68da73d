package city.ioc.core.rollup;

import city.ioc.contracts.live.LevelOfService;
import city.ioc.contracts.live.LiveFlow;
import city.ioc.signal.measure.ControlDelay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Puts the measures of detectors together to flows of approaches and intersections. Pure. */
public final class FlowAnalysis {
    private FlowAnalysis() {}

    /** A lane's stop-line detector: what it measured, and the greens of the group that releases the lane. */
    public record LaneMeasure(FlowMeasure measure, Optional<GreenTimes.Measured> green) {}

    /** The flow of an approach with what its delay was estimated from, so that an intersection can be put together of it. */
    public record ApproachFlow(
            double windowS,
            double vehiclesPerHour,
            double pcuPerHour,
            OptionalDouble occupancy,
            OptionalDouble meanSpeedKmh,
            OptionalDouble queueM,
            OptionalDouble delayS,
            int detectors,
            int detectorsExpected) {

        public LiveFlow toLive(Instant at) {
            return new LiveFlow(
                    at,
                    windowS,
                    vehiclesPerHour,
                    pcuPerHour,
                    occupancy,
                    meanSpeedKmh,
                    queueM,
                    delayS,
                    levelOfService(delayS),
                    detectors,
                    detectorsExpected);
        }
    }

    /**
     * An approach. Stop-line detectors of its lanes count; lanes whose detector is not trusted or silent are taken to carry as
     * much as the mean of the others. Without any, the radar's count is taken. Queue and speed are the radar's where there is
     * one.
     *
     * @param lanes stop-line detectors that can be believed
     * @param lanesExpected how many stop-line detectors the approach has
     * @param radars radars that watch the approach and can be believed
     * @param radarsExpected how many it has
     */
    public static ApproachFlow ofApproach(
            List<LaneMeasure> lanes, int lanesExpected, List<FlowMeasure> radars, int radarsExpected) {
        List<LaneMeasure> counted =
                lanes.stream().filter(lane -> lane.measure().isMeasured()).toList();
        List<FlowMeasure> seen = radars.stream().filter(FlowMeasure::isMeasured).toList();
        double vehicles = 0;
        double pcu = 0;
        double windowS = 0;
        double occupancySum = 0;
        int occupancies = 0;
        for (LaneMeasure lane : counted) {
            vehicles += lane.measure().vehiclesPerHour();
            pcu += lane.measure().pcuPerHour();
            windowS = Math.max(windowS, lane.measure().measuredS());
            if (lane.measure().occupancy().isPresent()) {
                occupancySum += lane.measure().occupancy().getAsDouble();
                occupancies++;
            }
        }
        double scale = counted.isEmpty() ? 0 : Math.max(1.0, lanesExpected / (double) counted.size());
        boolean byRadar = counted.isEmpty() && !seen.isEmpty();
        if (byRadar) {
            scale = 1;
            for (FlowMeasure radar : seen) {
                vehicles += radar.vehiclesPerHour();
                pcu += radar.pcuPerHour();
                windowS = Math.max(windowS, radar.measuredS());
            }
        }
        vehicles *= scale;
        pcu *= scale;
        List<FlowMeasure> all =
                new ArrayList<>(counted.stream().map(LaneMeasure::measure).toList());
        all.addAll(seen);
        OptionalDouble queue = seen.stream()
                .filter(radar -> radar.meanQueueM().isPresent())
                .mapToDouble(radar -> radar.meanQueueM().getAsDouble())
                .max();
        int laneCount = Math.max(1, Math.max(lanesExpected, counted.size()));
        OptionalDouble delay = formulaDelay(counted);
        if (queue.isPresent())
            delay = ControlDelay.greater(delay, ControlDelay.byQueue(queue.getAsDouble(), laneCount, pcu));
        return new ApproachFlow(
                windowS,
                vehicles,
                pcu,
                occupancies > 0 ? OptionalDouble.of(occupancySum / occupancies) : OptionalDouble.empty(),
                meanSpeed(seen.stream().anyMatch(radar -> radar.meanSpeedKmh().isPresent()) ? seen : all),
                seen.stream()
                        .filter(radar -> radar.maxQueueM().isPresent())
                        .mapToDouble(radar -> radar.maxQueueM().getAsDouble())
                        .max(),
                delay,
                byRadar ? seen.size() : counted.size(),
                lanesExpected > 0 ? lanesExpected : radarsExpected);
    }

    /** An intersection: sums over its approaches; delay, speed and occupancy by flow. */
    public static ApproachFlow ofIntersection(List<ApproachFlow> approaches) {
        double vehicles = 0;
        double pcu = 0;
        double windowS = 0;
        int detectors = 0;
        int expected = 0;
        for (ApproachFlow approach : approaches) {
            vehicles += approach.vehiclesPerHour();
            pcu += approach.pcuPerHour();
            windowS = Math.max(windowS, approach.windowS());
            detectors += approach.detectors();
            expected += approach.detectorsExpected();
        }
        return new ApproachFlow(
                windowS,
                vehicles,
                pcu,
                byFlow(approaches, ApproachFlow::occupancy),
                byFlow(approaches, ApproachFlow::meanSpeedKmh),
                approaches.stream()
                        .filter(each -> each.queueM().isPresent())
                        .mapToDouble(each -> each.queueM().getAsDouble())
                        .max(),
                byFlow(approaches, ApproachFlow::delayS),
                detectors,
                expected);
    }

    public static Optional<LevelOfService> levelOfService(OptionalDouble delayS) {
        return delayS.isPresent() ? Optional.of(LevelOfService.ofControlDelay(delayS.getAsDouble())) : Optional.empty();
    }

    private static OptionalDouble formulaDelay(List<LaneMeasure> lanes) {
        double weighted = 0;
        double weight = 0;
        for (LaneMeasure lane : lanes) {
            if (lane.green().isEmpty()) continue;
            GreenTimes.Measured green = lane.green().get();
            FlowMeasure measure = lane.measure();
            OptionalDouble delay = ControlDelay.byFormula(
                    measure.pcuPerHour(), 1, green.greenShare(), green.cycleS(), measure.measuredS() / 3600);
            if (delay.isEmpty()) continue;
            weighted += delay.getAsDouble() * measure.pcuPerHour();
            weight += measure.pcuPerHour();
        }
        return weight > 0 ? OptionalDouble.of(weighted / weight) : OptionalDouble.empty();
    }

    private static OptionalDouble meanSpeed(List<FlowMeasure> measures) {
        double sum = 0;
        int vehicles = 0;
        for (FlowMeasure measure : measures) {
            if (measure.meanSpeedKmh().isEmpty()) continue;
            sum += measure.meanSpeedKmh().getAsDouble() * measure.vehicles();
            vehicles += measure.vehicles();
        }
        return vehicles > 0 ? OptionalDouble.of(sum / vehicles) : OptionalDouble.empty();
    }

    private interface Value {
        OptionalDouble of(ApproachFlow approach);
    }

    private static OptionalDouble byFlow(List<ApproachFlow> approaches, Value value) {
        double sum = 0;
        double weight = 0;
        for (ApproachFlow approach : approaches) {
            OptionalDouble each = value.of(approach);
            if (each.isEmpty() || approach.vehiclesPerHour() <= 0) continue;
            sum += each.getAsDouble() * approach.vehiclesPerHour();
            weight += approach.vehiclesPerHour();
        }
        return weight > 0 ? OptionalDouble.of(sum / weight) : OptionalDouble.empty();
    }
}
