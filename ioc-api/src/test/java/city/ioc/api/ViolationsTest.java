package city.ioc.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.api.http.Role;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.evidence.EvidenceCase;
import city.ioc.contracts.evidence.EvidenceFolder;
import city.ioc.contracts.evidence.EvidenceItem;
import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.contracts.field.LampReading.Seen;
import city.ioc.contracts.field.StopLinePassage.HeadSeen;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.violation.ViolationDetail;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** Cases are listed, shown with what they were judged by, and decided on once. */
@Tag("slow")
class ViolationsTest {
    private static final Instant NOON = Instant.parse("2026-11-27T05:00:00Z");

    private static TestDatabase database;
    private static TestApi api;
    private static int made;

    @BeforeAll
    static void start() throws Exception {
        database = new TestDatabase();
        api = new TestApi(database.config(), Optional.empty(), TestApi.usualLimits());
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
        database.close();
    }

    @Test
    void aCaseIsShownWithWhatItWasJudgedByAndItsPlateMasked() throws Exception {
        String id = raise("vt-03-cam-sw", 77, Optional.empty());
        database.execute("insert into device (code, site, kind) values ('vt-03-cam-sw', 'vt-03', 'CAMERA')"
                + " on conflict do nothing");
        database.execute("insert into plate_sighting select timestamptz '" + NOON + "', id, 1, 0, 77, 'MOTORCYCLE',"
                + " '95B112345', 'TWO_LINE', 0.98, true, 3, '{}'::jsonb, 'sw', 'AWAY' from device"
                + " where code = 'vt-03-cam-sw'");
        JsonNode one = TestApi.json(ok(api.get("/api/v1/violations/" + id, Role.OPERATOR)));
        assertThat(one.get("rule").asText()).isEqualTo("RED_LIGHT");
        assertThat(one.get("state").asText()).isEqualTo("WAITING");
        assertThat(one.at("/plate/masked").asText()).isEqualTo("95******5");
        assertThat(one.toString()).doesNotContain("12345");
        database.execute("insert into violation_plate values ('" + id + "', '95B112345', 0.98, true);"
                + " delete from plate_sighting where track = 77");
        assertThat(TestApi.json(ok(api.get("/api/v1/violations/" + id, Role.OPERATOR)))
                        .at("/plate")
                        .toString())
                .as("the sighting is forgotten, the case keeps its plate")
                .isEqualTo(one.at("/plate").toString());
        assertThat(one.at("/lampLog/0/lamp").asText()).isEqualTo("RED");
        assertThat(one.at("/seen/0/atLine").asText()).isEqualTo("RED");
        assertThat(one.at("/clocks/boundMs").asInt()).isEqualTo(500);
        assertThat(one.at("/evidence/state").asText()).isEqualTo("MISSING");
        assertThat(one.at("/evidence/missing/0").asText()).contains("no process that watches vt-03-cam-sw");
        assertThat(one.at("/history/0/action").asText()).isEqualTo("RAISED");
        assertThat(api.get("/api/v1/violations/" + id, Role.TRAFFIC_ENGINEER).statusCode())
                .isEqualTo(403);
        assertThat(api.get("/api/v1/violations/" + UUID.randomUUID(), Role.OPERATOR)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatIsMissingOfTheEvidenceIsSaid() throws Exception {
        String id = raise("vt-11-cam-se", 5, Optional.empty());
        keep(id, List.of("CLIP: no pictures from 05:00:06"));
        JsonNode one = TestApi.json(ok(api.get("/api/v1/violations/" + id, Role.SECURITY_OFFICER)));
        assertThat(one.at("/evidence/state").asText()).isEqualTo("INCOMPLETE");
        assertThat(one.at("/evidence/missing/0").asText()).startsWith("CLIP");
        assertThat(one.at("/evidence/items/0/kind").asText()).isEqualTo("STILL_AT");
    }

    @Test
    void theQueueIsPagedAndFiltered() throws Exception {
        List<String> raised = new ArrayList<>();
        for (int i = 0; i < 5; i++) raised.add(raise("vt-13-cam-nw", i, Optional.empty()));
        raise("vt-13-cam-nw", 9, Optional.of("TRACK_BROKEN"));
        List<String> listed = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = TestApi.json(
                    ok(api.get("/api/v1/violations?camera=vt-13-cam-nw&order=asc&limit=2" + next, Role.OPERATOR)));
            page.get("items").forEach(each -> listed.add(each.get("id").asText()));
            next = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
        } while (!next.isEmpty());
        assertThat(listed).containsExactlyElementsOf(raised);
        JsonNode voided = TestApi.json(ok(api.get("/api/v1/violations?camera=vt-13-cam-nw&state=VOID", Role.OPERATOR)));
        assertThat(voided.at("/items/0/voidReason").asText()).isEqualTo("TRACK_BROKEN");
        assertThat(voided.at("/items/0/evidence/state").asText()).isEqualTo("NOT_ASKED");
    }

    @Test
    void aDecisionIsTakenOnceAndCanBeUndone() throws Exception {
        String id = raise("vt-01-cam-sw", 1, Optional.empty());
        assertThat(review(id, "{\"action\":\"REJECT\",\"version\":1}").statusCode())
                .isEqualTo(400);
        assertThat(review(id, "{\"action\":\"REJECT\",\"version\":1,\"reason\":\"OTHER\"}")
                        .statusCode())
                .isEqualTo(400);
        assertRefused(review(id, "{\"action\":\"UNDO\",\"version\":1}"), "NOTHING_TO_UNDO");
        JsonNode rejected =
                TestApi.json(ok(review(id, "{\"action\":\"REJECT\",\"version\":1,\"reason\":\"EMERGENCY_VEHICLE\"}")));
        assertThat(rejected.get("state").asText()).isEqualTo("REJECTED");
        HttpResponse<String> late = review(id, "{\"action\":\"ACCEPT\",\"version\":1}");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(TestApi.json(late).get("detail").asText())
                .contains("version 2")
                .contains("REJECTED by tester");
        assertRefused(review(id, "{\"action\":\"ACCEPT\",\"version\":2}"), "NOT_WAITING");
        ok(review(id, "{\"action\":\"UNDO\",\"version\":2}"));
        JsonNode accepted = TestApi.json(ok(review(id, "{\"action\":\"ACCEPT\",\"version\":3}")));
        assertThat(accepted.get("state").asText()).isEqualTo("ACCEPTED");
        JsonNode one = TestApi.json(ok(api.get("/api/v1/violations/" + id, Role.OPERATOR)));
        assertThat(one.get("history"))
                .extracting(each -> each.get("action").asText())
                .containsExactly("RAISED", "REJECTED", "UNDONE", "ACCEPTED");
        raise("vt-01-cam-sw", 3, Optional.empty());
        JsonNode decided =
                TestApi.json(ok(api.get("/api/v1/violations?camera=vt-01-cam-sw&state=DECIDED", Role.OPERATOR)));
        assertThat(decided.get("items"))
                .extracting(each -> each.get("id").asText())
                .containsExactly(id);
        String voided = raise("vt-01-cam-sw", 2, Optional.of("CLOCKS_DISAGREE"));
        assertRefused(review(voided, "{\"action\":\"ACCEPT\",\"version\":1}"), "VOID");
        JsonNode counts = TestApi.json(ok(api.get(
                "/api/v1/violation-summary?from=2026-11-27T00:00:00Z&to=2026-11-28T00:00:00Z", Role.TRAFFIC_ENGINEER)));
        assertThat(counts.get("items"))
                .anyMatch(each -> each.get("camera").asText().equals("vt-01-cam-sw")
                        && each.get("accepted").asInt() == 1
                        && each.get("void").asInt() == 1
                        && each.at("/voidReasons/CLOCKS_DISAGREE").asInt() == 1);
    }

    @Test
    void whatWasWrittenIsNeverChanged() throws Exception {
        String id = raise("vt-09-cam-sw", 1, Optional.empty());
        for (String table : List.of(
                "violation set rule = 'STOP_LINE' where id", "violation_change set actor = 'x' where violation"))
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> database.execute("update " + table + " = '" + id + "'"))
                    .isInstanceOf(PSQLException.class)
                    .hasMessageContaining("only added to");
    }

