package city.ioc.contracts.city;

/**
 * One fault in the signal data or a plan of an intersection.
 *
 * @param place where it stands: "intersection vt-07, plan day, stage B"
 * @param detail what is wrong, with the figures
 * @param remedy what to do about it
 */
public record PlanFault(CityFault.Kind code, String place, String detail, String remedy) {
    @Override
    public String toString() {
        return place + ": " + detail + "; " + remedy + " [" + code + "]";
    }
}
