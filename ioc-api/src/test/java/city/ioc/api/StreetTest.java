package city.ioc.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.api.http.Role;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.city.Site;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.operator.OperatorReply;
import city.ioc.contracts.operator.OperatorRequest;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the API does while neither database nor core is there, and with a core alone. */
@Tag("slow")
class StreetTest {
    private static TestApi api;

    @BeforeAll
    static void start() throws Exception {
        api = TestApi.withoutDatabase();
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @BeforeEach
    void aCoreThatAccepts() {
        api.core.reply = OperatorReply.accepted("order-1");
        api.core.there = true;
        api.core.asked.clear();
    }

    private Intersection first() {
        return api.city.intersections().getFirst();
    }

    private static JsonNode problem(HttpResponse<String> response, int status, String type) throws Exception {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        JsonNode problem = TestApi.json(response);
        assertThat(problem.path("type").asText()).isEqualTo("urn:ioc:problem:" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("instance").asText())
                .isEqualTo(response.headers().firstValue("x-request-id").orElse("none"));
        return problem;
    }

    @Test
    void documentsComeWithATagAndAreNotSentTwice() throws Exception {
        for (String path : List.of("/city", "/network", "/intersections", "/intersections/" + first().id())) {
            HttpResponse<String> full = api.get("/api/v1" + path, Role.OPERATOR);
            assertThat(full.statusCode()).as(path).isEqualTo(200);
            String tag = full.headers().firstValue("etag").orElseThrow();
            HttpResponse<String> again = api.send(
                    api.request("/api/v1" + path, api.tokens.of("tester")).header("If-None-Match", tag));
            assertThat(again.statusCode()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @Test
    void anIntersectionReadsBackAsTheSiteItIs() throws Exception {
        String body =
                api.get("/api/v1/intersections/" + first().id(), Role.OPERATOR).body();
        assertThat(CityJson.mapper().readValue(body, Site.class))
                .isEqualTo(new Site(first(), api.city.listDevicesAt(first().id())));
    }

    @Test
    void pagesAddUpToTheWholeList() throws Exception {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = TestApi.json(api.get("/api/v1/devices?limit=7" + cursor, Role.OPERATOR));
            assertThat(page.get("items").size()).isLessThanOrEqualTo(7);
            // another test adds a site
            for (JsonNode item : page.get("items"))
                if (!item.at("/device/site").asText().equals("vt-99"))
                    ids.add(item.at("/device/id").asText());
            cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
        } while (!cursor.isEmpty());
        assertThat(ids)
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(api.city.devices().stream()
                        .map(device -> device.id().value())
                        .toList());
    }

    @Test
    void wrongParametersAreNamed() throws Exception {
        JsonNode limit = problem(api.get("/api/v1/devices?limit=0", Role.OPERATOR), 400, "invalid-request");
        assertThat(limit.at("/errors/0/pointer").asText()).isEqualTo("limit");
        problem(api.get("/api/v1/devices?kind=TOASTER", Role.OPERATOR), 400, "invalid-request");
        JsonNode cursor = problem(api.get("/api/v1/devices?cursor=%21%21", Role.OPERATOR), 400, "invalid-request");
        assertThat(cursor.at("/errors/0/pointer").asText()).isEqualTo("cursor");
        JsonNode from = problem(
                api.get("/api/v1/intersections/" + first().id() + "/signal-events?from=noon", Role.OPERATOR),
                400,
                "invalid-request");
        assertThat(from.at("/errors/0/pointer").asText()).isEqualTo("from");
        problem(api.get("/api/v1/intersections/nowhere", Role.OPERATOR), 404, "not-found");
    }

    @Test
    void wrongBodiesAreNamedByTheirPlace() throws Exception {
        String path = "/api/v1/intersections/" + first().id() + "/overrides";
        JsonNode missing =
                problem(api.post(path, "{\"kind\":\"dance\",\"reason\":\"x\"}", Role.OPERATOR), 400, "invalid-request");
        assertThat(missing.get("errors").findValuesAsText("pointer")).anyMatch(pointer -> pointer.contains("kind"));
        problem(api.post(path, "{", Role.OPERATOR), 400, "invalid-request");
        HttpRequest.Builder text = api.request(path, api.tokens.of("tester", Role.OPERATOR))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("hello"));
        problem(api.send(text), 415, "unsupported-media-type");
        String large = "{\"reason\":\"" + "x".repeat(2_000_000) + "\"}";
        assertThat(api.post(path, large, Role.OPERATOR).statusCode()).isEqualTo(413);
    }

    @Test
    void withoutADatabaseHistoryIsRefusedAndTheRestGoesOn() throws Exception {
        problem(api.get("/api/v1/alarms", Role.OPERATOR), 503, "database-unavailable");
        problem(api.get("/api/v1/intersections/" + first().id() + "/live", Role.OPERATOR), 503, "no-live-state");
        api.core.publish("figures/city", 1, Map.of("flowVehPerHour", 7));
        TestApi.until("figures are there", () -> status("/api/v1/figures") == 200);
        JsonNode health = TestApi.json(api.send(api.request("/api/v1/health")));
        assertThat(health.path("status").asText()).isEqualTo("DEGRADED");
        assertThat(health.path("database").asText()).isEqualTo("DOWN");
        assertThat(health.path("core").asText()).isEqualTo("UP");
    }

    private int status(String path) {
        try {
            return api.get(path, Role.OPERATOR).statusCode();
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anOrderGoesToTheCoreUnderTheUsersName() throws Exception {
        Instant expiresAt = Instant.now().plus(10, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MILLIS);
        String stage = first().stages().getFirst().id().value();
        HttpResponse<String> response = api.post(
                "/api/v1/intersections/" + first().id() + "/overrides",
                json(Map.of("kind", "hold-stage", "stage", stage, "reason", "Xe cứu thương", "expiresAt", expiresAt)),
                Role.OPERATOR);
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(api.core.asked)
                .containsExactly(new OperatorRequest.HoldStage(
                        first().id(), first().stages().getFirst().id(), "tester", "Xe cứu thương", expiresAt));
    }

    @Test
    void aRefusalNamesTheRule() throws Exception {
        api.core.reply = OperatorReply.refused("CONTROLLER_FLASHING", "vt-01 flashes after a fault");
        JsonNode problem = problem(override(first().id(), Instant.now().plusSeconds(60)), 409, "refused");
        assertThat(problem.path("rule").asText()).isEqualTo("CONTROLLER_FLASHING");
        assertThat(problem.path("detail").asText()).contains("flashes");
    }

    @Test
    void anOverrideLastsAtMostTwoHours() throws Exception {
        JsonNode late = problem(override(first().id(), Instant.now().plusSeconds(7300)), 400, "invalid-request");
        assertThat(late.at("/errors/0/pointer").asText()).isEqualTo("/expiresAt");
        problem(override(first().id(), Instant.now().minusSeconds(1)), 400, "invalid-request");
        assertThat(api.core.asked).isEmpty();
    }

    @Test
    void withoutACoreOrdersAreRefusedAtOnce() throws Exception {
        api.core.there = false;
        problem(override(first().id(), Instant.now().plusSeconds(60)), 503, "core-unavailable");
    }

    private HttpResponse<String> override(IntersectionId id, Instant expiresAt) throws Exception {
        return api.post(
                "/api/v1/intersections/" + id + "/overrides",
                json(Map.of("kind", "release", "reason", "Sửa đường", "expiresAt", expiresAt)),
                Role.TRAFFIC_ENGINEER);
    }

    private static String json(Object value) throws Exception {
        return CityJson.mapper().writeValueAsString(value);
    }

    @Test
    void aNewSiteIsCheckedFirstAndSeenOnceTheCoreTellsOfIt() throws Exception {
        ObjectNode document = copyOfFirst("vt-99");
        JsonNode good = document.deepCopy();
        ((ObjectNode) document.at("/intersection/groups/0/movements/0")).put("approach", "no-such-approach");
        JsonNode faults =
                problem(api.post("/api/v1/sites", json(document), Role.ADMINISTRATOR), 422, "invalid-document");
        assertThat(faults.at("/errors/0/message").asText()).contains("no-such-approach");

        ((ObjectNode) document.get("intersection")).put("at", "here");
        JsonNode unreadable =
                problem(api.post("/api/v1/sites", json(document), Role.ADMINISTRATOR), 422, "invalid-document");
        assertThat(unreadable.at("/errors/0/pointer").asText()).isEqualTo("/intersection/at");

        assertThat(api.post("/api/v1/sites", json(good), Role.ADMINISTRATOR).statusCode())
                .isEqualTo(201);
        assertThat(api.core.asked).singleElement().isInstanceOf(OperatorRequest.RegisterSite.class);
        assertThat(status("/api/v1/intersections/vt-99")).isEqualTo(404);
        api.core.addSite(good);
        TestApi.until("the site is known", () -> status("/api/v1/intersections/vt-99") == 200);
    }

    /** The first intersection once more under another code, with its devices. */
    private ObjectNode copyOfFirst(String id) throws Exception {
        List<Device> devices = api.city.listDevicesAt(first().id());
        String text = CityJson.mapper().writeValueAsString(new Site(first(), devices));
        for (Device device : devices.stream()
                .sorted((a, b) -> b.id().value().length() - a.id().value().length())
                .toList()) text = text.replace("\"" + device.id() + "\"", "\"" + id + "-" + device.id() + "\"");
        text = text.replace("\"" + first().id() + "\"", "\"" + id + "\"");
        return (ObjectNode) CityJson.mapper().readTree(text);
    }

    @Test
    void theRoomIsServedForEveryViewAndItsFilesAreKept() throws Exception {
        HttpResponse<String> page = api.send(api.request("/intersections/vt-01"));
        assertThat(page.body()).contains("<title>room</title>");
        assertThat(page.headers().firstValue("cache-control")).contains("no-cache");
        assertThat(page.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("worker-src 'self' blob:"));
        HttpResponse<String> script = api.send(api.request("/assets/app-1a2b.js"));
        assertThat(script.headers().firstValue("cache-control"))
                .hasValueSatisfying(value -> assertThat(value).contains("immutable"));
        HttpResponse<String> brotli =
                api.send(api.request("/assets/app-1a2b.js").header("Accept-Encoding", "gzip, br"));
        assertThat(brotli.headers().firstValue("content-encoding")).contains("br");
        assertThat(brotli.body()).isEqualTo("not really brotli");
        assertThat(api.send(api.request("/assets/gone.js")).statusCode()).isEqualTo(404);
        assertThat(api.send(api.request("/../../etc/passwd")).body()).doesNotContain("root:");
    }

    @Test
    void answersAreCompressedWhereTheCallerTakesThat() throws Exception {
        HttpResponse<String> plain = api.get("/api/v1/network", Role.OPERATOR);
        HttpResponse<String> gzip =
                api.send(api.request("/api/v1/network", api.tokens.of("tester")).header("Accept-Encoding", "gzip"));
        assertThat(gzip.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(gzip.body().length()).isLessThan(plain.body().length() / 2);
    }

    @Test
    void whoAsksTooOftenIsToldToWait() throws Exception {
        ApiVerticle.Limits strict = new ApiVerticle.Limits(
                TestApi.unlimited(), new city.ioc.api.http.RateLimits(3, 0.01, System::nanoTime), TestApi.unlimited());
        try (TestApi limited = new TestApi(
                new ApiConfig.Db("jdbc:postgresql://127.0.0.1:1/none", "nobody", ""),
                java.util.Optional.empty(),
                strict)) {
            List<Integer> statuses = IntStream.range(0, 4)
                    .mapToObj(i -> {
                        try {
                            return limited.get("/api/v1/city", Role.OPERATOR).statusCode();
                        } catch (java.io.IOException | InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
            assertThat(statuses).containsExactly(200, 200, 200, 429);
        }
    }
}
