package city.ioc.api.features;

import city.ioc.api.http.Call;
import city.ioc.api.http.OpenData;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.read.Database;
import city.ioc.api.street.CityView;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * OGC API – Features, Part 1: Core, over the city: landing page, its own OpenAPI definition, conformance, collections, items by
 * box, time and page, and single features. Public and read-only; nothing in it is personal. Runs on the event loop.
 */
public final class FeaturesApi {
    /** Where it is; the version is that of the paths below. */
    public static final String BASE = "/ogc/features/v1";

    static final String JSON = "application/json";
    static final String GEO_JSON = "application/geo+json";
    static final String OPEN_API = "application/vnd.oai.openapi+json;version=3.0";

    private static final String CLASSES = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/";
    private static final Set<String> FORMAT_ONLY = Set.of("f");

    private final CityView city;
    private final List<FeatureCollection> collections;
    private final InstantSource clock;
    private final OpenData frame;

    public FeaturesApi(CityView city, Database database, InstantSource clock, OpenData frame) {
        this.city = city;
        this.collections = new CityCollections(city, database).list();
        this.clock = clock;
        this.frame = frame;
    }

    /** Adds everything under {@link #BASE} to a router. */
    public void mount(Router router) {
        OpenData.read(router, BASE).handler(context -> answer(context, FORMAT_ONLY, JSON, this::landing));
        OpenData.read(router, BASE + "/").handler(context -> answer(context, FORMAT_ONLY, JSON, this::landing));
        OpenData.read(router, BASE + "/api")
                .handler(context -> answer(
                        context, FORMAT_ONLY, OPEN_API, links -> FeaturesDefinition.of(links, title(), collections)));
        OpenData.read(router, BASE + "/conformance")
                .handler(context -> answer(context, FORMAT_ONLY, JSON, this::conformance));
        OpenData.read(router, BASE + "/collections")
                .handler(context -> answerLater(context, FORMAT_ONLY, JSON, this::listed));
        OpenData.read(router, BASE + "/collections/:collection")
                .handler(context ->
                        answerLater(context, FORMAT_ONLY, JSON, links -> described(collection(context), links, true)));
        OpenData.read(router, BASE + "/collections/:collection/items")
                .handler(context ->
                        answerLater(context, ItemsQuery.PARAMETERS, GEO_JSON, links -> items(context, links)));
        OpenData.read(router, BASE + "/collections/:collection/items/:feature")
                .handler(context -> answerLater(context, FORMAT_ONLY, GEO_JSON, links -> item(context, links)));
        router.route(BASE + "/*").handler(OpenData::readOnly);
    }

    private String title() {
        return city.city().name().en() + ": open data of the operations centre";
    }

    private Map<String, Object> landing(Links links) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("title", title());
        page.put("description", "Intersections, streets, zones, devices and incidents, read-only");
        page.put(
                "links",
                List.of(
                        links.to("", "self", JSON, "This document"),
                        links.to("/api", "service-desc", OPEN_API, "The API's definition"),
                        links.to("/conformance", "conformance", JSON, "What it conforms to"),
                        links.to("/collections", "data", JSON, "The collections")));
        return page;
    }

    private Map<String, Object> conformance(Links links) {
        return Map.of("conformsTo", List.of(CLASSES + "core", CLASSES + "oas30", CLASSES + "geojson"));
    }

    private Future<Map<String, Object>> listed(Links links) {
        List<Future<Map<String, Object>>> each =
                collections.stream().map(one -> described(one, links, false)).toList();
        return Future.all(each).map(all -> {
            Map<String, Object> page = new LinkedHashMap<>();
            page.put("links", List.of(links.to("/collections", "self", JSON, "This document")));
            page.put("collections", all.list());
            return page;
        });
    }

    private Future<Map<String, Object>> described(FeatureCollection collection, Links links, boolean alone) {
        return collection.extent().map(extent -> {
            String path = "/collections/" + collection.id();
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", collection.id());
            json.put("title", collection.title());
            json.put("description", collection.description());
            json.put("itemType", "feature");
            json.put("extent", extent.json());
            json.put("crs", List.of(Extent.CRS84));
            List<Map<String, String>> of = new ArrayList<>();
            of.add(links.to(path, alone ? "self" : "collection", JSON, collection.title()));
            of.add(links.to(path + "/items", "items", GEO_JSON, collection.title() + " as GeoJSON"));
            json.put("links", of);
            return json;
        });
    }

    private Future<Map<String, Object>> items(RoutingContext context, Links links) {
        FeatureCollection collection = collection(context);
        ItemsQuery query = ItemsQuery.parse(context.queryParams());
        return collection.features().get().map(features -> {
            List<Feature> matching = features.stream().filter(query::matches).toList();
            List<Feature> page =
                    matching.stream().skip(query.offset()).limit(query.limit()).toList();
            List<Map<String, String>> of = new ArrayList<>();
            of.add(links.here("self", GEO_JSON, "This page"));
            of.add(links.to("/collections/" + collection.id(), "collection", JSON, collection.title()));
            if (query.offset() + page.size() < matching.size())
                of.add(links.hereWith("offset", query.offset() + page.size(), "next", GEO_JSON, "The next page"));
            if (query.offset() > 0)
                of.add(links.hereWith(
                        "offset", Math.max(0, query.offset() - query.limit()), "prev", GEO_JSON, "The page before"));
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("type", "FeatureCollection");
            json.put("timeStamp", clock.instant());
            json.put("numberMatched", matching.size());
            json.put("numberReturned", page.size());
            json.put("links", of);
            json.put("features", page.stream().map(Feature::geoJson).toList());
            return json;
        });
    }

    private Future<Map<String, Object>> item(RoutingContext context, Links links) {
        FeatureCollection collection = collection(context);
        String id = context.pathParam("feature");
        return collection.features().get().map(features -> {
            Map<String, Object> json = features.stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .map(Feature::geoJson)
                    .orElseThrow(() -> Problem.of(Type.NOT_FOUND, collection.title() + " have none of the name " + id)
                            .asException());
            json.put(
                    "links",
                    List.of(
                            links.here("self", GEO_JSON, "This document"),
                            links.to("/collections/" + collection.id(), "collection", JSON, collection.title())));
            return json;
        });
    }

    private FeatureCollection collection(RoutingContext context) {
        String id = context.pathParam("collection");
        return collections.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                                Type.NOT_FOUND,
                                "There is no collection " + id + "; there are "
                                        + String.join(
                                                ", ",
                                                collections.stream()
                                                        .map(FeatureCollection::id)
                                                        .toList()))
                        .asException());
    }

    private void answer(RoutingContext context, Set<String> parameters, String type, Function<Links, Object> body) {
        answerLater(context, parameters, type, links -> Future.succeededFuture(body.apply(links)));
    }

    private <T> void answerLater(
            RoutingContext context, Set<String> parameters, String type, Function<Links, Future<T>> body) {
        requireOnly(context, parameters);
        body.apply(new Links(context, frame.origin(context)))
                .onSuccess(found -> {
                    if (type.equals(GEO_JSON)) context.response().putHeader("Content-Crs", "<" + Extent.CRS84 + ">");
                    OpenData.write(context, type, found);
                })
                .onFailure(context::fail);
    }

    private static void requireOnly(RoutingContext context, Set<String> parameters) {
        for (String name : new TreeSet<>(context.queryParams().names()))
            if (!parameters.contains(name))
                throw Call.invalid(name, "is no parameter here; there are " + new TreeSet<>(parameters));
        String format = context.queryParams().get("f");
        if (format != null && !format.equals("json")) throw Call.invalid("f", "must be json");
    }
}
