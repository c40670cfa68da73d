package city.ioc.core.control;

import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.LiveDecision;
import city.ioc.contracts.operator.OperatorReply;
import city.ioc.contracts.operator.OperatorRequest;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.priority.PriorityRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Takes requests for priority, as far as they can be true, and records them. Owned by the intersection's runtime. */
final class PriorityDesk {
    static final Duration LONGEST = Duration.ofMinutes(10);

    private final SignalState state;
    private final ControlOutput output;

    PriorityDesk(SignalState state, ControlOutput output) {
        this.state = state;
        this.output = output;
    }

    OperatorReply order(OperatorRequest.RequestPriority request, Instant now) {
        Optional<PriorityRequest.Kind> kind = Arrays.stream(PriorityRequest.Kind.values())
                .filter(each -> each.name().equals(request.kind()))
                .findFirst();
        if (kind.isEmpty()) return OperatorReply.refused("UNKNOWN_KIND", "priority is for EMERGENCY or BUS");
        if (!isServed(request.group()))
            return OperatorReply.refused("UNKNOWN_GROUP", "no stage makes a group " + request.group() + " green");
        if (request.reason().isBlank()) return OperatorReply.refused("REASON_MISSING", "priority needs a reason");
        if (!request.expiresAt().isAfter(now) || request.arrivesAt().isAfter(request.expiresAt()))
            return OperatorReply.refused("ALREADY_EXPIRED", "it would be over before the vehicle arrives");
        if (request.expiresAt().isAfter(now.plus(LONGEST)))
            return OperatorReply.refused("TOO_LONG", "priority lasts ten minutes at most");
        String id = UUID.randomUUID().toString();
        PriorityRequest asked = new PriorityRequest(
                id, kind.get(), request.group(), now, request.arrivesAt(), request.expiresAt(), request.user());
        state.priority().ask(asked);
        record("REQUEST_PRIORITY", asked, request.user(), request.reason(), now);
        return OperatorReply.accepted(id);
    }

    OperatorReply order(OperatorRequest.CancelPriority request, Instant now) {
        Optional<PriorityRequest> cancelled = state.priority().cancel(request.priority(), now);
        if (cancelled.isEmpty())
            return OperatorReply.refused("NO_PRIORITY", "no request " + request.priority() + " is in force");
        record("CANCEL_PRIORITY", cancelled.get(), request.user(), "", now);
        return OperatorReply.accepted(request.priority());
    }

    /** Takes what a receiver says; whether that changes what is asked. The same again is no news for the ledger. */
    boolean call(PriorityCall call, DeviceId device, Instant now) {
        String id = device + "/" + call.request();
        Optional<PriorityRequest> before = state.priority().find(id);
        if (call.cancelled()) {
            state.priority().cancel(id, now);
            before.ifPresent(request -> record("CANCEL_PRIORITY", request, device.value(), "", now));
            return before.isPresent();
        }
        boolean fits = isServed(call.group())
                && call.expiresAt().isAfter(now)
                && !call.arrivesAt().isAfter(call.expiresAt())
                && !call.expiresAt().isAfter(now.plus(LONGEST));
        if (!fits) return false;
        PriorityRequest asked = new PriorityRequest(
                id,
                PriorityRequest.Kind.valueOf(call.kind().name()),
                call.group(),
                before.map(PriorityRequest::requestedAt).orElse(now),
                call.arrivesAt(),
                call.expiresAt(),
                device.value());
        state.priority().ask(asked);
        if (before.isEmpty()) record("REQUEST_PRIORITY", asked, device.value(), "", now);
        return true;
    }

    private boolean isServed(SignalGroupId wanted) {
        SignalLayout layout = state.layout();
        var group = layout.findGroup(wanted);
        if (group.isEmpty()) return false;
        for (int s = 0; s < layout.stages(); s++)
            if ((layout.stageGroups(s) & 1L << group.getAsInt()) != 0 && !layout.hasConflict(layout.stageGroups(s)))
                return true;
        return false;
    }

    private void record(String action, PriorityRequest request, String user, String reason, Instant now) {
        output.decided(
                UUID.randomUUID().toString(),
                new LiveDecision(
                        state.layout().intersection().id(),
                        now,
                        "operator",
                        action,
                        Optional.empty(),
                        "OPERATOR",
                        "ACCEPTED",
                        Optional.empty(),
                        Map.of(
                                "request", request.id(),
                                "kind", request.kind().name(),
                                "group", request.group().value(),
                                "user", user,
                                "reason", reason),
                        java.util.List.of()));
    }
}
