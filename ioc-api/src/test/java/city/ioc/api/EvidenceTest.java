package city.ioc.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import city.ioc.api.http.Role;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.evidence.EvidenceCase;
import city.ioc.contracts.evidence.EvidenceFolder;
import city.ioc.contracts.evidence.EvidenceItem;
import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.operator.OperatorReply;
import city.ioc.contracts.operator.OperatorRequest;
import city.ioc.contracts.street.Device;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** People ask for pictures of what happened and are shown what was kept, or told why not. */
@Tag("slow")
class EvidenceTest {
    private static final Logger AUDIT = (Logger) LoggerFactory.getLogger("city.ioc.api.audit");
    private static final byte[] PICTURE = "a picture".getBytes(StandardCharsets.UTF_8);

    private static TestApi api;
    private static EvidenceFolder folder;
    private static DeviceId camera;

    private final ListAppender<ILoggingEvent> audit = new ListAppender<>();

    @BeforeAll
    static void start() throws Exception {
        api = TestApi.withoutDatabase();
        folder = new EvidenceFolder(api.evidence());
        camera = api.city.devices().stream()
                .filter(each -> each.kind() == Device.Kind.CAMERA)
                .findFirst()
                .orElseThrow()
                .id();
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @BeforeEach
    void listen() {
        audit.start();
        AUDIT.addAppender(audit);
        api.core.asked.clear();
    }

    @AfterEach
    void listenNoMore() {
        AUDIT.detachAppender(audit);
        api.core.reply = OperatorReply.accepted("order-1");
        api.core.there = true;
    }

    @Test
    void whoAsksIsToldTheCaseAndRecorded() throws Exception {
        HttpResponse<String> response = ask(camera.value(), Instant.now().minusSeconds(5), Role.OPERATOR);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        String id = TestApi.json(response).get("id").asText();
        assertThat(api.core.asked).singleElement().isInstanceOfSatisfying(OperatorRequest.KeepEvidence.class, asked -> {
            assertThat(asked.user()).isEqualTo("tester");
            assertThat(asked.request().id()).isEqualTo(id);
            assertThat(asked.request().camera()).isEqualTo(camera);
            assertThat(asked.request().reason()).isEqualTo("OPERATOR xe máy ngã");
        });
        assertThat(audited())
                .anyMatch(line -> line.contains("actor=tester action=KEEP_EVIDENCE target=" + camera)
                        && line.contains(id)
                        && line.contains("accepted"));
    }

    @Test
    void whatCannotBeKeptIsRefusedWithItsReason() throws Exception {
        assertRefused(ask("cam-99", Instant.now(), Role.OPERATOR), 400, "there is no camera cam-99");
        assertRefused(
                ask(camera.value(), Instant.now().minusSeconds(90), Role.OPERATOR),
                400,
                "a camera's pictures are remembered for 30 s");
        assertRefused(ask(camera.value(), Instant.now().plusSeconds(300), Role.OPERATOR), 400, "at most 60 s from now");
        assertThat(api.core.asked).isEmpty();
        assertThat(ask(camera.value(), Instant.now(), Role.TRAFFIC_ENGINEER).statusCode())
                .isEqualTo(403);
        api.core.reply = OperatorReply.refused("BROKER_AWAY", "the broker cannot be reached");
        assertRefused(ask(camera.value(), Instant.now(), Role.OPERATOR), 409, "the broker cannot be reached");
        assertThat(audited()).anyMatch(line -> line.contains("KEEP_EVIDENCE") && line.contains("refused"));
        api.core.there = false;
        assertThat(ask(camera.value(), Instant.now(), Role.OPERATOR).statusCode())
                .isEqualTo(503);
        assertThat(audited()).anyMatch(line -> line.contains("not-answered"));
    }

    @Test
    void aCaseAndItsFilesAreShownAndWhoSawThemIsRecorded() throws Exception {
        keep("c-1", PICTURE);
        HttpResponse<String> one = api.get("/api/v1/evidence/c-1", Role.SECURITY_OFFICER);
        assertThat(one.statusCode()).as(one.body()).isEqualTo(200);
        assertThat(TestApi.json(one).at("/missing/0").asText()).startsWith("CLIP");
        String hash = TestApi.json(one).at("/items/0/sha256").asText();
        HttpResponse<String> file = api.get("/api/v1/evidence/c-1/files/" + hash, Role.OPERATOR);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"c-1-still-at.jpg\"");
        assertThat(file.body()).isEqualTo("a picture");
        assertThat(audited())
                .anyMatch(line -> line.contains("actor=tester action=SEE_EVIDENCE target=c-1"))
                .anyMatch(line -> line.contains("action=SEE_EVIDENCE_FILE target=c-1") && line.contains(hash));
        JsonNode list = TestApi.json(api.get("/api/v1/evidence?camera=" + camera, Role.OPERATOR));
        assertThat(list.get("items"))
                .anyMatch(each -> each.at("/request/id").asText().equals("c-1"));
        assertThat(TestApi.json(api.get("/api/v1/evidence?camera=other", Role.OPERATOR))
                        .get("items"))
                .isEmpty();
    }

    @Test
    void whatIsMissingWasChangedOrBelongsToAnotherCaseIsNotShown() throws Exception {
        assertRefused(api.get("/api/v1/evidence/c-99", Role.OPERATOR), 404, "There is no case c-99");
        String gone = keep("c-2", "gone".getBytes(StandardCharsets.UTF_8));
        Files.delete(folder.fileOf(gone));
        assertRefused(api.get("/api/v1/evidence/c-2/files/" + gone, Role.OPERATOR), 404, "is missing in the folder");
        String changed = keep("c-3", "changed".getBytes(StandardCharsets.UTF_8));
        Files.writeString(folder.fileOf(changed), "forged");
        assertRefused(api.get("/api/v1/evidence/c-3/files/" + changed, Role.OPERATOR), 409, "is not what was kept");
        assertRefused(api.get("/api/v1/evidence/c-2/files/" + changed, Role.OPERATOR), 404, "has no file");
        assertThat(api.get("/api/v1/evidence/c-2/files/..%2F..%2Fjwt", Role.OPERATOR)
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.get("/api/v1/evidence/..%2F..%2Fjwt", Role.OPERATOR).statusCode())
                .isEqualTo(400);
    }

    private static HttpResponse<String> ask(String of, Instant at, Role role) throws Exception {
        return api.post(
                "/api/v1/evidence",
                "{\"camera\":\"" + of + "\",\"at\":\"" + at + "\",\"reason\":\"xe máy ngã\"}",
                role);
    }

    private static void assertRefused(HttpResponse<String> response, int status, String why) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(why);
    }

    private static String keep(String id, byte[] bytes) throws Exception {
        String hash = EvidenceFolder.hash(bytes);
        Path file = folder.fileOf(hash);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        Instant at = Instant.parse("2026-11-27T03:00:00Z");
        EvidenceCase made = new EvidenceCase(
                new EvidenceRequest(id, camera, at, "test", Optional.empty()),
                List.of(new EvidenceItem(EvidenceItem.Kind.STILL_AT, hash, "image/jpeg", bytes.length, at, at)),
                List.of("CLIP: no pictures"),
                at.plusSeconds(8),
                0);
        Files.createDirectories(folder.cases());
        Files.write(folder.caseOf(id), CityJson.mapper().writeValueAsBytes(made));
        return hash;
    }

    private List<String> audited() {
        return List.copyOf(audit.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
