package city.ioc.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Traffic of two loops as a context broker asks for it: one with a speed, one that nobody passed. */
@Tag("slow")
@ExtendWith(ThingsRig.Extension.class)
class NgsiTest {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";
    private static final String TYPE = "?type=TrafficFlowObserved";

    private final ThingsRig rig;

    NgsiTest(ThingsRig rig) throws Exception {
        this.rig = rig;
        rig.database.execute("delete from flow_5m");
        // The last five minutes that are over, those before, those that are not over, and what is too old.
        flow(rig.loop, "10 minutes", 9, "30.04");
        flow(rig.loop, "5 minutes", 12, "33.37");
        flow(rig.loop, "-5 minutes", 1, "50");
        flow(rig.secondLoop, "30 minutes", 0, "null");
        flow("gone", "5 minutes", 3, "20");
    }

    private void flow(String device, String ago, int vehicles, String speed) throws Exception {
        rig.database.execute(
                "insert into flow_5m (bucket, device, measured_ms, vehicles, pcu, occupancy, mean_speed_kmh)"
                        + " select date_bin('5 minutes', now(), timestamptz 'epoch') - interval '" + ago
                        + "', id, 300000, "
                        + vehicles + ", 4, 0.12345, " + speed + " from device where code = '" + device + "'");
    }

    private HttpResponse<String> ask(String path) throws Exception {
        return rig.api.send(rig.api.request(ENTITIES + path));
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> response = ask(path);
        assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
        return TestApi.json(response);
    }

    private String id(String loop) {
        return "urn:ngsi-ld:TrafficFlowObserved:" + rig.api.city.id() + ":" + loop;
    }

    @Test
    void everyAttributeIsAPropertyWithItsTimeAndUnit() throws Exception {
        JsonNode all = get(TYPE);
        assertThat(all).hasSize(2);
        JsonNode flow = get("/" + id(rig.loop));
        assertThat(flow).isIn(all);
        assertThat(flow.path("type").asText()).isEqualTo("TrafficFlowObserved");
        assertThat(flow.path("intensity").path("type").asText()).isEqualTo("Property");
        assertThat(flow.path("intensity").path("value").asInt()).isEqualTo(12);
        assertThat(flow.path("averageVehicleSpeed").path("value").asDouble()).isEqualTo(33.4);
        assertThat(flow.path("averageVehicleSpeed").path("unitCode").asText()).isEqualTo("KMH");
        assertThat(flow.path("occupancy").path("value").asDouble()).isEqualTo(0.1235);
        assertThat(flow.path("location").path("type").asText()).isEqualTo("GeoProperty");
        assertThat(flow.path("location").path("value").path("coordinates")).hasSize(2);
        assertThat(flow.path("dateObservedTo").path("value").path("@type").asText())
                .isEqualTo("DateTime");
        assertThat(flow.path("intensity").path("observedAt"))
                .isEqualTo(flow.path("dateObservedTo").path("value").path("@value"));
        assertThat(get("/" + id(rig.secondLoop)).has("averageVehicleSpeed")).isFalse();
    }

    @Test
    void valuesStandAloneWhereThatIsAskedFor() throws Exception {
        JsonNode flow = get("/" + id(rig.loop) + "?options=keyValues&attrs=intensity,dateObserved,dateObservedFrom");
        assertThat(flow).hasSize(5);
        assertThat(flow.path("intensity").asInt()).isEqualTo(12);
        assertThat(flow.path("dateObserved").asText())
                .startsWith(flow.path("dateObservedFrom").asText() + "/");
    }

    @Test
    void jsonLinksToItsContextAndLinkedDataHasIt() throws Exception {
        HttpResponse<String> json = ask(TYPE);
        assertThat(json.headers().firstValue("content-type")).contains("application/json");
        assertThat(json.headers().firstValue("link").orElse(""))
                .contains("dataModel.Transportation/master/context.jsonld>")
                .contains("rel=\"http://www.w3.org/ns/json-ld#context\"")
                .contains("type=\"application/ld+json\"");
        assertThat(json.body()).doesNotContain("@context");
        HttpResponse<String> linked =
                rig.api.send(rig.api.request(ENTITIES + TYPE).header("Accept", "application/ld+json"));
        assertThat(linked.headers().firstValue("content-type")).contains("application/ld+json");
        assertThat(linked.headers().firstValue("link")).isEmpty();
        for (JsonNode each : TestApi.json(linked))
            assertThat(each.path("@context")).hasSize(2);
    }

    @Test
    void entitiesAreChosenPagedAndCounted() throws Exception {
        assertThat(get("?type=TrafficFlowObserved,Vehicle")).hasSize(2);
        assertThat(get("?type=https://smartdatamodels.org/dataModel.Transportation/TrafficFlowObserved"))
                .hasSize(2);
        assertThat(get("?type=Vehicle")).isEmpty();
        assertThat(get("?id=" + id(rig.loop) + ",urn:x:y")).hasSize(1);
        assertThat(get("?attrs=averageVehicleSpeed")).hasSize(1);
        List<String> ids = new ArrayList<>();
        for (int offset = 0; offset < 3; offset++)
            get(TYPE + "&limit=1&offset=" + offset)
                    .forEach(each -> ids.add(each.path("id").asText()));
        assertThat(ids).containsExactlyInAnyOrder(id(rig.loop), id(rig.secondLoop));
        HttpResponse<String> counted = ask(TYPE + "&limit=0&count=true");
        assertThat(counted.body()).isEqualTo("[]");
        assertThat(counted.headers().firstValue("ngsild-results-count")).contains("2");
    }

    @Test
    void whatCannotBeAnsweredIsRefusedInTheStandardsOwnForm() throws Exception {
        refuses("", 400, "BadRequestData");
        refuses(TYPE + "&limit=many", 400, "BadRequestData");
        refuses(TYPE + "&limit=0", 400, "BadRequestData");
        refuses(TYPE + "&count=perhaps", 400, "BadRequestData");
        refuses(TYPE + "&colour=red", 400, "BadRequestData");
        refuses(TYPE + "&q=intensity>3".replace(">", "%3E"), 422, "OperationNotSupported");
        refuses(TYPE + "&options=sysAttrs", 422, "OperationNotSupported");
        refuses("/urn:ngsi-ld:TrafficFlowObserved:nowhere:none", 404, "ResourceNotFound");
        var writes = rig.api.request(ENTITIES).POST(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(rig.api.send(writes).statusCode()).isEqualTo(405);
    }

    private void refuses(String path, int status, String type) throws Exception {
        HttpResponse<String> response = ask(path);
        assertThat(response.statusCode()).as(path).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        JsonNode error = TestApi.json(response);
        assertThat(error.path("type").asText()).isEqualTo("https://uri.etsi.org/ngsi-ld/errors/" + type);
        assertThat(error.path("title").asText()).isNotEmpty();
    }

    @Test
    void theDefinitionIsServed() throws Exception {
        HttpResponse<String> definition = rig.api.send(rig.api.request("/ngsi-ld/v1/api"));
        assertThat(TestApi.json(definition).path("paths").has("/entities/{id}")).isTrue();
    }
}
