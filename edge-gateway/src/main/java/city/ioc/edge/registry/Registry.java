package city.ioc.edge.registry;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.Site;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.wire.Shards;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The devices and intersections that are known: the city's files and the sites added since. An immutable snapshot. */
public final class Registry {
    private final Map<String, Entry> devices;
    private final Map<IntersectionId, Intersection> intersections;

    /** A device with what its messages need looked up: its shard, and from when until when it is valid. */
    public record Entry(Device device, int shard, Instant from, Instant until, Optional<Intersection> intersection) {
        public boolean isValidAt(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    private Registry(Map<String, Entry> devices, Map<IntersectionId, Intersection> intersections) {
        this.devices = devices;
        this.intersections = intersections;
    }

    /** The city with sites added; a site replaces the one of the same id, with all of its devices. */
    public static Registry of(City city, Collection<Site> added) {
        Map<IntersectionId, Intersection> intersections = new HashMap<>();
        city.intersections().forEach(each -> intersections.put(each.id(), each));
        Map<IntersectionId, Site> sites = new HashMap<>();
        for (Site site : added) {
            sites.put(site.intersection().id(), site);
            intersections.put(site.intersection().id(), site.intersection());
        }
        Map<String, Entry> devices = new HashMap<>();
        for (Device device : city.devices())
            if (!sites.containsKey(device.site())) put(devices, device, intersections, city.timeZone());
        for (Site site : sites.values())
            for (Device device : site.devices()) put(devices, device, intersections, city.timeZone());
        return new Registry(devices, intersections);
    }

    private static void put(
            Map<String, Entry> devices, Device device, Map<IntersectionId, Intersection> intersections, ZoneId zone) {
        devices.put(
                device.id().value(),
                new Entry(
                        device,
                        Shards.of(device.site()),
                        startOf(device.validFrom(), zone),
                        device.validTo().map(day -> startOf(day, zone)).orElse(Instant.MAX),
                        Optional.ofNullable(intersections.get(device.site()))));
    }

    private static Instant startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    public Optional<Entry> findDevice(String id) {
        return Optional.ofNullable(devices.get(id));
    }

    public Optional<Entry> findDevice(DeviceId id) {
        return findDevice(id.value());
    }

    public Optional<Intersection> findIntersection(IntersectionId id) {
        return Optional.ofNullable(intersections.get(id));
    }

    public Collection<Entry> listDevices() {
        return java.util.Collections.unmodifiableCollection(devices.values());
    }
}
