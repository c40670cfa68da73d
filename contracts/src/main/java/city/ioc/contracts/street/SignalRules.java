package city.ioc.contracts.street;

import java.time.Duration;

/** Rules of signal timing that follow from the street. Pure. */
public final class SignalRules {
    /**
     * Speed at which pedestrians clear a crossing, m/s: RiLSA (FGSV 2015) section 2.5. Slower than most walk, and a bound for a
     * design, not a measurement.
     */
    public static final double PEDESTRIAN_CLEARING_SPEED_MPS = 1.2;

    private SignalRules() {}

    /**
     * The least amber by the highest speed limit of the approaches that a group releases: 3 s up to 50 km/h, 4 s up to 60 km/h, 5 s
     * above. RiLSA (FGSV 2015) section 2.4; a driver who cannot stop at 3.5 m/s² after 1 s still passes on amber.
     */
    public static Duration leastAmber(double speedLimitKmh) {
        return Duration.ofSeconds(speedLimitKmh <= 50 ? 3 : speedLimitKmh <= 60 ? 4 : 5);
    }

    /** The least pedestrian clearance of a crossing: who has just stepped off reaches the far kerb at the clearing speed. */
    public static Duration leastPedestrianClearance(double crossingM) {
        return Duration.ofMillis((long) Math.ceil(crossingM / PEDESTRIAN_CLEARING_SPEED_MPS * 1000 - 1e-6));
    }
}
