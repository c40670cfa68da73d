package city.ioc.edge.vision.detect;

import city.ioc.contracts.street.VehicleClass;
import java.util.Locale;
import java.util.Optional;

/** Who uses the road, as a camera tells them apart. A motorcycle or bicycle includes those who ride it. */
public enum RoadUser {
    MOTORCYCLE,
    BICYCLE,
    CAR,
    VAN,
    BUS,
    TRUCK,
    PEDESTRIAN;

    /** The class it is counted as; a pedestrian is none. */
    public Optional<VehicleClass> vehicle() {
        return this == PEDESTRIAN ? Optional.empty() : Optional.of(VehicleClass.valueOf(name()));
    }

    /** Whether it is sat upon rather than in. */
    public boolean isTwoWheeler() {
        return this == MOTORCYCLE || this == BICYCLE;
    }

    /** Its name in the output of the commands. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
