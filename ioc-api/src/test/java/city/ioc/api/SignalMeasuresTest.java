package city.ioc.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.api.http.Role;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signal performance measures of the event log in the database. */
@Tag("slow")
class SignalMeasuresTest {
    private static final String RANGE = "?from=2026-11-20T07:00:00Z&to=2026-11-20T08:00:00Z";

    private static TestDatabase database;
    private static TestApi api;
    private static Intersection place;
    private static int number;

    /** An hour of cycles of a minute: green from 0 to 30 s; vehicles upstream at 10, 20 and 40 s. */
    @BeforeAll
    static void start() throws Exception {
        database = new TestDatabase();
        api = new TestApi(database.config(), Optional.empty(), TestApi.usualLimits());
        Device upstream = api.city.devices().stream()
                .filter(each -> each.kind() == Device.Kind.ADVANCE_DETECTOR)
                .findFirst()
                .orElseThrow();
        place = api.city.intersections().stream()
                .filter(each -> each.id().equals(upstream.site()))
                .findFirst()
                .orElseThrow();
        int group = place.groups().stream()
                .filter(each -> each.id().equals(upstream.group().orElseThrow()))
                .findFirst()
                .orElseThrow()
                .number();
        number = group;
        int channel = upstream.channel().orElseThrow();
        database.execute("insert into device (code, site, kind) values ('" + place.controller() + "', '" + place.id()
                + "', 'CONTROLLER')");
        // In several messages of several events, each cycle's detectors before its lamps, two events sent twice.
        database.execute("insert into signal_event select timestamptz '2026-11-20T07:00:00Z' + c * interval '1 minute'"
                + " + e.second * interval '1 second', (select id from device), (7::bigint << 32) + c + 1, e.idx, e.code,"
                + " e.parameter from generate_series(0, 59) c, (values (0, 10, 82, " + channel + "), (1, 20, 82, "
                + channel + "), (2, 40, 82, " + channel + "), (3, 0, 1, " + group + "), (4, 30, 8, " + group
                + "), (5, 33, 10, " + group + "), (6, 33, 10, " + group + "), (7, 35, 400, 2147483647)"
                + ") e (idx, second, code, parameter)");
        TestApi.until("database up", SignalMeasuresTest::isDatabaseUp);
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
        database.close();
    }

    private static boolean isDatabaseUp() {
        try {
            return api.get("/api/v1/alarms", Role.OPERATOR).statusCode() == 200;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> call(String path) throws Exception {
        return api.get("/api/v1/intersections/" + place.id() + "/measures" + path, Role.OPERATOR);
    }

    private static HttpResponse<String> cycles(String query) throws Exception {
        return api.get("/api/v1/intersections/" + place.id() + "/cycles" + query, Role.OPERATOR);
    }

    private static JsonNode get(String path) throws Exception {
        HttpResponse<String> response = call(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestApi.json(response);
    }

    private static List<String> rows(JsonNode table) {
        return StreamSupport.stream(table.get("rows").spliterator(), false)
                .map(JsonNode::toString)
                .toList();
    }

    @Test
    void aMeasureIsTakenOfTheLog() throws Exception {
        JsonNode table = get("/arrival_on_green" + RANGE + "&bin=30m");
        assertThat(table.get("columns").toString())
                .isEqualTo("[\"TimeStamp\",\"DeviceId\",\"Phase\",\"Total_Actuations\",\"Percent_AOG\"]");
        assertThat(table.get("needs").asText()).isEqualTo("ADVANCE");
        assertThat(table.has("obstacle")).isFalse();
        assertThat(rows(table))
                .hasSize(2)
                .allMatch(row -> row.endsWith(",90,0.666667]"))
                .first()
                .asString()
                .startsWith("[\"2026-11-20T07:00:00Z\",\"" + place.id() + "\",");
        assertThat(rows(get("/arrival_on_green" + RANGE + "&bin=1h&options=latency:25")))
                .as("of the first cycle two arrive before the hour; of all others one on green")
                .singleElement()
                .asString()
                .endsWith(",178,0.337079]");
    }

    @Test
    void withoutRowsTheReasonIsSaid() throws Exception {
        assertThat(get("/yellow_red" + RANGE).get("obstacle").asText()).isEqualTo("NO_SUCH_DETECTORS");
        JsonNode splits = get("/splits" + RANGE);
        assertThat(splits.get("obstacle").asText()).isEqualTo("NO_SUCH_EVENTS");
        assertThat(splits.get("why").asText()).isEqualTo("the log holds none of the events it needs");
        assertThat(get("/ped?from=2026-11-21T07:00:00Z&to=2026-11-21T08:00:00Z")
                        .get("obstacle")
                        .asText())
                .isEqualTo("NO_EVENTS");
    }

    @Test
    void theListSaysWhatEachMeasureNeedsAndWhetherItIsHere() throws Exception {
        JsonNode measures = get("").get("measures");
        assertThat(measures).hasSize(13);
        assertThat(measures.get(1).get("name").asText()).isEqualTo("arrival_on_green");
        assertThat(measures.get(1).get("needs").asText()).isEqualTo("ADVANCE");
        assertThat(measures.get(1).get("detectors").asInt()).isPositive();
        assertThat(measures.get(1).get("options").get(0).toString())
                .startsWith("{\"option\":\"latency\",\"default\":0.0,");
        assertThat(measures.get(6).get("obstacle").asText()).isEqualTo("NO_SUCH_DETECTORS");
    }

    @Test
    void cyclesAndArrivalsAreGivenOneByOne() throws Exception {
        JsonNode all = TestApi.json(cycles(RANGE));
        JsonNode group = StreamSupport.stream(all.get("groups").spliterator(), false)
                .filter(each -> each.get("number").asInt() == number)
                .findFirst()
                .orElseThrow();
        assertThat(group.get("detectors").asInt()).isPositive();
        assertThat(group.get("cycles")).hasSize(59);
        assertThat(group.get("cycles").get(0).toString())
                .as("from the red of the first minute to that of the second")
                .isEqualTo("{\"red\":33000,\"green\":60000,\"amber\":90000,\"end\":93000}");
        assertThat(group.get("arrivals")).hasSize(180);
        assertThat(group.get("arrivals").get(1).asInt()).isEqualTo(20_000);
        JsonNode one = TestApi.json(cycles(RANGE + "&arrivals=false&group=" + number));
        assertThat(one.get("groups")).hasSize(1);
        assertThat(one.get("groups").get(0).has("arrivals")).isFalse();
        for (String query : List.of(
                "?group=250",
                "?from=2026-11-01T00:00:00Z&to=2026-11-20T00:00:00Z",
                "?from=2026-11-20T08:00:00Z&to=2026-11-20T07:00:00Z"))
            assertThat(cycles(query).statusCode()).as(query).isEqualTo(400);
    }

    @Test
    void wrongQuestionsAreRefused() throws Exception {
        for (String path : List.of(
                "/ped?bin=7m",
                "/ped?bin=quarter",
                "/ped?options=latency:1",
                "/yellow_red?options=latency:-1",
                "/ped?from=2026-11-01T00:00:00Z&to=2026-11-20T00:00:00Z",
                "/ped?from=2026-11-20T08:00:00Z&to=2026-11-20T07:00:00Z"))
            assertThat(call(path).statusCode()).as(path).isEqualTo(400);
        assertThat(call("/happiness").statusCode()).isEqualTo(404);
    }
}
