package city.ioc.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What OGC's test suite for SensorThings asks of a service that is read: OGC 18-088, conformance A.1, and A.3 as far as it reads. */
@Tag("slow")
@ExtendWith(ThingsRig.Extension.class)
class ThingsConformanceTest {
    private static final Map<String, List<String>> MANDATORY = Map.of(
            "Things", List.of("name", "description"),
            "Locations", List.of("name", "description", "encodingType", "location"),
            "HistoricalLocations", List.of("time"),
            "Datastreams", List.of("name", "description", "unitOfMeasurement", "observationType"),
            "Sensors", List.of("name", "description", "encodingType", "metadata"),
            "ObservedProperties", List.of("name", "definition", "description"),
            "Observations", List.of("phenomenonTime", "result", "resultTime"),
            "FeaturesOfInterest", List.of("name", "description", "encodingType", "feature"));
    private static final Map<String, List<String>> WAYS = Map.of(
            "Things", List.of("Locations", "HistoricalLocations", "Datastreams"),
            "Locations", List.of("Things", "HistoricalLocations"),
            "HistoricalLocations", List.of("Thing", "Locations"),
            "Datastreams", List.of("Thing", "Sensor", "ObservedProperty", "Observations"),
            "Sensors", List.of("Datastreams"),
            "ObservedProperties", List.of("Datastreams"),
            "Observations", List.of("Datastream", "FeatureOfInterest"),
            "FeaturesOfInterest", List.of("Observations"));
    private static final Map<String, String> SET_OF = Map.of(
            "Thing", "Things",
            "Sensor", "Sensors",
            "ObservedProperty", "ObservedProperties",
            "Datastream", "Datastreams",
            "FeatureOfInterest", "FeaturesOfInterest");
    private static final String LINK = "@iot.navigationLink";

    private final ThingsRig rig;

    ThingsConformanceTest(ThingsRig rig) {
        this.rig = rig;
    }

    private static List<String> mandatory(String set) {
        return MANDATORY.getOrDefault(set, List.of());
    }

    private static List<String> ways(String set) {
        return WAYS.getOrDefault(set, List.of());
    }

    private static String setOf(String way) {
        return SET_OF.getOrDefault(way, way);
    }

    /** One of each kind, all belonging together. */
    private Map<String, String> oneOfEach() throws Exception {
        Map<String, String> ids = new LinkedHashMap<>();
        for (String set : List.of("Things", "Locations", "HistoricalLocations")) ids.put(set, rig.site);
        ids.put("Datastreams", rig.loop + ".vehicles");
        ids.put("Sensors", "stop-line-detector");
        ids.put("ObservedProperties", "vehicles");
        ids.put(
                "Observations",
                rig.get(rig.stream("vehicles") + "/Observations?$top=1")
                        .path("value")
                        .get(0)
                        .path("@iot.id")
                        .asText());
        ids.put("FeaturesOfInterest", rig.loop);
        return ids;
    }

    private static String entity(Map.Entry<String, String> one) {
        return "/" + one.getKey() + "('" + one.getValue() + "')";
    }

    @Test
    void everyEntityHasItsControlInformationPropertiesAndWays() throws Exception {
        for (Map.Entry<String, String> one : oneOfEach().entrySet()) {
            List<JsonNode> both = List.of(
                    rig.get("/" + one.getKey() + "?$top=2").path("value").get(0), rig.get(entity(one)));
            for (JsonNode found : both) {
                assertThat(found.has("@iot.id") && found.has("@iot.selfLink")).isTrue();
                for (String property : mandatory(one.getKey()))
                    assertThat(found.has(property)).as(one + " " + property).isTrue();
                for (String way : ways(one.getKey()))
                    assertThat(found.path(way + LINK).asText())
                            .as(one + " " + way)
                            .isEqualTo(found.path("@iot.selfLink").asText() + "/" + way);
            }
            assertThat(rig.status("/" + one.getKey() + "(9223372036854775807)")).isEqualTo(404);
            assertThat(rig.status("/" + one.getKey() + "(-1)")).isEqualTo(404);
        }
    }

    @Test
    void everyPropertyIsReadAloneAndBare() throws Exception {
        for (Map.Entry<String, String> one : oneOfEach().entrySet())
            for (String property : mandatory(one.getKey())) {
                JsonNode alone = rig.get(entity(one) + "/" + property);
                assertThat(alone).hasSize(1);
                String bare = rig.ask(entity(one) + "/" + property + "/$value").body();
                assertThat(bare.startsWith("{")).isEqualTo(alone.path(property).isObject());
            }
        Map.Entry<String, String> seen = Map.entry("Observations", oneOfEach().getOrDefault("Observations", ""));
        for (String never : List.of("validTime", "resultQuality", "resultQuality/$value"))
            assertThat(rig.status(entity(seen) + "/" + never)).as(never).isEqualTo(204);
    }

