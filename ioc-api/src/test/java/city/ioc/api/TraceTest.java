package city.ioc.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.api.http.Role;
import city.ioc.contracts.field.LookAlikes;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may look for whose vehicle, what is found, and what is written down of it. */
@Tag("slow")
class TraceTest {
    private static final String WHY = "\"purpose\":\"stolen on 26 November\",\"reference\":\"VA 12/2026\"";
    private static final String EAST = "vt-03-cam-sw";
    private static final String WEST = "vt-05-cam-ne";
    private static final Instant HOUR =
            Instant.now().truncatedTo(ChronoUnit.HOURS).minus(2, ChronoUnit.HOURS);

    private static TestDatabase database;
    private static TestApi api;
    private static int messages;

    @BeforeAll
    static void start() throws Exception {
        database = new TestDatabase();
        api = new TestApi(database.config(), Optional.empty(), TestApi.usualLimits());
        database.execute("insert into device (code, site, kind) values ('" + EAST + "', 'vt-03', 'CAMERA'), ('" + WEST
                + "', 'vt-05', 'CAMERA'), ('gone-cam', 'gone', 'CAMERA')");
        seen("95B112347", EAST, HOUR);
        seen("95B112347", WEST, HOUR.plusSeconds(90));
        seen("95B112347", "gone-cam", HOUR.plusSeconds(200));
        seen("958112347", EAST, HOUR.plusSeconds(300));
        seen("95B119947", EAST, HOUR.plusSeconds(400));
        seen("65A00012", WEST, HOUR.plusSeconds(500));
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
        database.close();
    }

    @Test
    void platesAreFoundByWhatIsKnownTheLikeliestFirst() throws Exception {
        assertThat(found("95-B1 123.47")).containsExactly("95B112347 1.0 3", "958112347 0.94 1");
        assertThat(found("95B1*47")).containsExactly("95B119947 1.0 1", "95B112347 1.0 3", "958112347 0.92 1");
        assertThat(found("*2347")).containsExactly("958112347 1.0 1", "95B112347 1.0 3");
        assertThat(found("65?0OO12")).containsExactly("65A00012 0.86 1");
        assertThat(found("99*123")).isEmpty();
        JsonNode exact = TestApi.json(
                ok(security("/trace/searches", "{\"pattern\":\"95B112347\",\"lookAlikes\":false," + WHY + "}")));
        assertThat(exact.get("items")).hasSize(1);
        assertThat(exact.at("/items/0/cameras").asInt()).isEqualTo(3);
        JsonNode later = TestApi.json(ok(security(
                "/trace/searches", "{\"pattern\":\"95B1*\",\"from\":\"" + HOUR.plusSeconds(350) + "\"," + WHY + "}")));
        assertThat(later.get("items")).hasSize(1);
    }

