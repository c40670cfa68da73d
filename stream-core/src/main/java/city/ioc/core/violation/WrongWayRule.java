package city.ioc.core.violation;

import city.ioc.contracts.field.LaneConduct;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.violation.ViolationRule;
import city.ioc.contracts.violation.VoidReason;
import city.ioc.core.violation.Judgement.Why;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Wrong way: who goes against the lanes of an approach for far and long enough. Who makes room rolls back some metres, and who turns
 * round does so in less; an emergency vehicle that had called may, and makes others do so. A function of its arguments alone.
 */
public final class WrongWayRule {
    /** Two lengths of a car: nobody rolls back so far to make room. */
    static final double LEAST_M = 8;

    static final Duration LEAST = Duration.ofMillis(1_500);

    private WrongWayRule() {}

    /**
     * @param conduct that went against the traffic
     * @param groups that release the approach, for which emergency vehicles call
     * @param cameraMoved whether the camera was found to look elsewhere than its geometry says
     * @param isLast whether nothing is waited for any more
     */
    public static Judgement judge(
            LaneConduct conduct, List<SignalGroupId> groups, boolean cameraMoved, LampLog log, boolean isLast) {
        if (conduct.movedM() < LEAST_M || conduct.lasted().compareTo(LEAST) < 0)
            return new Judgement.Clear(Why.NOT_FAR_ENOUGH);
        // Whoever calls does so before they come; the log is waited for all the same, as it may hang.
        if (!groups.isEmpty() && !isLast && !log.covers(conduct.until())) return new Judgement.Wait();
        List<VoidReason> voids = new ArrayList<>();
        if (conduct.broken().isPresent() || conduct.vehicle().isEmpty()) voids.add(VoidReason.TRACK_BROKEN);
        if (log.wasCalledFor(groups, conduct.at())) voids.add(VoidReason.EMERGENCY_CALL);
        if (cameraMoved) voids.add(VoidReason.GEOMETRY_OUT_OF_DATE);
        return new Judgement.Found(ViolationRule.WRONG_WAY, OptionalDouble.empty(), voids);
    }
}
