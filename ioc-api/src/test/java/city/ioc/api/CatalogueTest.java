package city.ioc.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The catalogue as a portal harvests it, and its files as people open them. */
@Tag("slow")
@ExtendWith(ThingsRig.Extension.class)
class CatalogueTest {
    private static final String BASE = "/open-data/v1";

    private final ThingsRig rig;

    CatalogueTest(ThingsRig rig) {
        this.rig = rig;
    }

    private HttpResponse<String> ask(String path) throws Exception {
        return rig.api.send(rig.api.request(BASE + path));
    }

    private JsonNode catalogue() throws Exception {
        HttpResponse<String> response = ask("/catalogue");
        assertThat(response.headers().firstValue("content-type")).contains("application/ld+json");
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains("*");
        return TestApi.json(response);
    }

    /** What DCAT-AP 3.0 makes mandatory, and the licence. */
    @Test
    void everyDatasetFileAndServiceHasWhatDcatApAsksFor() throws Exception {
        JsonNode catalogue = catalogue();
        has(catalogue, "dct:title", "dct:description", "dct:publisher", "dct:license", "dcat:dataset");
        assertThat(catalogue.path("dct:publisher").has("foaf:name")).isTrue();
        assertThat(catalogue.path("dcat:dataset")).hasSize(10);
        Set<String> ids = new HashSet<>();
        for (JsonNode dataset : catalogue.path("dcat:dataset")) {
            has(dataset, "dct:title", "dct:description", "dct:license", "dct:identifier", "dcat:theme");
            assertThat(dataset.path("@type").asText()).isEqualTo("dcat:Dataset");
            ids.add(dataset.path("@id").asText());
            for (JsonNode file : dataset.path("dcat:distribution")) {
                has(file, "dcat:accessURL", "dct:format", "dcat:mediaType");
                assertThat(file.path("dct:license").path("@id").asText())
                        .isEqualTo("https://creativecommons.org/licenses/by/4.0/");
                assertThat(ids.add(file.path("@id").asText())).isTrue();
            }
        }
        for (JsonNode service : catalogue.path("dcat:service")) {
            has(service, "dct:title", "dcat:endpointURL", "dcat:endpointDescription", "dct:license");
            for (JsonNode served : service.path("dcat:servesDataset"))
                assertThat(ids).contains(served.path("@id").asText());
        }
    }

    private static void has(JsonNode node, String... names) {
        for (String name : names)
            assertThat(node.has(name)).as(node.path("@id") + " " + name).isTrue();
    }

