package city.ioc.sim.sumo;

import city.ioc.contracts.street.VehicleClass;
import org.jspecify.annotations.Nullable;

/** A vehicle as SUMO says it is after the last step, and where it was a step before. Confined to the simulation's thread. */
final class SumoVehicle {
    final String id;
    final VehicleKind kind;
    /** SUMO's id of the lane; empty while it is not on the street. */
    String lane = "";

    double positionM;
    double speedMps;
    /** How long it has stood without a break, seconds. */
    double waitedS;

    String laneBefore = "";
    double positionBeforeM;
    /** The step it was last heard of in. */
    long step;
    /** What watches its lane; kept until it changes lanes. */
    @Nullable
    LaneWatch watch;

    /** What does not change about it. */
    record VehicleKind(double lengthM, double minGapM, VehicleClass vehicleClass) {
        double pcu() {
            return vehicleClass.pcu();
        }

        /** Road it takes up while standing, metres. */
        double spaceM() {
            return lengthM + minGapM;
        }
    }

    SumoVehicle(String id, VehicleKind kind) {
        this.id = id;
        this.kind = kind;
    }
}
