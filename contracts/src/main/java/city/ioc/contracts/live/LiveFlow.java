package city.ioc.contracts.live;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Measured flow of the last minutes on a link or an intersection.
 *
 * @param windowS seconds that were measured
 * @param detectors how many detectors contributed, of {@code detectorsExpected}
 */
public record LiveFlow(
        Instant at,
        double windowS,
        double flowVehPerHour,
        double flowPcuPerHour,
        OptionalDouble occupancy,
        OptionalDouble meanSpeedKmh,
        OptionalDouble queueM,
        OptionalDouble delayS,
        Optional<LevelOfService> levelOfService,
        int detectors,
        int detectorsExpected) {}