    @Test
    void whatLiesInAPropertyHasAnAddress() throws Exception {
        assertThat(rig.get(rig.stream("vehicles") + "/unitOfMeasurement/name")
                        .path("name")
                        .asText())
                .isEqualTo("vehicles");
        assertThat(rig.ask("/Things('" + rig.site + "')/properties/site/$value").body())
                .isEqualTo(rig.site);
        assertThat(rig.get("/Locations('" + rig.site + "')/location/coordinates")
                        .path("coordinates"))
                .hasSize(2);
        assertThat(rig.status("/Things('" + rig.site + "')/properties/nothing")).isEqualTo(404);
        assertThat(rig.status("/Things('" + rig.site + "')/name/first")).isEqualTo(404);
    }

    /** The suite goes four steps far; from the third on it would only repeat the first ones. */
    @Test
    void everyPathOfThreeStepsIsThereAndHasAddresses() throws Exception {
        for (Map.Entry<String, String> one : oneOfEach().entrySet()) walk(entity(one), one.getKey(), 2);
    }

    private void walk(String path, String set, int further) throws Exception {
        JsonNode address = rig.get(path + "/$ref");
        assertThat(address).as(path).hasSize(1);
        assertThat(address.has("@iot.selfLink")).isTrue();
        if (further == 0) return;
        for (String way : ways(set)) {
            boolean isOne = SET_OF.containsKey(way);
            JsonNode there = rig.get(path + "/" + way);
            if (isOne) walk(path + "/" + way, setOf(way), further - 1);
            else {
                for (JsonNode each : rig.get(path + "/" + way + "/$ref?$top=2").path("value"))
                    assertThat(each.has("@iot.selfLink") && each.size() == 1).isTrue();
                JsonNode first = there.path("value").path(0);
                if (!first.isMissingNode())
                    walk(path + "/" + way + "('" + first.path("@iot.id").asText() + "')", way, further - 1);
            }
        }
    }

    @Test
    void whatIsSelectedIsAllThereIs() throws Exception {
        for (Map.Entry<String, String> one : oneOfEach().entrySet()) {
            List<String> all = new ArrayList<>(mandatory(one.getKey()));
            all.forEach(property -> {
                JsonNode only = asked(entity(one) + "?$select=" + property);
                assertThat(only).as(one + " " + property).hasSize(1);
                assertThat(only.has(property)).isTrue();
            });
            JsonNode many = asked("/" + one.getKey() + "?$top=1&$select=id," + String.join(",", all))
                    .path("value")
                    .get(0);
            assertThat(many).hasSize(1 + all.size());
            for (String way : ways(one.getKey())) {
                JsonNode link = asked("/" + one.getKey() + "?$top=1&$select=" + way)
                        .path("value")
                        .get(0);
                assertThat(link).hasSize(1);
                assertThat(link.has(way + LINK)).isTrue();
            }
        }
    }

    private JsonNode asked(String path) {
        try {
            return rig.get(path);
        } catch (Exception e) {
            throw new AssertionError(path, e);
        }
    }

    /** The suite wants links to all ways at the top, expanded or not, and none further in but those selected. */
    @Test
    void whatIsExpandedIsThereAtEveryDepthInBothWaysOfWritingIt() throws Exception {
        for (Map.Entry<String, String> one : oneOfEach().entrySet())
            for (String way : ways(one.getKey()))
                for (String next : ways(setOf(way))) {
                    String expand = "?$expand=" + way + "/" + next;
                    JsonNode found = rig.get(entity(one) + expand);
                    assertThat(found.has(way + LINK)).isTrue();
                    JsonNode inside = SET_OF.containsKey(way)
                            ? found.path(way)
                            : found.path(way).get(0);
                    assertThat(inside.has(next)).as(one + expand).isTrue();
                    assertThat(inside.has(next + LINK)).isFalse();
                    assertThat(inside.has("@iot.id")).isTrue();
                    assertThat(rig.get(entity(one) + "?$expand=" + way + "($expand=" + next + ")"))
                            .isEqualTo(found);
                }
    }

