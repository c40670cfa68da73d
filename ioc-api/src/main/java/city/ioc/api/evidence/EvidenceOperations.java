package city.ioc.api.evidence;

import city.ioc.api.auth.AuditLog;
import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Operation;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.operator.Core;
import city.ioc.api.street.CityView;
import city.ioc.contracts.evidence.EvidenceCase;
import city.ioc.contracts.evidence.EvidenceFolder;
import city.ioc.contracts.evidence.EvidenceItem;
import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.contracts.operator.OperatorReply;
import city.ioc.contracts.operator.OperatorRequest;
import city.ioc.contracts.street.Device;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures of what happened, asked for by people and shown to them. Asking goes by way of the core; what was kept is read from the
 * folder of evidence, or a copy of it. Who asked, and who saw what, is recorded.
 */
public final class EvidenceOperations {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceOperations.class);
    /** Somebody may ask for a moment that is about to come; for a later one nobody knows yet what to ask for. */
    private static final Duration FARTHEST = Duration.ofSeconds(60);

    private final Vertx vertx;
    private final CityView city;
    private final Core core;
    private final EvidenceFolder folder;
    private final AuditLog audit;
    private final InstantSource clock;

    private record Order(String camera, String at, String reason) {}

    private record Accepted(String id) {}

    private record Cases(List<EvidenceCase> items) {}

    /** {@code clock} is the city's: cameras tell its time. */
    public EvidenceOperations(
            Vertx vertx, CityView city, Core core, EvidenceFolder folder, AuditLog audit, InstantSource clock) {
        this.vertx = vertx;
        this.city = city;
        this.core = core;
        this.folder = folder;
        this.audit = audit;
        this.clock = clock;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "keepEvidence", this::keep,
                "listEvidence", this::list,
                "getEvidence", this::get,
                "getEvidenceFile", this::file);
    }

    private Future<Answer> keep(Call call) {
        Order order = call.body(Order.class);
        Device camera = city.findDevice(order.camera())
                .filter(each -> each.kind() == Device.Kind.CAMERA)
                .orElseThrow(() -> Call.invalid("/camera", "there is no camera " + order.camera()));
        Instant at = Call.parseInstant("/at", order.at());
        Instant now = clock.instant();
        if (at.isAfter(now.plus(FARTHEST)))
            throw Call.invalid("/at", "must be at most " + FARTHEST.toSeconds() + " s from now; now is " + now);
        if (at.isBefore(now.minus(EvidenceRequest.REMEMBERED)))
            throw Call.invalid(
                    "/at",
                    "is " + Duration.between(at, now).toSeconds()
                            + " s ago, and a camera's pictures are remembered for "
                            + EvidenceRequest.REMEMBERED.toSeconds() + " s; now is " + now);
        String user = call.principal().name();
        EvidenceRequest request = new EvidenceRequest(
                UUID.randomUUID().toString(), camera.id(), at, "OPERATOR " + order.reason(), Optional.empty());
        Map<String, String> detail = Map.of("case", request.id(), "at", at.toString(), "reason", order.reason());
        return core.ask(new OperatorRequest.KeepEvidence(camera.site(), request, user))
                .onFailure(away -> audit.record(user, "KEEP_EVIDENCE", order.camera(), "not-answered", detail))
                .map(reply -> kept(reply, user, order.camera(), request.id(), detail));
    }

    private Answer kept(OperatorReply reply, String user, String camera, String id, Map<String, String> detail) {
        audit.record(user, "KEEP_EVIDENCE", camera, reply.accepted() ? "accepted" : "refused", detail);
        if (reply.accepted()) return Answer.json(202, new Accepted(id));
        throw Problem.of(Type.REFUSED, reply.detail().orElse("The core refused it"))
                .withRule(reply.rule().orElse("UNKNOWN"))
                .asException();
    }

    private Future<Answer> list(Call call) {
        Optional<String> camera = call.query("camera");
        Predicate<EvidenceCase> wanted = each ->
                camera.isEmpty() || camera.get().equals(each.request().camera().value());
        int limit = call.integer("limit", 100);
        return read(() -> Answer.ok(new Cases(folder.list(wanted, limit))))
                .onSuccess(done -> audit.record(
                        call.principal().name(), "LIST_EVIDENCE", camera.orElse(null), "accepted", Map.of()));
    }

    private Future<Answer> get(Call call) {
        String id = call.path("case");
        return read(() -> Answer.ok(find(id)))
                .onSuccess(done -> audit.record(call.principal().name(), "SEE_EVIDENCE", id, "accepted", Map.of()));
    }

    private Future<Answer> file(Call call) {
        String id = call.path("case");
        String sha256 = call.path("sha256");
        return read(() -> bytes(find(id), sha256))
                .onSuccess(done -> audit.record(
                        call.principal().name(), "SEE_EVIDENCE_FILE", id, "accepted", Map.of("sha256", sha256)));
    }

    private EvidenceCase find(String id) throws java.io.IOException {
        return folder.find(id)
                .orElseThrow(() -> Problem.of(
                                Type.NOT_FOUND,
                                "There is no case " + id + ": it is made when its camera has seen the seconds after the"
                                        + " instant, and removed when its time is over")
                        .asException());
    }

    private Answer bytes(EvidenceCase one, String sha256) throws java.io.IOException {
        EvidenceItem item = one.items().stream()
                .filter(each -> each.sha256().equals(sha256))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                                Type.NOT_FOUND, "The case " + one.request().id() + " has no file " + sha256)
                        .asException());
        return switch (folder.read(sha256)) {
            case EvidenceFolder.Whole whole ->
                new Answer(
                        200,
                        Optional.of(whole.bytes()),
                        Map.of(
                                "Content-Type",
                                "application/octet-stream",
                                "Content-Disposition",
                                "attachment; filename=\"" + fileName(one, item) + "\""),
                        List.of());
            case EvidenceFolder.Missing missing ->
                throw Problem.of(
                                Type.NOT_FOUND,
                                "The file " + sha256 + " of the case is missing in the folder of evidence")
                        .asException();
            case EvidenceFolder.Changed changed -> {
                LOG.error("evidence was changed file={}", changed.file());
                throw Problem.of(
                                Type.CONFLICT,
                                "The file " + sha256 + " is not what was kept any more, and is not given out")
                        .asException();
            }
        };
    }

    private static String fileName(EvidenceCase one, EvidenceItem item) {
        String kind = item.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String ending = item.mediaType().equals("video/mp4") ? "mp4" : "jpg";
        return one.request().id() + "-" + kind + "." + ending;
    }

    /** Files are read where nobody waits for the event loop. */
    private Future<Answer> read(Callable<Answer> task) {
        return vertx.executeBlocking(task, false);
    }
}
