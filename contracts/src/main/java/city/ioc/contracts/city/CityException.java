package city.ioc.contracts.city;

import java.util.List;
import java.util.stream.Collectors;

/** The files of a city are faulty; names every fault found, one per line. */
public final class CityException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<CityFault> faults;

    public CityException(String source, List<CityFault> faults) {
        super(source + " has " + faults.size() + (faults.size() == 1 ? " fault:" : " faults:")
                + faults.stream().map(fault -> "\n  " + fault).collect(Collectors.joining()));
        this.faults = List.copyOf(faults);
    }

    public List<CityFault> faults() {
        return faults;
    }
}