    @Test
    void anExpansionHasAllOptionsAndALinkToItsRest() throws Exception {
        JsonNode found = rig.get(
                "/ObservedProperties('vehicles')?$select=name&$count=true&$top=2&$skip=0&$expand="
                        + "Datastreams($select=id,name,Thing;$orderby=name desc;$filter=Sensor/name eq 'stop line detector';"
                        + "$count=true;$top=2;$skip=1;$expand=Thing($select=name,Locations),Observations($count=false;$top=3))");
        assertThat(found).hasSize(4);
        assertThat(found.path("Datastreams@iot.count").asInt()).isGreaterThan(3);
        JsonNode stream = found.path("Datastreams").get(0);
        assertThat(stream).hasSize(5);
        assertThat(stream.has("Thing" + LINK)).isTrue();
        assertThat(stream.path("Thing").has("Locations" + LINK)).isTrue();
        assertThat(stream.has("Observations@iot.count")).isFalse();
        JsonNode rest = rig.follow(found.path("Datastreams@iot.nextLink").asText());
        assertThat(rest.path("value")).hasSize(2);
        assertThat(rest.path("@iot.count")).isEqualTo(found.path("Datastreams@iot.count"));
        assertThat(rest.path("value").get(0)).hasSize(5);
        assertThat(ids(rest.path("value"))).doesNotContainAnyElementsOf(ids(found.path("Datastreams")));
    }

    private static List<String> ids(JsonNode entities) {
        List<String> ids = new ArrayList<>();
        entities.forEach(each -> ids.add(each.path("@iot.id").asText()));
        return ids;
    }

    @Test
    void everySetIsOrderedByEachOfItsPropertiesAndWhatIsMissingComesFirst() throws Exception {
        for (String set : MANDATORY.keySet())
            for (String property : mandatory(set))
                if (!List.of("location", "feature", "unitOfMeasurement").contains(property)) {
                    assertThat(values(set + "?$orderby=" + property, property)).isSorted();
                    assertThat(values(set + "?$orderby=" + property + " desc", property)
                                    .reversed())
                            .isSorted();
                }
        JsonNode things =
                rig.get("/Things?$orderby=properties/nothing,name desc&$top=2").path("value");
        assertThat(things.get(0).path("name").asText())
                .isGreaterThan(things.get(1).path("name").asText());
        rig.refuses("/Locations?$orderby=location", 400, "$orderby");
    }

    private List<Comparable<Object>> values(String path, String property) throws Exception {
        List<Comparable<Object>> values = new ArrayList<>();
        for (JsonNode each : rig.get("/" + path + "&$top=50").path("value"))
            values.add(comparable(property, each.path(property)));
        return values;
    }

    @SuppressWarnings("unchecked")
    private static Comparable<Object> comparable(String property, JsonNode value) {
        Object of = value.isNumber()
                ? (Object) value.asDouble()
                : property.toLowerCase(Locale.ROOT).endsWith("time") ? Instant.parse(value.asText()) : value.asText();
        return (Comparable<Object>) of;
    }

    @Test
    void anOptionHasNoPlaceWhereItCannotBeTrue() throws Exception {
        String thing = "/Things('" + rig.site + "')";
        assertThat(rig.status(thing + "?$select=name&$expand=Locations")).isEqualTo(200);
        rig.refuses(thing + "?$filter=name eq 'x'", 400, "$filter");
        rig.refuses(thing + "?$orderby=name", 400, "$orderby");
        rig.refuses(thing + "/name?$select=name", 400, "$select");
        rig.refuses(thing + "/name/$value?$top=1", 400, "$top");
        rig.refuses(thing + "/$ref?$expand=Locations", 400, "$expand");
        rig.refuses(thing + "/Datastreams/$ref?$select=name", 400, "$select");
        rig.refuses("/Things?$search=x", 501, "$search");
        rig.refuses("/Things?$resultFormat=dataArray", 501, "$resultFormat");
        rig.refuses("/Things?$expand=Datastreams($apply=x)", 501, "$apply");
    }

    @Test
    void thereIsOneFormatWhateverIsAccepted() throws Exception {
        for (String accepted :
                List.of("application/json;odata.metadata=minimal;IEEE754Compatible=true", "text/html", "*/*;q=0.1")) {
            HttpResponse<String> things = rig.api.send(rig.api
                    .request(ThingsRig.BASE + "/Things")
                    .header("Accept", accepted)
                    .header("Content-Type", "application/json"));
            assertThat(things.statusCode()).isEqualTo(200);
            assertThat(things.headers().firstValue("content-type")).contains("application/json");
        }
    }
}
