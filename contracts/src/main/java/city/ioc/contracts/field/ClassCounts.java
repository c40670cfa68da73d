package city.ioc.contracts.field;

import city.ioc.contracts.street.VehicleClass;

/** Vehicles by class in an interval. */
public record ClassCounts(int motorcycles, int bicycles, int cars, int vans, int buses, int trucks) {
    public ClassCounts {
        if (motorcycles < 0 || bicycles < 0 || cars < 0 || vans < 0 || buses < 0 || trucks < 0)
            throw new IllegalArgumentException("class counts must not be negative");
    }

    public int total() {
        return motorcycles + bicycles + cars + vans + buses + trucks;
    }

    /** Passenger-car units by the table in {@link VehicleClass}. */
    public double pcu() {
        return motorcycles * VehicleClass.MOTORCYCLE.pcu()
                + bicycles * VehicleClass.BICYCLE.pcu()
                + cars * VehicleClass.CAR.pcu()
                + vans * VehicleClass.VAN.pcu()
                + buses * VehicleClass.BUS.pcu()
                + trucks * VehicleClass.TRUCK.pcu();
    }
}