    @Test
    void aVehicleIsFollowedFromCameraToCamera() throws Exception {
        JsonNode trace = TestApi.json(ok(security("/trace/sightings", "{\"plate\":\"95b1-12347\"," + WHY + "}")));
        assertThat(trace.get("items"))
                .extracting(each -> each.get("camera").asText())
                .containsExactly("gone-cam", WEST, EAST);
        assertThat(trace.at("/items/1/site").asText()).isEqualTo("vt-05");
        assertThat(trace.at("/items/1/place/lat").asDouble()).isBetween(9.0, 10.5);
        assertThat(trace.at("/items/0").has("place"))
                .as("a camera that is no longer there")
                .isFalse();
        assertThat(security("/trace/sightings", "{\"plate\":\"95B1*\"," + WHY + "}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void nobodyLooksWithoutTheRoleOrWithoutSayingWhy() throws Exception {
        String body = "{\"pattern\":\"95B112347\"," + WHY + "}";
        for (Role role : List.of(Role.OPERATOR, Role.TRAFFIC_ENGINEER, Role.ADMINISTRATOR))
            assertThat(api.post("/api/v1/trace/searches", body, role).statusCode())
                    .isEqualTo(403);
        for (String why : List.of(
                "\"reference\":\"VA 12/2026\"",
                "\"purpose\":\"             \",\"reference\":\"VA 12/2026\"",
                "\"purpose\":\"stolen on 26 November\",\"reference\":\"     \"")) {
            HttpResponse<String> refused = security("/trace/searches", "{\"pattern\":\"95B112347\"," + why + "}");
            assertThat(refused.statusCode()).as(why).isEqualTo(400);
        }
        HttpResponse<String> wide = security("/trace/searches", "{\"pattern\":\"95*\"," + WHY + "}");
        assertThat(wide.statusCode()).isEqualTo(400);
        assertThat(wide.body()).contains("at least 3 known characters");
    }

    @Test
    void eachLookIsWrittenDownWithItsPurposeAndShownWithoutThePlate() throws Exception {
        ok(security("/trace/searches", "{\"pattern\":\"65A*12\"," + WHY + "}"));
        ok(security("/trace/sightings", "{\"plate\":\"65A00012\"," + WHY + "}"));
        assertThat(text(
                        "select string_agg(action || ' ' || (detail ->> 'pattern') || ' ' || (detail ->> 'reference'), ', '"
                                + " order by id) from audit_log where detail ->> 'pattern' like '65A%12'"))
                .isEqualTo("SEARCH_PLATES 65A*12 VA 12/2026, TRACE_VEHICLE 65A00012 VA 12/2026");
        String listed = ok(api.get("/api/v1/audit?action=TRACE_VEHICLE", Role.SECURITY_OFFICER))
                .body();
        assertThat(listed)
                .contains("65xxxxxx")
                .contains("stolen on 26 November")
                .doesNotContain("65A00012");
    }

    @Test
    void whatCannotBeWrittenDownIsNotShown() throws Exception {
        database.execute("alter table audit_log rename column actor to nobody");
        try {
            assertThat(security("/trace/searches", "{\"pattern\":\"95B112347\"," + WHY + "}")
                            .statusCode())
                    .isGreaterThanOrEqualTo(500);
        } finally {
            database.execute("alter table audit_log rename column nobody to actor");
        }
    }

    @Test
    void journeysAreOfFiveVehiclesAtLeastAndNameNone() throws Exception {
        Instant from = HOUR.minus(1, ChronoUnit.HOURS);
        for (int i = 0; i < 5; i++) {
            seen("62C0000" + i, EAST, from.plusSeconds(60 + i));
            seen("62C0000" + i, WEST, from.plusSeconds(160 + 2 * i));
        }
        for (int i = 0; i < 4; i++) seen("62C0000" + i, EAST, from.plusSeconds(600 + i));
        String range = "/api/v1/journeys?from=" + from + "&to=" + HOUR;
        JsonNode journeys = TestApi.json(ok(api.get(range, Role.TRAFFIC_ENGINEER)));
        assertThat(journeys.get("items")).hasSize(1);
        assertThat(journeys.at("/items/0/from").asText()).isEqualTo(EAST);
        assertThat(journeys.at("/items/0/to").asText()).isEqualTo(WEST);
        assertThat(journeys.at("/items/0/vehicles").asInt()).isEqualTo(5);
        assertThat(journeys.at("/items/0/medianS").asDouble()).isEqualTo(102);
        assertThat(journeys.get("withheld").asInt()).isEqualTo(1);
        assertThat(journeys.toString()).doesNotContain("62C");
        assertThat(api.get("/api/v1/journeys?from=" + from.plusSeconds(60) + "&to=" + HOUR, Role.OPERATOR)
                        .statusCode())
                .as("half an hour more would tell one vehicle from five")
                .isEqualTo(400);
    }

    @Test
    void aVehicleIsLookedForUntilItsEntryEndsOrIsTakenOffWhichIsWrittenDown() throws Exception {
        String end = Instant.now().plus(2, ChronoUnit.DAYS).toString();
        String body = "{\"pattern\":\"95C1*\",\"expiresAt\":\"" + end + "\"," + WHY + "}";
        assertThat(api.post("/api/v1/hotlist", body, Role.OPERATOR).statusCode())
                .isEqualTo(403);
        HttpResponse<String> entered = security("/hotlist", body);
        assertThat(entered.statusCode()).as(entered.body()).isEqualTo(201);
        String id = TestApi.json(entered).get("id").asText();
        assertThat(TestApi.json(entered).get("state").asText()).isEqualTo("ACTIVE");
        assertThat(listed("ACTIVE")).contains(id);
        HttpResponse<String> removed = security("/hotlist/" + id + "/removal", "{\"reason\":\"found\"}");
        assertThat(TestApi.json(ok(removed)).at("/removed/by").asText()).isEqualTo("tester");
        assertThat(security("/hotlist/" + id + "/removal", "{\"reason\":\"again\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(listed("ACTIVE")).doesNotContain(id);
        assertThat(listed("ALL")).as("an entry is never deleted").contains(id);
        assertThat(text("select string_agg(action || ' ' || (detail ->> 'pattern'), ', ' order by id) from audit_log"
                        + " where target = '" + id + "'"))
                .isEqualTo("ENTER_HOTLIST 95C1*, REMOVE_HOTLIST 95C1*");
        String late = "{\"pattern\":\"95C1*\",\"expiresAt\":\"2020-01-01T00:00:00Z\"," + WHY + "}";
        assertThat(security("/hotlist", late).statusCode()).isEqualTo(400);
        assertThat(security(
                                "/hotlist",
                                body.replace(
                                        end,
                                        Instant.now().plus(91, ChronoUnit.DAYS).toString()))
                        .statusCode())
                .isEqualTo(400);
        assertThatThrownBy(() -> database.execute("update hotlist_entry set purpose = 'x'"))
                .hasMessageContaining("only added to");
    }

    private static String listed(String state) throws Exception {
        return ok(api.get("/api/v1/hotlist?state=" + state, Role.SECURITY_OFFICER))
                .body();
    }

    @Test
    void aPersonsDataIsFoundAndErasedAndWhatMustStayIsSaid() throws Exception {
        Instant passed = HOUR.plusSeconds(1_500);
        seen("66K12345", WEST, passed);
        seen("66K12345", WEST, passed.plusSeconds(600));
        seen("66K99999", WEST, passed.plusSeconds(700));
        String id = "'44444444-0000-0000-0000-000000000000'";
        database.execute("insert into violation values (" + id + ", 'RED_LIGHT', 'vt-05', '" + WEST + "', 'ne', 1, '"
                + passed + "', null, '" + passed
                + "', 1, 'CAR', 30, 7, null, '{}'); insert into violation_change values ("
                + id + ", 1, '" + passed + "', 'system', 'RAISED', null, null), (" + id + ", 2, '" + passed
                + "', 'an', 'ACCEPTED', null, null)");
        database.execute("insert into violation_plate values (" + id + ", '66K12345', 0.9, true)");
        String request = "{\"plate\":\"66K-123.45\"," + WHY + "}";
        assertThat(security("/personal-data/erasures", request).statusCode()).isEqualTo(403);
        JsonNode report = TestApi.json(ok(security("/personal-data/reports", request)));
        assertThat(report.at("/items/0").toString())
                .isEqualTo("{\"kind\":\"SIGHTINGS\",\"found\":2,\"erased\":0,\"kept\":2,\"reason\":\"CASE\"}");
        JsonNode erased = TestApi.json(ok(erase(request)));
        assertThat(erased.at("/items/0").toString())
                .as("the sighting of the accepted case stays with it")
                .isEqualTo("{\"kind\":\"SIGHTINGS\",\"found\":2,\"erased\":1,\"kept\":1,\"reason\":\"CASE\"}");
        assertThat(erased.at("/items/1").toString())
                .as("and so does the plate that will outlive it")
                .isEqualTo("{\"kind\":\"CASES\",\"found\":1,\"erased\":0,\"kept\":1,\"reason\":\"CASE\"}");
        assertThat(erased.at("/items/3/kept").asInt()).as("who asked for it").isEqualTo(1);
        assertThat(found("66K12345")).containsExactly("66K12345 1.0 1");
        ok(erase("{\"plate\":\"66K99999\"," + WHY + "}"));
        assertThat(found("66K99999")).isEmpty();
        assertThat(text("select count(*) from plate_known where plate = '66K99999'"))
                .isEqualTo("0");
        assertThat(text("select detail ->> 'erased' from audit_log where action = 'ERASE_PERSONAL_DATA'"
                        + " and detail ->> 'pattern' = '66K12345'"))
                .isEqualTo("1");
    }

    private static HttpResponse<String> erase(String request) throws Exception {
        return api.post("/api/v1/personal-data/erasures", request, Role.ADMINISTRATOR);
    }

    @Test
    void theDatabaseFoldsAsTheContractsDo() throws Exception {
        String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        assertThat(text("select plate_folded('" + all + "')")).isEqualTo(LookAlikes.fold(all));
    }

    private static List<String> found(String pattern) throws Exception {
        JsonNode answer =
                TestApi.json(ok(security("/trace/searches", "{\"pattern\":\"" + pattern + "\"," + WHY + "}")));
        List<String> found = new ArrayList<>();
        for (JsonNode each : answer.get("items"))
            found.add(each.get("plate").asText() + " "
                    + Math.round(each.get("likeness").asDouble() * 100) / 100.0 + " "
                    + each.get("sightings").asInt());
        return found;
    }

    private static HttpResponse<String> security(String path, String json) throws Exception {
        return api.post("/api/v1" + path, json, Role.SECURITY_OFFICER);
    }

    /** A sighting as the core writes it. */
    private static void seen(String plate, String camera, Instant at) throws Exception {
        database.execute("insert into plate_sighting select timestamptz '" + at + "', id, " + ++messages
                + ", 0, 7, 'MOTORCYCLE', '" + plate
                + "', 'TWO_LINE', 0.98, true, 3, '{}'::jsonb, 'sw', 'AWAY' from device"
                + " where code = '" + camera + "'; insert into plate_known (plate, last_seen) values ('" + plate
                + "', '"
                + at + "') on conflict (plate) do update set last_seen = excluded.last_seen");
    }

    private static String text(String sql) throws Exception {
        try (var connection = DriverManager.getConnection(
                        database.server.jdbcUrl(), database.server.user(), database.server.password());
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    private static HttpResponse<String> ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response;
    }
}
