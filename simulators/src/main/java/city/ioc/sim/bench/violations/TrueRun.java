package city.ioc.sim.bench.violations;

import city.ioc.contracts.violation.ViolationRule;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who truly passed a stop line at red.
 *
 * @param redForS how long red had been shown
 * @param enteredAt it entered the junction; empty where it had not when the truth was read
 * @param enteredAtRed whether the lamp was still red then
 * @param stoodM how far beyond the line it stood before that; 0: it did not
 */
public record TrueRun(
        long vehicle,
        String vehicleClass,
        String intersection,
        String approach,
        int lane,
        Instant at,
        double redForS,
        Optional<Instant> enteredAt,
        boolean enteredAtRed,
        double stoodM) {
    /** Standing nearer to the line than this is no violation that a picture shows. */
    private static final double OVERRUN_M = 1.2;

    /** What it is by the rules, with a grace; empty: nothing. */
    public Optional<ViolationRule> rule(double graceS) {
        if (redForS <= graceS) return Optional.empty();
        if (enteredAt.isPresent() && enteredAtRed) return Optional.of(ViolationRule.RED_LIGHT);
        return stoodM >= OVERRUN_M ? Optional.of(ViolationRule.STOP_LINE) : Optional.empty();
    }
}
