package city.ioc.sim.load;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.Site;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.Conflicts;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Intergreens;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The places and virtual radars that load comes from: {@code load-1} with {@code load-1-r1} and so on. Pure. */
public final class LoadCity {
    /** Radars at one place. Places are spread over the shards, so there should be many. */
    public static final int RADARS_PER_SITE = 20;

    private static final LocalDate VALID_FROM = LocalDate.of(2025, 7, 1);
    private static final Duration REPORT_EVERY = Duration.ofMinutes(10);

    private LoadCity() {}

    /** Enough places for so many radars. */
    public static List<Site> sites(int devices, GeoPoint around) {
        List<Site> sites = new ArrayList<>();
        for (int from = 0; from < devices; from += RADARS_PER_SITE) {
            int number = from / RADARS_PER_SITE + 1;
            int radars = Math.min(RADARS_PER_SITE, devices - from);
            sites.add(site(number, radars, around));
        }
        return sites;
    }

    /** A city of nothing but these places, for a gateway and core that are measured by themselves. */
    public static City city(int devices) {
        GeoPoint centre = new GeoPoint(9.784, 105.47);
        List<Site> sites = sites(devices, centre);
        return new City(
                "load",
                new LocalName("Tải thử", "Load"),
                ZoneId.of("Asia/Ho_Chi_Minh"),
                centre,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                sites.stream().map(Site::intersection).toList(),
                sites.stream().flatMap(site -> site.devices().stream()).toList());
    }

    /** The radars of these places, in order. */
    public static List<Device> radars(List<Site> sites) {
        return sites.stream()
                .flatMap(site -> site.devices().stream())
                .filter(device -> device.kind() == Device.Kind.RADAR)
                .toList();
    }

    private static Site site(int number, int radars, GeoPoint around) {
        IntersectionId id = new IntersectionId("load-" + number);
        GeoPoint at = new GeoPoint(around.lat() - 0.02, around.lon() + 0.0005 * (number % 40));
        Intersection place = new Intersection(
                id,
                new LocalName("Điểm thử tải " + number, "Load point " + number),
                "load",
                at,
                Intersection.Control.OBSERVED,
                new DeviceId(id + "-ctl"),
                List.of(),
                List.of(),
                new Conflicts(List.of()),
                new Intergreens(Map.of()),
                List.of(),
                Duration.ofMinutes(2),
                List.of(),
                List.of(),
                VALID_FROM,
                Optional.empty());
        List<Device> devices = new ArrayList<>();
        for (int i = 1; i <= radars; i++) devices.add(radar(new DeviceId(id + "-r" + i), id, at));
        return new Site(place, devices);
    }

    private static Device radar(DeviceId id, IntersectionId site, GeoPoint at) {
        return new Device(
                id,
                Device.Kind.RADAR,
                new LocalName("Ra đa thử " + id, "Load radar " + id),
                site,
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                REPORT_EVERY,
                List.of(),
                VALID_FROM,
                Optional.empty());
    }
}
