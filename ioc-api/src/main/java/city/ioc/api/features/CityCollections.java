package city.ioc.api.features;

import city.ioc.api.read.Database;
import city.ioc.api.read.Sql;
import city.ioc.api.street.CityView;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Link;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.Zone;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.locationtech.jts.geom.Envelope;

/** What of the city is served as features: places as configured now, and incidents from the store. */
public final class CityCollections {
    /** Incidents older than the latest so many are for the store's own API. */
    private static final int MOST_INCIDENTS = 10_000;

    private final CityView city;
    private final Database database;

    public CityCollections(CityView city, Database database) {
        this.city = city;
        this.database = database;
    }

    public List<FeatureCollection> list() {
        return List.of(
                places("intersections", "Intersections", "Intersections with traffic signals", this::intersections),
                places(
                        "streets",
                        "Streets",
                        "Centre lines of streets, one for each direction of travel",
                        this::streets),
                places("zones", "Zones", "Areas where parking or stopping is forbidden", this::zones),
                devices("cameras", "Cameras", "Traffic cameras", Device.Kind.CAMERA::equals),
                devices(
                        "detectors",
                        "Detectors",
                        "Loops, radars and pedestrian buttons",
                        Device.Kind::isDetectorOrRadar),
                devices(
                        "environment",
                        "Environment",
                        "Stations for air quality, rain and water levels",
                        Device.Kind::isEnvironment),
                new FeatureCollection(
                        "incidents",
                        "Incidents",
                        "Incidents that detectors show",
                        this::incidents,
                        Optional.of(this::anySite)));
    }

    private static FeatureCollection places(
            String id, String title, String description, java.util.function.Supplier<List<Feature>> features) {
        return new FeatureCollection(
                id, title, description, () -> Future.succeededFuture(features.get()), Optional.empty());
    }

    private List<Feature> intersections() {
        return city.city().intersections().stream()
                .sorted(Comparator.comparing(Intersection::id))
                .map(each -> {
                    Map<String, Object> values = named(each.name());
                    values.put("ward", each.ward());
                    values.put("control", each.control());
                    values.put("signalGroups", each.groups().size());
                    values.put("stages", each.stages().size());
                    return new Feature(each.id().value(), GeoJson.point(each.at()), values, Optional.empty());
                })
                .toList();
    }

    private List<Feature> streets() {
        return city.city().links().stream()
                .sorted(Comparator.comparing(Link::id))
                .map(each -> {
                    Map<String, Object> values = named(each.street());
                    values.put("speedLimitKmh", each.speedLimitKmh());
                    values.put("lanes", each.lanes().size());
                    values.put("lengthM", Math.round(each.lengthM()));
                    return new Feature(each.id().value(), GeoJson.line(each.line()), values, Optional.empty());
                })
                .toList();
    }

    private List<Feature> zones() {
        return city.city().zones().stream()
                .sorted(Comparator.comparing(Zone::id))
                .map(each -> {
                    Map<String, Object> values = named(each.name());
                    values.put("rule", each.rule());
                    values.put("days", each.days().stream().sorted().toList());
                    values.put("from", each.from());
                    values.put("to", each.to());
                    return new Feature(
                            each.id(), GeoJson.polygon(each.ring()), values, valid(each.validFrom(), each.validTo()));
                })
                .toList();
    }

    private FeatureCollection devices(String id, String title, String description, Predicate<Device.Kind> kinds) {
        return places(
                id,
                title,
                description,
                () -> city.city().devices().stream()
                        .filter(each -> kinds.test(each.kind()))
                        .sorted(Comparator.comparing(Device::id))
                        .map(this::device)
                        .toList());
    }

    private Feature device(Device each) {
        Map<String, Object> values = named(each.name());
        values.put("kind", each.kind());
        values.put("site", each.site());
        each.approach().ifPresent(approach -> values.put("approach", approach));
        each.lane().ifPresent(lane -> values.put("lane", lane));
        if (!each.metrics().isEmpty()) values.put("metrics", each.metrics());
        return new Feature(
                each.id().value(), GeoJson.point(each.at()), values, valid(each.validFrom(), each.validTo()));
    }

    /** From the begin of the first day to the begin of the last, in the city's own time. */
    private Optional<Period> valid(LocalDate from, Optional<LocalDate> to) {
        var zone = city.city().timeZone();
        return Optional.of(new Period(
                Optional.of(from.atStartOfDay(zone).toInstant()),
                to.map(end -> end.atStartOfDay(zone).toInstant())));
    }

    private Map<String, GeoPoint> sites() {
        Map<String, GeoPoint> sites = new LinkedHashMap<>();
        city.city().intersections().forEach(each -> sites.put(each.id().value(), each.at()));
        city.city().devices().forEach(each -> sites.putIfAbsent(each.site().value(), each.at()));
        return sites;
    }

    /** An incident is at a site, whichever it will be. */
    private Envelope anySite() {
        Envelope box = new Envelope();
        sites().values().forEach(at -> box.expandToInclude(at.lon(), at.lat()));
        return box;
    }

    private Future<List<Feature>> incidents() {
        Map<String, GeoPoint> sites = sites();
        return database.call(connection -> Sql.of(
                                "select id, kind, site, approach, started_at, ended_at from incident"
                                        + " order by started_at desc, id desc limit ?",
                                MOST_INCIDENTS)
                        .list(connection, row -> {
                            Optional<GeoPoint> at = Optional.ofNullable(sites.get(row.getString("site")));
                            Instant started = Sql.instant(row, "started_at");
                            Optional<Instant> ended = Sql.findInstant(row, "ended_at");
                            Map<String, Object> values = new LinkedHashMap<>();
                            values.put("kind", row.getString("kind"));
                            values.put("site", row.getString("site"));
                            Sql.findText(row, "approach").ifPresent(approach -> values.put("approach", approach));
                            values.put("startedAt", started);
                            ended.ifPresent(end -> values.put("endedAt", end));
                            String id = row.getString("id");
                            return at.map(place -> new Feature(
                                    id,
                                    GeoJson.point(place),
                                    values,
                                    Optional.of(new Period(Optional.of(started), ended))));
                        }))
                // The latest are at the end: what comes between two pages is behind both.
                .map(found ->
                        found.reversed().stream().flatMap(Optional::stream).toList());
    }

    private static Map<String, Object> named(LocalName name) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("nameVi", name.vi());
        values.put("nameEn", name.en());
        return values;
    }
}
