package city.ioc.signal.decision.adaptive;

/**
 * What adaptive control assumes of drivers and how it weighs. Every value has a meaning in the street; one set of defaults serves
 * all networks.
 *
 * @param saturationPcuPerHour discharge of a queue on a lane of {@code laneWidthM}, PCU/h (HCM 6th ed., base saturation flow)
 * @param laneWidthM width that the saturation flow belongs to; discharge grows with the width, for motorcycles ride abreast
 * @param startUpLostS time lost by the first of a queue at begin of green, seconds (HCM 6th ed., 19.3: 2 s)
 * @param endGainS how much of the amber is still used, seconds (HCM 6th ed.: extension of effective green)
 * @param stopLossS time lost by braking and accelerating by a vehicle that has to stop, beyond standing, seconds
 * @param criticalGapS gap in the opposing traffic that a permissive turn takes, seconds (HCM 6th ed., 31: 4.5 s)
 * @param followUpS headway of permissive turns through one long gap, seconds (HCM 6th ed., 31: 2.5 s)
 * @param waitingWeight how much a second of those who wait weighs against a second of those who come: they are followed by others
 *     whom nobody sees yet, and each cycle that is longer makes all that come later wait longer
 * @param maxGreenS longest green that is planned for a stage, seconds
 * @param wantedWithinS a stage is weighed when somebody comes for it within this, seconds
 * @param expectS how far ahead arrivals are expected on lanes that nobody sees, seconds
 * @param exitRoomPcu room that an exit must have for its traffic to be let go, PCU
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
        double criticalGapS,
        double followUpS,
        double waitingWeight,
        double maxGreenS,
        double wantedWithinS,
        double expectS,
        double exitRoomPcu,
        double boxPatienceS,
        double pedestriansPcu,
        double unseenPcuPerS) {

    public static final AdaptiveParameters DEFAULT =
            new AdaptiveParameters(1900, 3.2, 2, 1.5, 3, 4.5, 2.5, 1.4, 45, 20, 30, 2, 12, 1, 0.08);

    public AdaptiveParameters {
        if (!(saturationPcuPerHour > 0 && laneWidthM > 0 && followUpS > 0 && maxGreenS > 0 && waitingWeight > 0))
            throw new IllegalArgumentException("parameters of adaptive control must be positive");
    }

    /** Headway of one passenger car in the discharge of a lane, seconds. */
    double headwayS(double widthM) {
        double factor = Math.clamp(widthM / laneWidthM, 0.6, 3.0);
        return 3600 / (saturationPcuPerHour * factor);
    }

    /**
     * Headway of permissive turns against an opposing flow, seconds: the inverse of their capacity (HCM 6th ed., equation 31-100;
     * Siegloch 1973).
     */
    double permissiveHeadwayS(double opposingPcuPerS) {
        if (opposingPcuPerS < 0.01) return followUpS;
        double capacity = opposingPcuPerS
                * Math.exp(-opposingPcuPerS * criticalGapS)
                / (1 - Math.exp(-opposingPcuPerS * followUpS));
        return Math.min(1 / capacity, 20);
    }
}
