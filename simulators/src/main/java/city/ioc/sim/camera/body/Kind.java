package city.ioc.sim.camera.body;

import city.ioc.contracts.street.VehicleClass;

/** What is on the street: the vehicle classes, and people on foot. */
public enum Kind {
    MOTORCYCLE,
    BICYCLE,
    CAR,
    VAN,
    BUS,
    TRUCK,
    PEDESTRIAN;

    public static Kind of(VehicleClass vehicleClass) {
        return switch (vehicleClass) {
            case MOTORCYCLE -> MOTORCYCLE;
            case BICYCLE -> BICYCLE;
            case CAR -> CAR;
            case VAN -> VAN;
            case BUS -> BUS;
            case TRUCK -> TRUCK;
        };
    }
}
