package city.ioc.api.street;

import city.ioc.api.http.Document;
import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.city.Site;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.Corridor;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Lane;
import city.ioc.contracts.street.Link;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.Node;
import city.ioc.contracts.street.Ward;
import city.ioc.contracts.street.Zone;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The city as it is configured now, with its documents. Owned by the event loop. */
public final class CityView {
    private static final Logger LOG = LoggerFactory.getLogger(CityView.class);

    private City city;
    private final Map<IntersectionId, Intersection> intersections = new HashMap<>();
    private final Map<DeviceId, Device> devices = new HashMap<>();
    private final Map<IntersectionId, Document> siteDocuments = new HashMap<>();
    private Document cityDocument;
    private Document networkDocument;

    private record CityBody(
            String id,
            LocalName name,
            ZoneId timeZone,
            GeoPoint centre,
            List<Ward> wards,
            List<Corridor> corridors,
            List<Zone> zones) {}

    private record LinkBody(
            String id,
            String from,
            String to,
            LocalName street,
            double speedLimitKmh,
            List<Lane> lanes,
            List<GeoPoint> line,
            double lengthM) {}

    private record NetworkBody(List<Node> nodes, List<LinkBody> links) {}

    public CityView(City city) {
        this.city = city;
        this.cityDocument = cityDocument(city);
        this.networkDocument = networkDocument(city);
        index();
    }

    public City city() {
        return city;
    }

    /** Takes a site that was added, as JSON; one that is there already just the same changes nothing. */
    public void add(byte[] siteJson) {
        Site site;
        try {
            site = CityJson.mapper().readValue(siteJson, Site.class);
        } catch (IOException e) {
            LOG.warn("unreadable site bytes={} cause=\"{}\"", siteJson.length, e.getMessage());
            return;
        }
        IntersectionId id = site.intersection().id();
        if (site.intersection().equals(intersections.get(id)) && site.devices().equals(city.listDevicesAt(id))) return;
        city = city.with(site);
        cityDocument = cityDocument(city);
        networkDocument = networkDocument(city);
        index();
        LOG.info("site added site={} devices={}", id, site.devices().size());
    }

    private void index() {
        intersections.clear();
        devices.clear();
        siteDocuments.clear();
        city.intersections().forEach(each -> intersections.put(each.id(), each));
        city.devices().forEach(each -> devices.put(each.id(), each));
    }

    public Optional<Intersection> findIntersection(String id) {
        return Optional.ofNullable(intersections.get(new IntersectionId(id)));
    }

    public Optional<Device> findDevice(String id) {
        return Optional.ofNullable(devices.get(new DeviceId(id)));
    }

    List<Intersection> listIntersections() {
        return intersections.values().stream()
                .sorted(Comparator.comparing(Intersection::id))
                .toList();
    }

    List<Device> listDevices() {
        return devices.values().stream()
                .sorted(Comparator.comparing(Device::id))
                .toList();
    }

    Document cityDocument() {
        return cityDocument;
    }

    Document networkDocument() {
        return networkDocument;
    }

    Document siteDocument(Intersection intersection) {
        return siteDocuments.computeIfAbsent(
                intersection.id(), id -> Document.of(new Site(intersection, city.listDevicesAt(id))));
    }

    private static Document cityDocument(City city) {
        return Document.of(new CityBody(
                city.id(), city.name(), city.timeZone(), city.centre(), city.wards(), city.corridors(), city.zones()));
    }

    private static Document networkDocument(City city) {
        return Document.of(new NetworkBody(
                city.nodes(), city.links().stream().map(CityView::linkBody).toList()));
    }

    private static LinkBody linkBody(Link link) {
        return new LinkBody(
                link.id().value(),
                link.from(),
                link.to(),
                link.street(),
                link.speedLimitKmh(),
                link.lanes(),
                link.line(),
                Math.round(link.lengthM() * 10) / 10.0);
    }
}
