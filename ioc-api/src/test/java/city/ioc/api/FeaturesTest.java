package city.ioc.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The open data, asked for as a stranger's program would: from the landing page along its links, without an account. */
@Tag("slow")
class FeaturesTest {
    private static final String BASE = "/ogc/features/v1";

    private static TestApi api;

    @BeforeAll
    static void start() throws Exception {
        api = TestApi.withoutDatabase();
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private static HttpResponse<String> ask(String path) throws Exception {
        return api.send(api.request(BASE + path));
    }

    private static JsonNode get(String path) throws Exception {
        HttpResponse<String> response = ask(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestApi.json(response);
    }

    private static JsonNode follow(String href) throws Exception {
        return get(href.substring(href.indexOf(BASE) + BASE.length()));
    }

    private static Optional<String> link(JsonNode document, String rel) {
        return StreamSupport.stream(document.path("links").spliterator(), false)
                .filter(each -> each.path("rel").asText().equals(rel))
                .map(each -> each.path("href").asText())
                .findFirst();
    }

    @Test
    void theLandingPageLeadsToDefinitionConformanceAndCollections() throws Exception {
        JsonNode landing = get("");
        assertThat(follow(link(landing, "conformance").orElseThrow())
                        .path("conformsTo")
                        .toString())
                .contains("conf/core", "conf/geojson", "conf/oas30");
        JsonNode collections = follow(link(landing, "data").orElseThrow()).path("collections");
        assertThat(collections).hasSize(7);
        for (JsonNode each : collections) assertThat(link(each, "items")).isPresent();
        JsonNode definition = follow(link(landing, "service-desc").orElseThrow());
        assertThat(definition.path("openapi").asText()).startsWith("3.0");
        for (JsonNode each : collections)
            assertThat(definition
                            .path("paths")
                            .path("/collections/" + each.path("id").asText() + "/items")
                            .path("get")
                            .path("parameters"))
                    .hasSize(5);
    }

    @Test
    void theDefinitionIsServedAsSuchAndFeaturesAsGeoJson() throws Exception {
        assertThat(ask("/api").headers().firstValue("content-type"))
                .contains("application/vnd.oai.openapi+json;version=3.0");
        HttpResponse<String> items = ask("/collections/cameras/items");
        assertThat(items.headers().firstValue("content-type")).contains("application/geo+json");
        assertThat(items.headers().firstValue("access-control-allow-origin")).contains("*");
    }

    @Test
    void allFeaturesComePageByPageEachOnce() throws Exception {
        List<String> ids = new ArrayList<>();
        JsonNode page = get("/collections/detectors/items?limit=50");
        int matched = page.path("numberMatched").asInt();
        while (true) {
            assertThat(page.path("numberReturned").asInt())
                    .isEqualTo(page.path("features").size());
            page.path("features").forEach(each -> ids.add(each.path("id").asText()));
            Optional<String> next = link(page, "next");
            if (next.isEmpty()) break;
            page = follow(next.get());
        }
        assertThat(ids).hasSize(matched).doesNotHaveDuplicates();
    }

    @Test
    void aBoxGivesWhatItMeets() throws Exception {
        JsonNode first =
                get("/collections/intersections/items?limit=1").path("features").get(0);
        double lon = first.path("geometry").path("coordinates").get(0).asDouble();
        double lat = first.path("geometry").path("coordinates").get(1).asDouble();
        String around = (lon - 1e-4) + "," + (lat - 1e-4) + "," + (lon + 1e-4) + "," + (lat + 1e-4);
        JsonNode near = get("/collections/intersections/items?bbox=" + around);
        assertThat(near.path("numberMatched").asInt()).isEqualTo(1);
        assertThat(near.path("features").get(0).path("id")).isEqualTo(first.path("id"));
        assertThat(get("/collections/streets/items?bbox=" + around)
                        .path("numberMatched")
                        .asInt())
                .isPositive();
        assertThat(get("/collections/intersections/items?bbox=0,0,1,1")
                        .path("numberMatched")
                        .asInt())
                .isZero();
    }

    @Test
    void whatWasNotYetThereIsLeftOut() throws Exception {
        assertThat(get("/collections/cameras/items?datetime=2000-01-01T00:00:00Z")
                        .path("numberMatched")
                        .asInt())
                .isZero();
        assertThat(get("/collections/cameras/items?datetime=2025-01-01T00:00:00Z/..")
                        .path("numberMatched")
                        .asInt())
                .isEqualTo(8);
        // An intersection has no times: it is there at any.
        assertThat(get("/collections/intersections/items?datetime=2000-01-01T00:00:00Z")
                        .path("numberMatched")
                        .asInt())
                .isEqualTo(14);
    }

    @Test
    void daysAndLengthsAreTimesToo() throws Exception {
        for (String at : List.of("2000-01-01", "2000-01-01/P2D", "2000-01-01T00:00:00Z/P1M2DT3H", "P1Y/2000-01-01"))
            assertThat(get("/collections/cameras/items?datetime=" + at)
                            .path("numberMatched")
                            .asInt())
                    .as(at)
                    .isZero();
        assertThat(get("/collections/cameras/items?datetime=1999-12-31/P100Y")
                        .path("numberMatched")
                        .asInt())
                .isEqualTo(8);
    }

    @Test
    void aCollectionIsDescribedTheSameInTheListAndAlone() throws Exception {
        for (JsonNode listed : get("/collections").path("collections")) {
            JsonNode alone = get("/collections/" + listed.path("id").asText());
            for (String same : List.of("id", "title", "description", "extent", "crs", "itemType"))
                assertThat(alone.path(same)).isEqualTo(listed.path(same));
            JsonNode box = listed.path("extent").path("spatial").path("bbox").get(0);
            assertThat(box).as(listed.toString()).hasSize(4);
            // OGC's test suite reads both ends of an interval as times.
            for (JsonNode interval : listed.path("extent").path("temporal").path("interval"))
                assertThat(interval)
                        .allSatisfy(end -> assertThat(end.isTextual()).isTrue());
            for (JsonNode link : listed.path("links"))
                assertThat(link.path("rel").asText() + link.path("type").asText())
                        .contains("/");
        }
    }

    /** The boxes are those of OGC's test suite: over the meridian, the equator, the antimeridian and both poles. */
    @Test
    void theExtentHasAllAndBoxesElsewhereHaveNone() throws Exception {
        for (String id : List.of("intersections", "streets", "zones")) {
            JsonNode all = get("/collections/" + id);
            StringBuilder box = new StringBuilder();
            all.path("extent")
                    .path("spatial")
                    .path("bbox")
                    .get(0)
                    .forEach(each -> box.append(",").append(each));
            assertThat(get("/collections/" + id + "/items?bbox=" + box.substring(1))
                            .path("numberMatched"))
                    .isEqualTo(get("/collections/" + id + "/items").path("numberMatched"));
            for (String elsewhere : List.of(
                    "-1.5,50,1.5,53",
                    "-80,-5,-70,5",
                    "177,65,-177,70",
                    "-180,85,180,90",
                    "-180,-90,180,-85",
                    "177,65,0,-177,70,100"))
                assertThat(get("/collections/" + id + "/items?bbox=" + elsewhere)
                                .path("numberMatched")
                                .asInt())
                        .as(elsewhere)
                        .isZero();
        }
        // All but the half of the world that the city is in, and all but the other one.
        assertThat(get("/collections/cameras/items?bbox=106,-90,-170,90")
                        .path("numberMatched")
                        .asInt())
                .isZero();
        assertThat(get("/collections/cameras/items?bbox=100,-90,-170,90")
                        .path("numberMatched")
                        .asInt())
                .isEqualTo(8);
    }

    @Test
    void thereIsOneFormatWhateverIsAccepted() throws Exception {
        for (String accepted : List.of("application/json;odata.metadata=minimal", "text/html", "*/*;q=0.1")) {
            HttpResponse<String> items =
                    api.send(api.request(BASE + "/collections/cameras/items").header("Accept", accepted));
            assertThat(items.statusCode()).as(accepted).isEqualTo(200);
            assertThat(items.headers().firstValue("content-type")).contains("application/geo+json");
            assertThat(items.headers().firstValue("content-crs"))
                    .contains("<http://www.opengis.net/def/crs/OGC/1.3/CRS84>");
        }
    }

    @Test
    void oneFeatureIsFoundByItsName() throws Exception {
        JsonNode zone = get("/collections/zones/items?limit=1").path("features").get(0);
        JsonNode same = get("/collections/zones/items/" + zone.path("id").asText());
        assertThat(same.path("geometry")).isEqualTo(zone.path("geometry"));
        assertThat(link(same, "self")).isPresent();
        JsonNode ring = zone.path("geometry").path("coordinates").get(0);
        assertThat(ring.get(0)).isEqualTo(ring.get(ring.size() - 1));
    }

    @Test
    void whatCannotBeUnderstoodIsRefusedByName() throws Exception {
        for (String wrong : List.of(
                "bbox=1,2,3",
                "bbox=a,b,c,d",
                "bbox=0,10,1,5",
                "datetime=yesterday",
                "datetime=2026-01-02T00:00:00Z/2026-01-01T00:00:00Z",
                "datetime=../..",
                "datetime=P1D",
                "datetime=P1D/P1D",
                "datetime=2026-01-02/P1X",
                "datetime=2026-02-30",
                "bbox=0,-91,1,1",
                "bbox=0,0,1,1,1",
                "limit=unlimited",
                "limit=0",
                "limit=many",
                "f=xml",
                "unknown=1")) {
            HttpResponse<String> response = ask("/collections/cameras/items?" + wrong);
            assertThat(response.statusCode()).as(wrong).isEqualTo(400);
            assertThat(TestApi.json(response)
                            .path("errors")
                            .get(0)
                            .path("pointer")
                            .asText())
                    .isEqualTo(wrong.substring(0, wrong.indexOf('=')));
        }
        assertThat(get("/collections/cameras/items?limit=100000").path("features"))
                .hasSize(8);
    }

    @Test
    void whatIsNotThereIsSaidToBe() throws Exception {
        assertThat(ask("/collections/nothing").statusCode()).isEqualTo(404);
        assertThat(ask("/collections/cameras/items/none").statusCode()).isEqualTo(404);
        assertThat(ask("/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void pagesOfOtherOriginsMayReadAndNobodyWrites() throws Exception {
        var asks = api.request(BASE + "/collections").method("OPTIONS", HttpRequest.BodyPublishers.noBody());
        assertThat(api.send(asks).headers().firstValue("access-control-allow-methods"))
                .contains("GET, HEAD, OPTIONS");
        var writes = api.request(BASE + "/collections").method("PUT", HttpRequest.BodyPublishers.noBody());
        assertThat(api.send(writes).statusCode()).isEqualTo(405);
        var head = api.request(BASE + "/collections").method("HEAD", HttpRequest.BodyPublishers.noBody());
        assertThat(api.send(head).statusCode()).isEqualTo(200);
    }

    @Test
    void withoutTheDatabaseOnlyIncidentsAreMissing() throws Exception {
        assertThat(ask("/collections/incidents/items").statusCode()).isEqualTo(503);
        assertThat(get("/collections/incidents").path("id").asText()).isEqualTo("incidents");
    }
}
