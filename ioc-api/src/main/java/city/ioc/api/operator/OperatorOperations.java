package city.ioc.api.operator;

import city.ioc.api.auth.AuditLog;
import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Operation;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Fault;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.live.LiveStore;
import city.ioc.api.read.AlarmQueries;
import city.ioc.api.street.CityView;
import city.ioc.api.street.StreetOperations;
import city.ioc.contracts.city.CityCheck;
import city.ioc.contracts.city.Site;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.LiveAlarm;
import city.ioc.contracts.live.LiveTopic;
import city.ioc.contracts.operator.OperatorReply;
import city.ioc.contracts.operator.OperatorRequest;
import city.ioc.contracts.street.Intersection;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** What users order. The core decides; what it refuses names the rule. Every order is in the audit log, refused or not. */
public final class OperatorOperations {
    private static final Duration LONGEST_OVERRIDE = Duration.ofHours(2);

    private final CityView city;
    private final Core core;
    private final LiveStore live;
    private final AlarmQueries alarms;
    private final AuditLog audit;
    private final InstantSource clock;

    private record OverrideOrder(
            String kind, Optional<String> stage, Optional<String> plan, String reason, String expiresAt) {}

    private record Reason(String reason) {}

    private record Priority(String kind, String group, String arrivesAt, String reason, String expiresAt) {}

    private record Shadow(String strategy, String reason, String expiresAt) {}

    private record Acknowledgement(Optional<String> note) {}

    private record Assignment(String assignee) {}

    private record Note(String note) {}

    private record Accepted(String id) {}

    /** {@code clock} is the city's: overrides end by its time. */
    public OperatorOperations(
            CityView city, Core core, LiveStore live, AlarmQueries alarms, AuditLog audit, InstantSource clock) {
        this.city = city;
        this.core = core;
        this.live = live;
        this.alarms = alarms;
        this.audit = audit;
        this.clock = clock;
    }

    public Map<String, Operation> operations() {
        Map<String, Operation> operations = new HashMap<>(alarmOperations());
        operations.put("createOverride", this::override);
        operations.put("cancelOverride", this::cancelOverride);
        operations.put("resetFlash", this::resetFlash);
        operations.put("requestPriority", this::requestPriority);
        operations.put("cancelPriority", this::cancelPriority);
        operations.put("setShadow", this::setShadow);
        operations.put("endShadow", this::endShadow);
        operations.put("registerSite", this::registerSite);
        return operations;
    }

    private Map<String, Operation> alarmOperations() {
        return Map.of(
                "acknowledgeAlarm",
                call -> {
                    Acknowledgement body = call.body(Acknowledgement.class);
                    return alarm(
                            call,
                            "ACKNOWLEDGE_ALARM",
                            (site, user) ->
                                    new OperatorRequest.AcknowledgeAlarm(site, call.path("id"), user, body.note()));
                },
                "assignAlarm",
                call -> {
                    Assignment body = call.body(Assignment.class);
                    return alarm(
                            call,
                            "ASSIGN_ALARM",
                            (site, user) ->
                                    new OperatorRequest.AssignAlarm(site, call.path("id"), user, body.assignee()));
                },
                "clearAlarm",
                call -> {
                    Reason body = call.body(Reason.class);
                    return alarm(
                            call,
                            "CLEAR_ALARM",
                            (site, user) -> new OperatorRequest.ClearAlarm(site, call.path("id"), user, body.reason()));
                },
                "noteAlarm",
                call -> {
                    Note body = call.body(Note.class);
                    return alarm(
                            call,
                            "NOTE_ALARM",
                            (site, user) -> new OperatorRequest.NoteAlarm(site, call.path("id"), user, body.note()));
                });
    }