    /** A case as the core writes it. */
    private static String raise(String camera, int track, Optional<String> voidReason) throws Exception {
        UUID id = UUID.randomUUID();
        Instant at = NOON.plusSeconds(made++);
        ViolationDetail detail = new ViolationDetail(
                new DeviceId("vt-03-ctl"),
                LocalDate.of(2024, 1, 1),
                0.5,
                track,
                List.of(new SignalGroupId("g2")),
                List.of(new HeadSeen(new SignalGroupId("g2"), Seen.RED, Seen.RED, 0.99)),
                new ViolationDetail.Clocks(Optional.of(3L), Optional.of(-4L), 500),
                List.of(new ViolationDetail.LampChange(at.minusSeconds(7), new SignalGroupId("g2"), Lamp.RED)),
                Map.of("stoodM", "2.1"));
        String reason = voidReason.map(each -> "'" + each + "'").orElse("null");
        database.execute(
                "insert into violation values ('" + id + "', 'RED_LIGHT', 'vt-03', '" + camera + "', 'sw', 1, '"
                        + at + "', null, '" + at.plusSeconds(2) + "', 7.25, 'MOTORCYCLE', 31.5, " + track + ", "
                        + reason + ", '"
                        + CityJson.mapper().writeValueAsString(detail) + "')");
        database.execute("insert into violation_change values ('" + id + "', 1, '" + at.plusSeconds(2)
                + "', 'system', '" + (voidReason.isPresent() ? "VOIDED" : "RAISED") + "', " + reason + ", null)");
        return id.toString();
    }

    private static void keep(String id, List<String> missing) throws Exception {
        EvidenceFolder folder = new EvidenceFolder(api.evidence());
        Files.createDirectories(folder.cases());
        EvidenceRequest request =
                new EvidenceRequest(id, new DeviceId("vt-11-cam-se"), NOON, "RED_LIGHT vt-11 se", Optional.empty());
        EvidenceItem still = new EvidenceItem(
                EvidenceItem.Kind.STILL_AT, EvidenceFolder.hash(new byte[] {1}), "image/jpeg", 1, NOON, NOON);
        Files.write(
                folder.caseOf(id),
                CityJson.mapper().writeValueAsBytes(new EvidenceCase(request, List.of(still), missing, NOON, 12)));
    }

    private static HttpResponse<String> review(String id, String json) throws Exception {
        return api.post("/api/v1/violations/" + id + "/review", json, Role.OPERATOR);
    }

    private static HttpResponse<String> ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response;
    }

    private static void assertRefused(HttpResponse<String> response, String rule) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(409);
        assertThat(TestApi.json(response).get("rule").asText()).isEqualTo(rule);
    }
}
