package city.ioc.sim.sumo;

import java.util.Collection;
import java.util.OptionalDouble;

/**
 * Whether traffic has locked: vehicles that have not moved for ten minutes, five times the longest red that our rules allow, and
 * at least as many as it takes for queues to hold one another up. A long queue at an overloaded signal moves up every cycle.
 */
final class Standstill {
    static final double LOCKED_S = 600;
    static final int LOCKED_VEHICLES = 5;

    private OptionalDouble lockedAtS = OptionalDouble.empty();

    /** Looks at all vehicles on the street. */
    void look(Collection<SumoVehicle> vehicles, double runS) {
        if (lockedAtS.isPresent() || runS < LOCKED_S) return;
        int stuck = 0;
        for (SumoVehicle vehicle : vehicles) if (vehicle.waitedS >= LOCKED_S) stuck++;
        if (stuck >= LOCKED_VEHICLES) lockedAtS = OptionalDouble.of(runS);
    }

    /** When it was first seen locked, seconds of the run. */
    OptionalDouble lockedAtS() {
        return lockedAtS;
    }
}
