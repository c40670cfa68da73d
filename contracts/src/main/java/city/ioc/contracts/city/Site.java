package city.ioc.contracts.city;

import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import java.util.List;

/** An intersection with its devices, added while the city runs; kept in the database and told to gateways as JSON. */
public record Site(Intersection intersection, List<Device> devices) {
    public Site {
        devices = List.copyOf(devices);
    }
}