    private Future<Answer> override(Call call) {
        Intersection intersection = StreetOperations.intersection(city, call);
        OverrideOrder order = call.body(OverrideOrder.class);
        Instant expiresAt = Call.parseInstant("/expiresAt", order.expiresAt());
        Instant now = clock.instant();
        if (!expiresAt.isAfter(now)) throw Call.invalid("/expiresAt", "must be in the future; now is " + now);
        if (expiresAt.isAfter(now.plus(LONGEST_OVERRIDE)))
            throw Call.invalid("/expiresAt", "must be at most 2 hours from now; now is " + now);
        IntersectionId id = intersection.id();
        String user = call.principal().name();
        OperatorRequest request = switch (order.kind()) {
            case "hold-stage" ->
                new OperatorRequest.HoldStage(id, stage(intersection, order.stage()), user, order.reason(), expiresAt);
            case "run-plan" ->
                new OperatorRequest.RunPlan(id, plan(intersection, order.plan()), user, order.reason(), expiresAt);
            default -> new OperatorRequest.Release(id, user, order.reason(), expiresAt);
        };
        Map<String, String> detail = new TreeMap<>(
                Map.of("kind", order.kind(), "reason", order.reason(), "expiresAt", expiresAt.toString()));
        order.stage().ifPresent(stage -> detail.put("stage", stage));
        order.plan().ifPresent(plan -> detail.put("plan", plan));
        return order(call, "CREATE_OVERRIDE", id.value(), detail, request)
                .map(reply -> Answer.json(201, new Accepted(reply.id().orElse(""))));
    }

    private static StageId stage(Intersection intersection, Optional<String> stage) {
        StageId id = new StageId(stage.orElseThrow(() -> Call.invalid("/stage", "is needed to hold a stage")));
        if (intersection.findStage(id).isEmpty())
            throw Call.invalid("/stage", "intersection " + intersection.id() + " has no stage " + id);
        return id;
    }

    private static PlanId plan(Intersection intersection, Optional<String> plan) {
        PlanId id = new PlanId(plan.orElseThrow(() -> Call.invalid("/plan", "is needed to run a plan")));
        if (intersection.findPlan(id).isEmpty())
            throw Call.invalid("/plan", "intersection " + intersection.id() + " has no plan " + id);
        return id;
    }

    private Future<Answer> cancelOverride(Call call) {
        Intersection intersection = StreetOperations.intersection(city, call);
        String reason = call.query("reason").orElse("");
        return order(
                        call,
                        "CANCEL_OVERRIDE",
                        intersection.id().value(),
                        Map.of("reason", reason),
                        new OperatorRequest.CancelOverride(
                                intersection.id(), call.principal().name(), reason))
                .map(reply -> Answer.empty(204));
    }

    private Future<Answer> resetFlash(Call call) {
        Intersection intersection = StreetOperations.intersection(city, call);
        Reason body = call.body(Reason.class);
        return order(
                        call,
                        "RESET_FLASH",
                        intersection.id().value(),
                        Map.of("reason", body.reason()),
                        new OperatorRequest.ResetFlash(
                                intersection.id(), call.principal().name(), body.reason()))
                .map(reply -> Answer.json(202, new Accepted(reply.id().orElse(""))));
    }

    private Future<Answer> requestPriority(Call call) {
        Intersection intersection = StreetOperations.intersection(city, call);
        Priority body = call.body(Priority.class);
        SignalGroupId group = new SignalGroupId(body.group());
        if (intersection.findGroup(group).isEmpty())
            throw Call.invalid("/group", "intersection " + intersection.id() + " has no signal group " + group);
        Map<String, String> detail = Map.of(
                "kind", body.kind(),
                "group", body.group(),
                "reason", body.reason(),
                "expiresAt", body.expiresAt());
        return order(
                        call,
                        "REQUEST_PRIORITY",
                        intersection.id().value(),
                        detail,
                        new OperatorRequest.RequestPriority(
                                intersection.id(),
                                body.kind(),
                                group,
                                Call.parseInstant("/arrivesAt", body.arrivesAt()),
                                call.principal().name(),
                                body.reason(),
                                Call.parseInstant("/expiresAt", body.expiresAt())))
                .map(reply -> Answer.json(201, new Accepted(reply.id().orElse(""))));
    }

