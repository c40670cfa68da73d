package city.ioc.core.operator;

import city.ioc.contracts.city.CityFault;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.operator.OperatorReply;
import city.ioc.contracts.operator.OperatorRequest;
import city.ioc.core.control.SignalRuntime;
import city.ioc.core.registry.CityRegistry;
import city.ioc.core.state.AlarmDesk;
import city.ioc.core.state.SignalDesk;
import city.ioc.core.state.SiteDesk;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what users ask of a shard; every refusal names its rule. Owned by the shard's context. */
public final class OperatorDesk {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorDesk.class);

    private final Vertx vertx;
    private final CityRegistry registry;
    private final AlarmDesk alarms;
    private final Function<IntersectionId, Optional<SiteDesk>> sites;
    private final Consumer<OperatorRequest.RegisterSite> register;
    private final Predicate<EvidenceRequest> askForEvidence;

    public OperatorDesk(
            Vertx vertx,
            CityRegistry registry,
            AlarmDesk alarms,
            Function<IntersectionId, Optional<SiteDesk>> sites,
            Consumer<OperatorRequest.RegisterSite> register,
            Predicate<EvidenceRequest> askForEvidence) {
        this.vertx = vertx;
        this.registry = registry;
        this.alarms = alarms;
        this.sites = sites;
        this.register = register;
        this.askForEvidence = askForEvidence;
    }

    public void answer(Message<Object> message, Instant now) {
        OperatorRequest request;
        try {
            request = CityJson.mapper().readValue(bytes(message.body()), OperatorRequest.class);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("event=operator_request_malformed error=\"{}\"", e.getMessage());
            reply(message, OperatorReply.refused("MALFORMED", String.valueOf(e.getMessage())));
            return;
        }
        if (request instanceof OperatorRequest.RegisterSite site) {
            registerSite(message, site);
            return;
        }
        OperatorReply reply = answer(request, now);
        log(request, reply);
        reply(message, reply);
    }

    private OperatorReply answer(OperatorRequest request, Instant now) {
        return switch (request) {
            case OperatorRequest.HoldStage hold -> withControl(hold, control -> control.order(hold, now));
            case OperatorRequest.RunPlan plan -> withControl(plan, control -> control.order(plan, now));
            case OperatorRequest.Release release -> withControl(release, control -> control.order(release, now));
            case OperatorRequest.CancelOverride cancel -> withControl(cancel, control -> control.cancel(cancel, now));
            case OperatorRequest.ResetFlash reset -> withControl(reset, control -> control.order(reset, now));
            case OperatorRequest.SetShadow shadow -> withControl(shadow, control -> control.order(shadow, now));
            case OperatorRequest.RequestPriority priority ->
                withControl(priority, control -> control.order(priority, now));
            case OperatorRequest.CancelPriority cancel -> withControl(cancel, control -> control.order(cancel, now));
            case OperatorRequest.AcknowledgeAlarm acknowledge -> alarms.answer(acknowledge, now);
            case OperatorRequest.AssignAlarm assign -> alarms.answer(assign, now);
            case OperatorRequest.ClearAlarm clear -> alarms.answer(clear, now);
            case OperatorRequest.NoteAlarm note -> alarms.answer(note, now);
            case OperatorRequest.RaiseAlarm raise -> alarms.answer(raise, now);
            case OperatorRequest.KeepEvidence keep -> keep(keep);
            case OperatorRequest.RegisterSite site -> throw new IllegalStateException("answered elsewhere: " + site);
        };
    }

    private OperatorReply keep(OperatorRequest.KeepEvidence keep) {
        return askForEvidence.test(keep.request())
                ? OperatorReply.accepted(keep.request().id())
                : OperatorReply.refused(
                        "BROKER_AWAY", "the broker cannot be reached, and with it no camera; ask again");
    }

    private OperatorReply withControl(OperatorRequest request, Function<SignalRuntime, OperatorReply> order) {
        Optional<SiteDesk> site = sites.apply(request.site());
        if (site.isEmpty()) return OperatorReply.refused("UNKNOWN_INTERSECTION", "no intersection " + request.site());
        Optional<SignalRuntime> control = site.get().signals().flatMap(SignalDesk::runtime);
        if (control.isEmpty())
            return OperatorReply.refused("NOT_COMMANDED", "the centre only watches " + request.site());
        OperatorReply reply = order.apply(control.get());
        site.get().touch();
        return reply;
    }

    /** Checking a whole city takes a while: on a worker. */
    private void registerSite(Message<Object> message, OperatorRequest.RegisterSite request) {
        vertx.<List<CityFault>>executeBlocking(() -> registry.check(request.document()))
                .onComplete(done -> {
                    OperatorReply reply;
                    if (done.failed()) {
                        reply = OperatorReply.refused(
                                "MALFORMED", String.valueOf(done.cause().getMessage()));
                    } else if (!done.result().isEmpty()) {
                        reply = OperatorReply.refused(
                                done.result().getFirst().kind().name(),
                                String.join(
                                        "; ",
                                        done.result().stream()
                                                .map(CityFault::toString)
                                                .toList()));
                    } else {
                        register.accept(request);
                        reply = OperatorReply.accepted(request.site().value());
                    }
                    log(request, reply);
                    reply(message, reply);
                });
    }

    private static void log(OperatorRequest request, OperatorReply reply) {
        LOG.info(
                "event=operator_request type={} site={} user={} accepted={} rule={}",
                request.getClass().getSimpleName(),
                request.site(),
                request.user(),
                reply.accepted(),
                reply.rule().orElse(""));
    }

    private static byte[] bytes(Object body) {
        return switch (body) {
            case Buffer buffer -> buffer.getBytes();
            case byte[] bytes -> bytes;
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            default -> throw new IllegalArgumentException("a request is JSON bytes, not " + body.getClass());
        };
    }

    private static void reply(Message<Object> message, OperatorReply reply) {
        message.reply(encode(reply));
    }

    public static Buffer encode(Object value) {
        try {
            return Buffer.buffer(CityJson.mapper().writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value, e);
        }
    }
}
