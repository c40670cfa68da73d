package city.ioc.sim.sumo;

import java.time.Duration;
import java.util.List;

/**
 * Ambers and intergreens from the geometry of a junction and from how SUMO's drivers drive. The form is that of RiLSA (FGSV 2015,
 * 2.5): t_z = t_ü + t_r − t_e for every pair of points at which two ways come nearer than a vehicle is wide, of which the longest
 * counts, and never less than amber.
 *
 * <p>Amber and t_ü follow from the dilemma at the end of green (Gazis, Herman, Maradudin 1960): who could stop within his distance
 * stops, so the last one crosses after reaction time and v / 2b. t_r is his way to the point, his own length behind it, at the speed
 * of his way. t_e is the soonest that somebody who was ready to stop at the line reaches the point: of all distances d at which he
 * can be when his green begins, at speed √(2bd), the one that brings him there first. Pure.
 */
final class ClearanceTimes {
    /** Reaction time, deceleration and acceleration of SUMO's passenger car (its defaults; steps are a second). */
    private static final double REACTION_S = 1;

    private static final double BRAKING_MPS2 = 4.5;
    private static final double ACCELERATION_MPS2 = 2.6;
    private static final double VEHICLE_M = 5;
    /** Ways nearer than this are used by vehicles that would touch, metres. */
    private static final double NEAR_M = 2;

    private static final double STEP_M = 1;
    /** Least amber: RiLSA 2.4 and the benchmark's networks. */
    private static final double LEAST_AMBER_S = 3;

    private static final double WALKING_MPS = 1.2;
    private static final double PEDESTRIAN_MARGIN_S = 1;

    private ClearanceTimes() {}

    /** Amber after green for a speed limit: long enough that whoever cannot stop reaches the line in it; whole seconds. */
    static Duration amber(double speedMps) {
        return wholeSeconds(Math.max(LEAST_AMBER_S, crossingS(speedMps)));
    }

    /** How long pedestrians clear a crossing, whole seconds. */
    static Duration pedestrianClearance(double lengthM) {
        return wholeSeconds(lengthM / WALKING_MPS);
    }

    /** The intergreen from a group that ends to one that begins: whole seconds, not less than the end of green takes. */
    static Duration intergreen(LinkGroups.Group ending, LinkGroups.Group beginning, Duration endOfGreen) {
        double longest = endOfGreen.toMillis() / 1000.0;
        for (SignalLink first : ending.links())
            for (SignalLink next : beginning.links())
                if (first.conflictsWith(next)) longest = Math.max(longest, seconds(first, next));
        return wholeSeconds(longest);
    }

    private static double seconds(SignalLink clearing, SignalLink entering) {
        if (clearing.isCrossing()) return clearing.pathM() / WALKING_MPS + PEDESTRIAN_MARGIN_S;
        if (clearing.path().isEmpty() || entering.path().isEmpty()) return 0;
        double speed = clearing.speedMps();
        double longest = 0;
        for (double[] a : clearing.path().sample(STEP_M)) {
            for (double[] b : entering.path().sample(STEP_M)) {
                if (Math.hypot(a[0] - b[0], a[1] - b[1]) > NEAR_M) continue;
                double entry = entering.isCrossing() ? 0 : enteringS(b[2], entering.speedMps());
                longest = Math.max(longest, crossingS(speed) + (a[2] + VEHICLE_M) / speed - entry);
            }
        }
        return longest;
    }

    /** After the end of green, when the last one who could not stop crosses the line, seconds. */
    static double crossingS(double speedMps) {
        return REACTION_S + speedMps / (2 * BRAKING_MPS2);
    }

    /** After begin of green, when somebody is at a point beyond the line at the soonest, seconds. */
    static double enteringS(double beyondLineM, double limitMps) {
        double farthestM = limitMps * limitMps / (2 * BRAKING_MPS2);
        double soonest = Double.POSITIVE_INFINITY;
        for (double d = 0; d <= farthestM + 1; d++) {
            double from = Math.min(limitMps, Math.sqrt(2 * BRAKING_MPS2 * Math.min(d, farthestM)));
            soonest = Math.min(soonest, travelS(d + beyondLineM, from, limitMps));
        }
        return soonest;
    }

    /** How long a way takes that is begun at a speed and driven as fast as acceleration and limit allow, seconds. */
    private static double travelS(double wayM, double fromMps, double limitMps) {
        double untilLimitM = (limitMps * limitMps - fromMps * fromMps) / (2 * ACCELERATION_MPS2);
        if (wayM <= untilLimitM)
            return (Math.sqrt(fromMps * fromMps + 2 * ACCELERATION_MPS2 * wayM) - fromMps) / ACCELERATION_MPS2;
        return (limitMps - fromMps) / ACCELERATION_MPS2 + (wayM - untilLimitM) / limitMps;
    }

    private static Duration wholeSeconds(double seconds) {
        return Duration.ofSeconds((long) Math.ceil(seconds - 0.05));
    }

    /** The longest way of a group, metres. */
    static double longestM(List<SignalLink> links) {
        return links.stream().mapToDouble(SignalLink::pathM).max().orElse(0);
    }
}
