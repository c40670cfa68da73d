package city.ioc.signal.decision.adaptive;

/**
 * What adaptive control assumes of drivers and how it looks ahead. Every value has a meaning in the street; one set of defaults
 * serves all networks.
 *
 * @param saturationPcuPerHour discharge of a queue on a lane of {@code laneWidthM}, PCU/h (HCM 6th ed., base saturation flow)
 * @param laneWidthM width that the saturation flow belongs to; discharge grows with the width, for motorcycles ride abreast
 * @param startUpLostS time lost by the first of a queue at begin of green, seconds (HCM 6th ed., 19.3: 2 s)
 * @param endGainS how much of the amber is still used, seconds (HCM 6th ed.: extension of effective green)
 * @param stopLossS time lost by braking and accelerating by a vehicle that has to stop, beyond standing, seconds
 * @param permissiveHeadwayFactor how much longer the headways are of those who look for gaps
 * @param sneakersPcu permissive turners that clear at the end of their green, PCU
 * @param horizonS how far ahead costs are added up, seconds: about a cycle
 * @param leftOverS what a vehicle that is not served within the horizon is charged beyond it, seconds
 * @param maxGreenS longest green that the look-ahead plans for a stage, seconds
 * @param switchMarginPcuS a change must save at least this much, PCU·s: two stages of equal worth must not take turns
 * @param exitRoomPcu room that an exit must have for its traffic to be let go, PCU
 * @param exitRefillPcuPerS how fast a full exit is assumed to empty, PCU/s
 * @param boxPatienceS how long conflicting greens wait for a vehicle that stands between the stop lines, seconds
 * @param pedestriansPcu what a call of pedestrians weighs, PCU
 * @param unseenPcuPerS arrivals assumed on a lane that nothing watches and nothing is remembered of, PCU/s
 */
public record AdaptiveParameters(
        double saturationPcuPerHour,
        double laneWidthM,
        double startUpLostS,
        double endGainS,
        double stopLossS,
        double permissiveHeadwayFactor,
        double sneakersPcu,
        double horizonS,
        double leftOverS,
        double maxGreenS,
        double switchMarginPcuS,
        double exitRoomPcu,
        double exitRefillPcuPerS,
        double boxPatienceS,
        double pedestriansPcu,
        double unseenPcuPerS) {

    public static final AdaptiveParameters DEFAULT =
            new AdaptiveParameters(1900, 3.2, 2, 1.5, 3, 1.8, 1.5, 90, 15, 45, 0.2, 2, 0.3, 12, 1, 0.08);

    public AdaptiveParameters {
        if (!(saturationPcuPerHour > 0 && laneWidthM > 0 && horizonS > 0 && permissiveHeadwayFactor >= 1))
            throw new IllegalArgumentException("parameters of adaptive control must be positive");
    }

    /** Headway of one passenger car in the discharge of a lane, seconds. */
    double headwayS(double widthM) {
        double factor = Math.clamp(widthM / laneWidthM, 0.6, 3.0);
        return 3600 / (saturationPcuPerHour * factor);
    }
}
