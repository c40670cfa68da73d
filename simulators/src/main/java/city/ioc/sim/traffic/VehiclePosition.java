package city.ioc.sim.traffic;

import city.ioc.contracts.street.VehicleClass;

/** Where the middle of a vehicle's front is. {@code headingDeg}: compass direction it points to. */
public record VehiclePosition(
        long id, VehicleClass vehicleClass, double lat, double lon, double headingDeg, double speedKmh) {}
