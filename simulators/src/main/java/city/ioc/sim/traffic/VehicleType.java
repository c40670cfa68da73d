package city.ioc.sim.traffic;

import city.ioc.contracts.street.VehicleClass;

/**
 * Size and driving of a vehicle class. Longitudinal parameters are those of the Intelligent Driver Model (Treiber, Hennecke,
 * Helbing: Congested traffic states in empirical observations and microscopic simulations, Phys. Rev. E 62, 2000); headway and
 * standstill gap of motorcycles follow Nguyen, Hanaoka, Kawasaki (Describing non-lane-based motorcycle movements, 2012).
 *
 * @param headwayS desired time headway T
 * @param gapM standstill gap s0
 * @param accel maximum acceleration a, m/s²
 * @param brake comfortable deceleration b, m/s²
 * @param maxSpeed m/s, whatever the limit
 * @param sideGapM lateral clearance it wants
 * @param lateralSpeed m/s, at most
 * @param criticalGapS gap in priority traffic that it accepts
 */
record VehicleType(
        VehicleClass vehicleClass,
        double length,
        double width,
        double headwayS,
        double gapM,
        double accel,
        double brake,
        double maxSpeed,
        double sideGapM,
        double lateralSpeed,
        double criticalGapS) {
    static final double LONGEST_M = 11.0;

    private static final VehicleType MOTORCYCLE =
            new VehicleType(VehicleClass.MOTORCYCLE, 1.9, 0.7, 0.75, 0.45, 2.2, 3.0, 15.0, 0.12, 1.1, 2.2);
    private static final VehicleType BICYCLE =
            new VehicleType(VehicleClass.BICYCLE, 1.8, 0.6, 0.8, 0.5, 1.0, 2.5, 4.5, 0.12, 0.8, 3.5);
    private static final VehicleType CAR =
            new VehicleType(VehicleClass.CAR, 4.4, 1.75, 1.15, 1.7, 1.7, 2.5, 25.0, 0.25, 1.0, 3.4);
    private static final VehicleType VAN =
            new VehicleType(VehicleClass.VAN, 5.2, 1.9, 1.25, 1.8, 1.5, 2.5, 23.0, 0.25, 0.9, 3.8);
    private static final VehicleType BUS =
            new VehicleType(VehicleClass.BUS, LONGEST_M, 2.5, 1.5, 2.2, 1.1, 2.2, 17.0, 0.25, 0.8, 4.8);
    private static final VehicleType TRUCK =
            new VehicleType(VehicleClass.TRUCK, 8.0, 2.4, 1.5, 2.2, 1.0, 2.2, 18.0, 0.25, 0.8, 4.8);

    static VehicleType of(VehicleClass vehicleClass) {
        return switch (vehicleClass) {
            case MOTORCYCLE -> MOTORCYCLE;
            case BICYCLE -> BICYCLE;
            case CAR -> CAR;
            case VAN -> VAN;
            case BUS -> BUS;
            case TRUCK -> TRUCK;
        };
    }

    /** Two-wheelers ride abreast and filter; the others keep lanes. */
    boolean isTwoWheeler() {
        return vehicleClass == VehicleClass.MOTORCYCLE || vehicleClass == VehicleClass.BICYCLE;
    }

    /** Acceleration of the IDM at speed {@code v} for a desired speed {@code v0} behind a leader. */
    double follow(double v, double v0, double gap, double leaderSpeed) {
        double wanted = gapM + Math.max(0, v * headwayS + v * (v - leaderSpeed) / (2 * Math.sqrt(accel * brake)));
        double room = Math.max(gap, 0.05);
        double ratio = wanted / room;
        return accel * (1 - power4(v / v0) - ratio * ratio);
    }

    /** Acceleration of the IDM on an empty road. */
    double free(double v, double v0) {
        return accel * (1 - power4(v / v0));
    }

    private static double power4(double x) {
        double square = x * x;
        return square * square;
    }
}
