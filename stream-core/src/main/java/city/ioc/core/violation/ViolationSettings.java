package city.ioc.core.violation;

import java.time.Duration;

/**
 * @param grace red must have been shown for longer than this when the front passes the line. Red light cameras use 0.1 to 0.5 s
 *     (FHWA and NHTSA, Red Light Camera Systems Operational Guidelines, 2005)
 * @param clockBound how far the clocks of camera and controller may be apart; not more than the grace, so that nobody who passed
 *     before red can be blamed
 */
public record ViolationSettings(Duration grace, Duration clockBound) {
    public static final ViolationSettings USUAL = new ViolationSettings(Duration.ofMillis(500), Duration.ofMillis(500));

    public ViolationSettings {
        if (clockBound.compareTo(grace) > 0)
            throw new IllegalArgumentException("the bound of the clocks, " + clockBound.toMillis()
                    + " ms, must not be more than the grace, " + grace.toMillis() + " ms");
    }
}
