package city.ioc.api.catalogue;

import city.ioc.api.features.Extent;
import city.ioc.api.features.FeatureCollection;
import city.ioc.api.features.FeaturesApi;
import city.ioc.api.ngsi.NgsiApi;
import city.ioc.api.things.ThingsApi;
import city.ioc.contracts.city.City;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.locationtech.jts.geom.Envelope;

/**
 * The catalogue as JSON-LD, of what DCAT-AP 3.0 asks for: datasets with their files, the services that serve them, and under which
 * licence. Its context stands in it, so that no reader must fetch one.
 */
record Catalogue(City city, String origin, URI licence) {
    private static final String AUTHORITY = "http://publications.europa.eu/resource/authority/";
    private static final String MEDIA = "https://www.iana.org/assignments/media-types/";
    private static final Map<String, String> VIETNAMESE = Map.of(
            "intersections", "Nút giao thông",
            "streets", "Đường phố",
            "zones", "Khu vực cấm dừng, cấm đỗ",
            "cameras", "Camera giao thông",
            "detectors", "Cảm biến giao thông",
            "environment", "Trạm quan trắc môi trường",
            "incidents", "Sự cố giao thông");
    static final String TRAFFIC_HOURS = "traffic-hours";

    private String base() {
        return origin + CatalogueApi.BASE;
    }

    Map<String, Object> json(Map<FeatureCollection, Extent> collections) {
        List<Map<String, Object>> datasets = new ArrayList<>();
        collections.forEach((collection, extent) -> datasets.add(features(collection, extent)));
        datasets.add(trafficHours());
        datasets.add(measurements());
        datasets.add(trafficNow());
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("@context", context());
        whole.putAll(typed(base() + "/catalogue", "dcat:Catalog"));
        title(
                whole,
                city.name().en() + ": open data of the operations centre",
                city.name().vi() + ": dữ liệu mở của trung tâm điều hành");
        whole.put("dct:description", text("en", "Places, incidents, traffic and environment of the city"));
        whole.put("dct:publisher", publisher());
        whole.put("dct:license", id(licence.toString()));
        whole.put("dct:language", List.of(id(AUTHORITY + "language/ENG"), id(AUTHORITY + "language/VIE")));
        whole.put("dcat:themeTaxonomy", id(AUTHORITY + "data-theme"));
        whole.put("dcat:dataset", datasets);
        whole.put("dcat:service", List.of(featureService(collections.keySet()), thingsService(), entityService()));
        return whole;
    }

    private static Map<String, Object> context() {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("dcat", "http://www.w3.org/ns/dcat#");
        context.put("dct", "http://purl.org/dc/terms/");
        context.put("foaf", "http://xmlns.com/foaf/0.1/");
        context.put("geo", "http://www.opengis.net/ont/geosparql#");
        context.put("xsd", "http://www.w3.org/2001/XMLSchema#");
        return context;
    }

    private Map<String, Object> publisher() {
        Map<String, Object> publisher = typed(origin + "/", "foaf:Agent");
        publisher.put(
                "foaf:name",
                List.of(text("en", city.name().en()), text("vi", city.name().vi())));
        return publisher;
    }

    private Map<String, Object> features(FeatureCollection collection, Extent extent) {
        String id = collection.id();
        Map<String, Object> dataset = dataset(
                id,
                collection.title(),
                VIETNAMESE.getOrDefault(id, collection.title()),
                collection.description(),
                id.equals("environment") ? "ENVI" : "TRAN",
                id.equals("incidents") ? "UPDATE_CONT" : "IRREG");
        place(dataset, extent.box());
        String items = origin + FeaturesApi.BASE + "/collections/" + id + "/items";
        dataset.put(
                "dcat:distribution",
                List.of(
                        file(id, "GeoJSON", dump(id + ".geojson"), "GEOJSON", "application/geo+json", true),
                        file(id, "CSV", dump(id + ".csv"), "CSV", "text/csv", true),
                        served(id, "OGC API – Features", FeaturesApi.BASE, items, "GEOJSON", "application/geo+json")));
        return dataset;
    }

    private Map<String, Object> trafficHours() {
        Map<String, Object> dataset = dataset(
                TRAFFIC_HOURS,
                "Traffic by intersection and hour",
                "Lưu lượng theo nút giao và giờ",
                "Vehicles, passenger car units, mean speed and delay by intersection and hour of a day. Values of fewer than "
                        + TrafficHours.FEWEST + " vehicles are withheld",
                "TRAN",
                "DAILY");
        dataset.put(
                "dcat:distribution",
                List.of(file(
                        TRAFFIC_HOURS, "CSV of yesterday", dump(TRAFFIC_HOURS + ".csv"), "CSV", "text/csv", true)));
        return dataset;
    }

    private Map<String, Object> measurements() {
        Map<String, Object> dataset = dataset(
                "measurements",
                "Measurements of detectors and environment stations",
                "Số liệu đo của cảm biến giao thông và trạm môi trường",
                "Every value of every reading of loops, radars, cameras and environment sensors; no plates and no pictures",
                "TRAN",
                "UPDATE_CONT");
        String address = origin + ThingsApi.BASE + "/Datastreams";
        dataset.put(
                "dcat:distribution",
                List.of(served(
                        "measurements", "OGC SensorThings API", ThingsApi.BASE, address, "JSON", "application/json")));
        return dataset;
    }

