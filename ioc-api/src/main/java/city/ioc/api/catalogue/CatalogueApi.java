package city.ioc.api.catalogue;

import city.ioc.api.features.CityCollections;
import city.ioc.api.features.Extent;
import city.ioc.api.features.FeatureCollection;
import city.ioc.api.http.Call;
import city.ioc.api.http.Contract;
import city.ioc.api.http.OpenData;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.read.Database;
import city.ioc.api.street.CityView;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The catalogue of open data and its files: what portals harvest and people take home. Public. Runs on the event loop. */
public final class CatalogueApi {
    /** Where it is; the version is that of the paths below. */
    public static final String BASE = "/open-data/v1";

    private static final String DEFINITION = "openapi/open-data-v1.yaml";

    private final CityView city;
    private final List<FeatureCollection> collections;
    private final TrafficHours hours;
    private final InstantSource clock;
    private final OpenData frame;
    private final URI licence;
    private final JsonObject definition = Contract.read(DEFINITION);

    public CatalogueApi(CityView city, Database database, InstantSource clock, OpenData frame, URI licence) {
        this.city = city;
        this.collections = new CityCollections(city, database).list();
        this.hours = new TrafficHours(database);
        this.clock = clock;
        this.frame = frame;
        this.licence = licence;
    }

    /** Adds everything under {@link #BASE} to a router. */
    public void mount(Router router) {
        OpenData.read(router, BASE + "/catalogue").handler(this::catalogue);
        OpenData.read(router, BASE + "/api").handler(this::definition);
        OpenData.read(router, BASE + "/dumps/:file").handler(this::dump);
        router.route(BASE + "/*").handler(OpenData::readOnly);
    }

    private void catalogue(RoutingContext context) {
        requireOnly(context, Set.of());
        List<Future<Extent>> extents =
                collections.stream().map(FeatureCollection::extent).toList();
        Future.all(extents)
                .onSuccess(done -> {
                    Map<FeatureCollection, Extent> described = new LinkedHashMap<>();
                    for (int i = 0; i < extents.size(); i++)
                        described.put(collections.get(i), extents.get(i).result());
                    OpenData.write(
                            context,
                            "application/ld+json",
                            new Catalogue(city.city(), frame.origin(context), licence).json(described));
                })
                .onFailure(context::fail);
    }

    private void definition(RoutingContext context) {
        requireOnly(context, Set.of());
        JsonObject document = definition.copy();
        document.put("servers", new JsonArray().add(new JsonObject().put("url", frame.origin(context) + BASE)));
        OpenData.writeText(context, "application/vnd.oai.openapi+json;version=3.0", document.encode());
    }

    private void dump(RoutingContext context) {
        String file = context.pathParam("file");
        if (file.equals(Catalogue.TRAFFIC_HOURS + ".csv")) {
            requireOnly(context, Set.of("day"));
            LocalDate day = day(context);
            csv(context, Catalogue.TRAFFIC_HOURS + "-" + day + ".csv", hours.csv(day, zone()));
            return;
        }
        requireOnly(context, Set.of());
        int dot = file.indexOf('.');
        FeatureCollection collection = collections.stream()
                .filter(each -> dot > 0 && each.id().equals(file.substring(0, dot)))
                .findFirst()
                .orElseThrow(() -> noSuch(file));
        switch (file.substring(dot)) {
            case ".csv" -> csv(context, file, collection.features().get().map(FeatureFile::csv));
            case ".geojson" ->
                collection
                        .features()
                        .get()
                        .onSuccess(all -> {
                            name(context, file);
                            OpenData.write(context, "application/geo+json", FeatureFile.geoJson(all));
                        })
                        .onFailure(context::fail);
            default -> throw noSuch(file);
        }
    }

    private void csv(RoutingContext context, String file, Future<String> content) {
        content.onSuccess(text -> {
                    name(context, file);
                    OpenData.writeText(context, Csv.TYPE, text);
                })
                .onFailure(context::fail);
    }

    private void name(RoutingContext context, String file) {
        context.response()
                .putHeader(
                        "Content-Disposition",
                        "attachment; filename=\"" + city.city().id() + "-" + file + "\"");
    }

    private RuntimeException noSuch(String file) {
        return Problem.of(
                        Type.NOT_FOUND,
                        "There is no file " + file + "; there are " + Catalogue.TRAFFIC_HOURS + ".csv and .csv and"
                                + " .geojson of "
                                + collections.stream()
                                        .map(FeatureCollection::id)
                                        .collect(Collectors.joining(", ")))
                .asException();
    }

    private ZoneId zone() {
        return city.city().timeZone();
    }

    /** A day that is over, in the city's time; yesterday where none is named. */
    private LocalDate day(RoutingContext context) {
        LocalDate today = clock.instant().atZone(zone()).toLocalDate();
        String asked = context.queryParams().get("day");
        if (asked == null) return today.minusDays(1);
        try {
            LocalDate day = LocalDate.parse(asked);
            if (day.isBefore(today) && day.getYear() > 2000) return day;
        } catch (DateTimeException e) {
            // refused like a day that is not over
        }
        throw Call.invalid("day", "must be a day that is over, like " + today.minusDays(1));
    }

    private static void requireOnly(RoutingContext context, Set<String> parameters) {
        for (String name : new TreeSet<>(context.queryParams().names()))
            if (!parameters.contains(name))
                throw Call.invalid(name, "is no parameter here; there are " + new TreeSet<>(parameters));
    }
}