    private Future<Answer> cancelPriority(Call call) {
        Intersection intersection = StreetOperations.intersection(city, call);
        String request = call.path("request");
        return order(
                        call,
                        "CANCEL_PRIORITY",
                        intersection.id().value(),
                        Map.of("request", request),
                        new OperatorRequest.CancelPriority(
                                intersection.id(), request, call.principal().name()))
                .map(reply -> Answer.empty(204));
    }

    private Future<Answer> setShadow(Call call) {
        Intersection intersection = StreetOperations.intersection(city, call);
        Shadow body = call.body(Shadow.class);
        Instant expiresAt = Call.parseInstant("/expiresAt", body.expiresAt());
        return order(
                        call,
                        "SET_SHADOW",
                        intersection.id().value(),
                        Map.of(
                                "strategy", body.strategy(),
                                "reason", body.reason(),
                                "expiresAt", expiresAt.toString()),
                        new OperatorRequest.SetShadow(
                                intersection.id(),
                                Optional.of(body.strategy()),
                                call.principal().name(),
                                body.reason(),
                                expiresAt))
                .map(reply -> Answer.json(202, new Accepted(reply.id().orElse(""))));
    }

    private Future<Answer> endShadow(Call call) {
        Intersection intersection = StreetOperations.intersection(city, call);
        String reason = call.query("reason").orElse("");
        return order(
                        call,
                        "END_SHADOW",
                        intersection.id().value(),
                        Map.of("reason", reason),
                        new OperatorRequest.SetShadow(
                                intersection.id(),
                                Optional.empty(),
                                call.principal().name(),
                                reason,
                                clock.instant()))
                .map(reply -> Answer.empty(204));
    }

    private Future<Answer> alarm(
            Call call, String action, BiFunction<IntersectionId, String, OperatorRequest> request) {
        String id = call.path("id");
        String user = call.principal().name();
        return site(id).compose(site -> order(
                        call, action, id, Map.of("site", site), request.apply(new IntersectionId(site), user))
                .map(reply -> Answer.ok(new Accepted(reply.id().orElse(id)))));
    }

    private Future<String> site(String alarm) {
        Optional<String> known =
                live.find(LiveTopic.ALARM, alarm, LiveAlarm.class).map(LiveAlarm::site);
        if (known.isPresent()) return Future.succeededFuture(known.get());
        return alarms.findSite(alarm)
                .map(site -> site.orElseThrow(() ->
                        Problem.of(Type.NOT_FOUND, "There is no alarm " + alarm).asException()));
    }

    private Future<Answer> registerSite(Call call) {
        Site site = call.body(Site.class);
        IntersectionId id = site.intersection().id();
        List<Fault> faults = CityCheck.check(city.city().with(site)).stream()
                .map(fault -> new Fault(fault.where(), fault.what() + " [" + fault.kind() + "]"))
                .toList();
        if (!faults.isEmpty())
            return Future.failedFuture(
                    Problem.of(Type.INVALID_DOCUMENT).withErrors(faults).asException());
        return order(
                        call,
                        "REGISTER_SITE",
                        id.value(),
                        Map.of("devices", String.valueOf(site.devices().size())),
                        new OperatorRequest.RegisterSite(site, call.principal().name()))
                .map(reply -> Answer.json(201, new Accepted(reply.id().orElse(id.value()))));
    }

    private Future<OperatorReply> order(
            Call call, String action, String target, Map<String, String> detail, OperatorRequest request) {
        String user = call.principal().name();
        return core.ask(request)
                .onFailure(away -> audit.record(user, action, target, "not-answered", detail))
                .compose(reply -> {
                    if (reply.accepted()) {
                        audit.record(user, action, target, "accepted", detail);
                        return Future.succeededFuture(reply);
                    }
                    String rule = reply.rule().orElse("UNKNOWN");
                    Map<String, String> more = new TreeMap<>(detail);
                    more.put("rule", rule);
                    audit.record(user, action, target, "refused", more);
                    Problem problem = Problem.of(Type.REFUSED).withRule(rule);
                    return Future.failedFuture(reply.detail()
                            .map(problem::withDetail)
                            .orElse(problem)
                            .asException());
                });
    }
}