    private Map<String, Object> trafficNow() {
        Map<String, Object> dataset = dataset(
                "traffic-now",
                "Traffic of the last five minutes by detector",
                "Lưu lượng năm phút gần nhất theo cảm biến",
                "Vehicles, occupancy and mean speed of the latest five minutes of every detector, as TrafficFlowObserved",
                "TRAN",
                "UPDATE_CONT");
        String address = origin + NgsiApi.BASE + "/entities?type=TrafficFlowObserved";
        dataset.put(
                "dcat:distribution",
                List.of(served("traffic-now", "NGSI-LD", NgsiApi.BASE, address, "JSON", "application/json")));
        return dataset;
    }

    private Map<String, Object> entityService() {
        Map<String, Object> service = service(
                NgsiApi.BASE,
                "NGSI-LD",
                "https://www.etsi.org/deliver/etsi_gs/CIM/001_099/009/01.08.01_60/gs_CIM009v010801p.pdf",
                NgsiApi.BASE + "/api");
        service.put("dcat:endpointURL", id(origin + NgsiApi.BASE + "/entities?type=TrafficFlowObserved"));
        service.put("dcat:servesDataset", List.of(id(base() + "/catalogue#traffic-now")));
        return service;
    }

    private Map<String, Object> featureService(Iterable<FeatureCollection> collections) {
        Map<String, Object> service = service(
                FeaturesApi.BASE,
                "OGC API – Features",
                "http://www.opengis.net/spec/ogcapi-features-1/1.0/req/core",
                FeaturesApi.BASE + "/api");
        List<Map<String, Object>> served = new ArrayList<>();
        for (FeatureCollection each : collections) served.add(id(base() + "/catalogue#" + each.id()));
        service.put("dcat:servesDataset", served);
        return service;
    }

    private Map<String, Object> thingsService() {
        Map<String, Object> service = service(
                ThingsApi.BASE,
                "OGC SensorThings API",
                "http://www.opengis.net/spec/iot_sensing/1.1/req/datamodel",
                ThingsApi.BASE);
        service.put("dcat:servesDataset", List.of(id(base() + "/catalogue#measurements")));
        return service;
    }

    private Map<String, Object> service(String path, String title, String standard, String description) {
        Map<String, Object> service = typed(origin + path, "dcat:DataService");
        title(service, title, title);
        service.put("dcat:endpointURL", id(origin + path));
        service.put("dcat:endpointDescription", id(origin + description));
        service.put("dct:conformsTo", id(standard));
        service.put("dct:license", id(licence.toString()));
        return service;
    }

    private Map<String, Object> dataset(
            String id, String english, String vietnamese, String description, String theme, String frequency) {
        Map<String, Object> dataset = typed(base() + "/catalogue#" + id, "dcat:Dataset");
        dataset.put("dct:identifier", city.id() + "-" + id);
        title(dataset, english, vietnamese);
        dataset.put("dct:description", text("en", description));
        dataset.put("dct:publisher", id(origin + "/"));
        dataset.put("dct:license", id(licence.toString()));
        dataset.put("dct:accrualPeriodicity", id(AUTHORITY + "frequency/" + frequency));
        dataset.put("dct:accessRights", id(AUTHORITY + "access-right/PUBLIC"));
        dataset.put("dcat:theme", id(AUTHORITY + "data-theme/" + theme));
        return dataset;
    }

    private static void place(Map<String, Object> dataset, Envelope box) {
        if (box.isNull()) return;
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("@type", "dct:Location");
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("@type", "geo:wktLiteral");
        shape.put(
                "@value",
                "POLYGON((" + corner(box.getMinX(), box.getMinY()) + "," + corner(box.getMaxX(), box.getMinY()) + ","
                        + corner(box.getMaxX(), box.getMaxY()) + "," + corner(box.getMinX(), box.getMaxY()) + ","
                        + corner(box.getMinX(), box.getMinY()) + "))");
        place.put("dcat:bbox", shape);
        dataset.put("dct:spatial", place);
    }

    private static String corner(double lon, double lat) {
        return lon + " " + lat;
    }

    private String dump(String file) {
        return base() + "/dumps/" + file;
    }

    /** What a service gives of a dataset. */
    private Map<String, Object> served(
            String dataset, String title, String service, String address, String format, String mediaType) {
        Map<String, Object> served = file(dataset, title, address, format, mediaType, false);
        served.put("dcat:accessService", id(origin + service));
        return served;
    }

    private Map<String, Object> file(
            String dataset, String title, String address, String format, String mediaType, boolean isDownload) {
        Map<String, Object> file = typed(
                base() + "/catalogue#" + dataset + "-" + (isDownload ? format.toLowerCase(Locale.ROOT) : "service"),
                "dcat:Distribution");
        title(file, title, title);
        file.put("dcat:accessURL", id(address));
        if (isDownload) file.put("dcat:downloadURL", id(address));
        file.put("dct:format", id(AUTHORITY + "file-type/" + format));
        file.put("dcat:mediaType", id(MEDIA + mediaType));
        file.put("dct:license", id(licence.toString()));
        return file;
    }

    private static void title(Map<String, Object> json, String english, String vietnamese) {
        json.put("dct:title", List.of(text("en", english), text("vi", vietnamese)));
    }

    private static Map<String, Object> typed(String id, String type) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("@id", id);
        json.put("@type", type);
        return json;
    }

    private static Map<String, Object> id(String address) {
        return Map.of("@id", address);
    }

    private static Map<String, Object> text(String language, String words) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("@language", language);
        text.put("@value", words);
        return text;
    }
}
