package city.ioc.contracts.street;

/**
 * Vehicle classes that are counted. {@code pcu}: passenger-car units per vehicle in urban streets, TCXDVN 104:2007 table 2
 * (motorcycle 0.25 at speeds up to 60 km/h; bicycle 0.5 there is for mixed roads, 0.2 where it rides with motorcycles).
 */
public enum VehicleClass {
    MOTORCYCLE(0.25),
    BICYCLE(0.2),
    CAR(1.0),
    VAN(1.0),
    BUS(2.5),
    TRUCK(2.0);

    private final double pcu;

    VehicleClass(double pcu) {
        this.pcu = pcu;
    }

    public double pcu() {
        return pcu;
    }
}