    /** An unknown prefix or a name without one would be lost to whoever reads JSON-LD. */
    @Test
    void everyNameIsOfAVocabularyThatTheContextNames() throws Exception {
        JsonNode catalogue = catalogue();
        Set<String> prefixes = new HashSet<>();
        catalogue.path("@context").fieldNames().forEachRemaining(prefixes::add);
        List<String> names = new ArrayList<>();
        collect(catalogue.deepCopy(), names);
        assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(prefixes).contains(name.split(":", 2)[0]));
    }

    private static void collect(JsonNode node, List<String> names) {
        node.properties().forEach(each -> {
            if (each.getKey().equals("@type")) names.add(each.getValue().asText());
            else if (!each.getKey().startsWith("@")) names.add(each.getKey());
            if (!each.getKey().equals("@context")) collect(each.getValue(), names);
        });
        if (node.isArray()) node.forEach(each -> collect(each, names));
    }

    @Test
    void everyAddressLeadsToWhatIsSaidToBeThere() throws Exception {
        JsonNode catalogue = catalogue();
        int files = 0;
        for (JsonNode dataset : catalogue.path("dcat:dataset"))
            for (JsonNode file : dataset.path("dcat:distribution")) {
                HttpResponse<String> there = follow(file.path("dcat:accessURL"));
                String type = file.path("dcat:mediaType").path("@id").asText();
                assertThat(there.headers().firstValue("content-type").orElse(""))
                        .startsWith(type.substring(type.indexOf("media-types/") + "media-types/".length()));
                if (file.has("dcat:downloadURL")) files++;
            }
        assertThat(files).isEqualTo(15);
        for (JsonNode service : catalogue.path("dcat:service")) {
            follow(service.path("dcat:endpointURL"));
            follow(service.path("dcat:endpointDescription"));
        }
    }

    private HttpResponse<String> follow(JsonNode address) throws Exception {
        String href = address.path("@id").asText();
        HttpResponse<String> response = rig.api.send(HttpRequest.newBuilder(URI.create(href)));
        assertThat(response.statusCode()).as(href + response.body()).isEqualTo(200);
        return response;
    }

    @Test
    void aFileHasAllOfItsCollection() throws Exception {
        JsonNode json = TestApi.json(ask("/dumps/detectors.geojson"));
        HttpResponse<String> csv = ask("/dumps/detectors.csv");
        assertThat(csv.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"" + rig.api.city.id() + "-detectors.csv\"");
        List<String> lines = csv.body().lines().toList();
        assertThat(lines.getFirst()).startsWith("id,lon,lat,from,to,nameVi,nameEn,kind,site");
        assertThat(lines).hasSize(1 + json.path("features").size());
        JsonNode first = json.path("features").get(0);
        assertThat(lines.get(1))
                .startsWith(first.path("id").asText() + ","
                        + first.path("geometry").path("coordinates").get(0) + ",");
        assertThat(ask("/dumps/streets.csv").body()).contains("LINESTRING (").contains("\"LINESTRING");
    }

    @Test
    void anHourOfFewVehiclesKeepsThemToItself() throws Exception {
        rig.database.execute("insert into intersection_flow_1h (bucket, intersection, measured_ms, vehicles, pcu,"
                + " mean_speed_kmh, speed_vehicles, delay_s, delay_vehicles, detectors, expected) values"
                + " ('2026-11-19T18:00:00Z', 'vt-01', 3600000, 4, 1.5, 61.2, 4, 3, 4, 1, 1),"
                + " ('2026-11-19T19:00:00Z', 'vt-01', 1800000, 5, 2.25, 33.4, 4, 12, 5, 1, 1),"
                + " ('2026-11-20T17:00:00Z', 'vt-01', 3600000, 99, 40, 30, 99, 12, 99, 1, 1)");
        HttpResponse<String> response = ask("/dumps/traffic-hours.csv?day=2026-11-20");
        assertThat(response.headers().firstValue("content-type")).contains("text/csv; charset=utf-8; header=present");
        // The city's day begins at 17:00 in UTC.
        assertThat(response.body()).isEqualTo("""
                        hour,intersection,minutes_measured,vehicles,pcu,mean_speed_kmh,delay_s,withheld
                        2026-11-20T01:00+07:00,vt-01,60,,,,,true
                        2026-11-20T02:00+07:00,vt-01,30,5,2.3,,12.0,false
                        """.replace("\n", "\r\n"));
    }

    @Test
    void whatIsNotThereOrNotOverIsRefused() throws Exception {
        assertThat(ask("/dumps/people.csv").statusCode()).isEqualTo(404);
        assertThat(ask("/dumps/cameras.xml").statusCode()).isEqualTo(404);
        for (String wrong : List.of("day=2999-01-01", "day=today", "day=2026-02-30", "when=2026-11-20"))
            assertThat(ask("/dumps/traffic-hours.csv?" + wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        assertThat(ask("/dumps/cameras.csv?day=2026-11-20").statusCode()).isEqualTo(400);
        assertThat(ask("/catalogue?page=2").statusCode()).isEqualTo(400);
        var writes = rig.api.request(BASE + "/catalogue").method("PUT", HttpRequest.BodyPublishers.noBody());
        assertThat(rig.api.send(writes).statusCode()).isEqualTo(405);
    }

    @Test
    void theDefinitionNamesEveryFile() throws Exception {
        JsonNode definition = TestApi.json(ask("/api"));
        Set<String> named = new HashSet<>();
        definition
                .path("paths")
                .path("/dumps/{file}")
                .path("get")
                .path("parameters")
                .get(0)
                .path("schema")
                .path("enum")
                .forEach(each -> named.add(each.asText()));
        Set<String> offered = new HashSet<>();
        for (JsonNode dataset : catalogue().path("dcat:dataset"))
            for (JsonNode file : dataset.path("dcat:distribution"))
                if (file.has("dcat:downloadURL")) {
                    String address = file.path("dcat:downloadURL").path("@id").asText();
                    offered.add(address.substring(address.lastIndexOf('/') + 1));
                }
        assertThat(named).isEqualTo(offered);
    }
}
