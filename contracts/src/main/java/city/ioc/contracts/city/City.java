package city.ioc.contracts.city;

import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.Corridor;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Link;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.Node;
import city.ioc.contracts.street.Ward;
import city.ioc.contracts.street.Zone;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A city as configured: its network and everything that stands in it. Immutable; {@link CityFiles} reads one and
 * {@link #with} adds a site.
 */
public record City(
        String id,
        LocalName name,
        ZoneId timeZone,
        GeoPoint centre,
        List<Ward> wards,
        List<Corridor> corridors,
        List<Node> nodes,
        List<Link> links,
        List<Zone> zones,
        List<Intersection> intersections,
        List<Device> devices) {
    public City {
        wards = List.copyOf(wards);
        corridors = List.copyOf(corridors);
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
        zones = List.copyOf(zones);
        intersections = List.copyOf(intersections);
        devices = List.copyOf(devices);
    }

    public Optional<Intersection> findIntersection(IntersectionId id) {
        return intersections.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    public Optional<Device> findDevice(DeviceId id) {
        return devices.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    public List<Device> listDevicesAt(IntersectionId site) {
        return devices.stream().filter(each -> each.site().equals(site)).toList();
    }

    /** This city with a site added, or replaced when it has one of that id. */
    public City with(Site site) {
        IntersectionId id = site.intersection().id();
        return new City(
                this.id,
                name,
                timeZone,
                centre,
                wards,
                corridors,
                nodes,
                links,
                zones,
                Stream.concat(
                                intersections.stream().filter(each -> !each.id().equals(id)),
                                Stream.of(site.intersection()))
                        .toList(),
                Stream.concat(devices.stream().filter(each -> !each.site().equals(id)), site.devices().stream())
                        .toList());
    }
}
