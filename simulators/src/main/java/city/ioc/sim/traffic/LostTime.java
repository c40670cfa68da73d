package city.ioc.sim.traffic;

import java.time.Instant;

/**
 * The time that road users lose in the whole city, written to the ground truth every five minutes on the clock: on the streets,
 * against riding at the speed they would like where they are, and outside, where those wait for whom the first street has no room.
 * Counted second by second and not when a trip ends, so that who is stuck counts like everybody else. Who stands because of his own
 * parking or breakdown loses nothing.
 */
final class LostTime {
    private final GroundTruth truth;
    private Instant from;
    private Instant until;
    private long came;
    private double ridingS;
    private double outsideS;

    LostTime(GroundTruth truth, Instant start) {
        this.truth = truth;
        this.from = start;
        this.until = FlowBook.next(start);
    }

    /** Forgets what was counted and starts an interval. */
    void restart(Instant now) {
        clear();
        from = now;
        until = FlowBook.next(now);
    }

    private void clear() {
        came = 0;
        ridingS = 0;
        outsideS = 0;
    }

    /** Vehicles came to the city's boundaries. */
    void came(long vehicles) {
        came += vehicles;
    }

    /** A vehicle covered a distance in {@code dt} seconds. */
    void rode(double distance, double desiredSpeed, double dt) {
        ridingS += Math.max(0, dt - distance / desiredSpeed);
    }

    /** Vehicles waited outside, together so long. */
    void waitedOutside(double vehicleSeconds) {
        outsideS += vehicleSeconds;
    }

    void step(Instant now) {
        if (now.isBefore(until)) return;
        truth.write(
                now,
                GroundTruth.Kind.TRIPS,
                "from",
                from,
                "to",
                until,
                "came",
                came,
                "lostRidingS",
                round(ridingS),
                "lostOutsideS",
                round(outsideS));
        clear();
        from = until;
        until = FlowBook.next(now);
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
