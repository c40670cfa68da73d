package city.ioc.core.registry;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.wire.Shards;
import city.ioc.signal.traffic.CityLanes;
import city.ioc.signal.traffic.LaneLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A city with its things found by code and by shard. Immutable. */
public final class CityIndex {
    private final City city;
    private final Map<DeviceId, Device> devices = new HashMap<>();
    private final Map<IntersectionId, SiteConfig> sites = new LinkedHashMap<>();
    private final Map<String, IntersectionId> downstream = new HashMap<>();
    private final Map<IntersectionId, LaneLayout> lanes;

    /** A place that devices stand at; an intersection where there is one. */
    public record SiteConfig(IntersectionId id, Optional<Intersection> intersection, List<Device> devices) {
        public SiteConfig {
            devices = List.copyOf(devices);
        }
    }

    CityIndex(City city) {
        this.city = city;
        lanes = CityLanes.of(city);
        Map<IntersectionId, List<Device>> bySite = new LinkedHashMap<>();
        for (Device device : city.devices()) {
            devices.put(device.id(), device);
            bySite.computeIfAbsent(device.site(), site -> new ArrayList<>()).add(device);
        }
        for (Intersection x : city.intersections())
            sites.put(x.id(), new SiteConfig(x.id(), Optional.of(x), bySite.getOrDefault(x.id(), List.of())));
        for (Intersection x : city.intersections())
            for (Approach approach : x.approaches())
                downstream.put(approach.link().value(), x.id());
        bySite.forEach((id, at) -> sites.putIfAbsent(id, new SiteConfig(id, Optional.empty(), at)));
    }

    /** The intersection that a link leads to. */
    public Optional<IntersectionId> findDownstream(String link) {
        return Optional.ofNullable(downstream.get(link));
    }

    /** The lanes that lead to an intersection; none where the network does not have it. */
    public LaneLayout lanesOf(IntersectionId id) {
        return lanes.getOrDefault(id, LaneLayout.NONE);
    }

    public City city() {
        return city;
    }

    public Optional<Device> findDevice(DeviceId id) {
        return Optional.ofNullable(devices.get(id));
    }

    public Optional<SiteConfig> findSite(IntersectionId id) {
        return Optional.ofNullable(sites.get(id));
    }

    public List<SiteConfig> listSites(int shard) {
        return sites.values().stream()
                .filter(site -> Shards.of(site.id()) == shard)
                .toList();
    }
}
