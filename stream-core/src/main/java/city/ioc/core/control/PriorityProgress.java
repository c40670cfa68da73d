package city.ioc.core.control;

import static city.ioc.contracts.field.SignalEventCode.PREEMPT_BEGIN_DWELL;
import static city.ioc.contracts.field.SignalEventCode.PREEMPT_BEGIN_EXIT;
import static city.ioc.contracts.field.SignalEventCode.PREEMPT_CALL_OFF;
import static city.ioc.contracts.field.SignalEventCode.PREEMPT_CALL_ON;
import static city.ioc.contracts.field.SignalEventCode.PREEMPT_ENTRY_STARTED;
import static city.ioc.contracts.field.SignalEventCode.PRIORITY_CHECK_IN;
import static city.ioc.contracts.field.SignalEventCode.PRIORITY_CHECK_OUT;
import static city.ioc.contracts.field.SignalEventCode.PRIORITY_EARLY_GREEN;
import static city.ioc.contracts.field.SignalEventCode.PRIORITY_EXTEND_GREEN;

import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.priority.PriorityRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far each request for priority has come, and what of it belongs into the event log: the pre-emption and priority events that a
 * controller writes which serves priority by itself. Their parameter, the number of the preempt or priority input there, is the
 * number of the signal group that is asked for. Owned by the intersection's runtime.
 */
final class PriorityProgress {
    private final SignalLayout layout;
    private final Map<String, Followed> followed = new LinkedHashMap<>();
    private final List<SignalEvent> events = new ArrayList<>();

    /** What has been done for a request so far. */
    enum Step {
        /** Nothing yet: there is time, or a minimum green has to run. */
        ASKED,
        /** The change to its stage is ordered. */
        ENTERING,
        /** An emergency's green is kept until it has passed. */
        DWELLING,
        /** A bus's green is kept longer than it would have been. */
        EXTENDED,
        /** A bus's green was ordered earlier than it would have come. */
        EARLY_GREEN
    }

    private record Followed(PriorityRequest request, Step step) {}

    PriorityProgress(SignalLayout layout) {
        this.layout = layout;
    }

    /**
     * Takes a decision and who asks now.
     *
     * @param commanded whether the guard let it pass as it was
     * @return what is new for the event log, in order
     */
    List<SignalEvent> follow(List<PriorityRequest> asking, StageDecision decision, boolean commanded, Instant now) {
        events.clear();
        for (Followed each : List.copyOf(followed.values())) if (!isAmong(asking, each.request())) end(each, now);
        for (PriorityRequest request : asking) {
            Followed known = followed.get(request.id());
            followed.put(request.id(), new Followed(request, known == null ? Step.ASKED : known.step()));
            if (known == null) log(isEmergency(request) ? PREEMPT_CALL_ON : PRIORITY_CHECK_IN, request, now);
        }
        Followed served = followed.get(decision.values().getOrDefault("request", ""));
        if (served != null && commanded) advance(served, decision, now);
        return List.copyOf(events);
    }

    /** What has been done for a request. */
    Step stepOf(PriorityRequest request) {
        return Optional.ofNullable(followed.get(request.id()))
                .map(Followed::step)
                .orElse(Step.ASKED);
    }

    /** The same vehicle that asks for another group asks anew. */
    private static boolean isAmong(List<PriorityRequest> asking, PriorityRequest request) {
        return asking.stream()
                .anyMatch(each -> each.id().equals(request.id()) && each.group().equals(request.group()));
    }

    private void end(Followed ended, Instant now) {
        PriorityRequest request = ended.request();
        followed.remove(request.id());
        if (!isEmergency(request)) {
            log(PRIORITY_CHECK_OUT, request, now);
            return;
        }
        log(PREEMPT_CALL_OFF, request, now);
        if (ended.step() != Step.ASKED) log(PREEMPT_BEGIN_EXIT, request, now);
    }

    private void advance(Followed served, StageDecision decision, Instant now) {
        boolean changes = decision instanceof StageDecision.ChangeTo;
        switch (decision.reason()) {
            case EMERGENCY_ENTRY -> {
                if (changes) enter(served, now);
            }
            case EMERGENCY_DWELL -> {
                enter(served, now);
                reach(Step.DWELLING, PREEMPT_BEGIN_DWELL, served.request(), now);
            }
            case BUS_EXTENSION -> reach(Step.EXTENDED, PRIORITY_EXTEND_GREEN, served.request(), now);
            case BUS_EARLY_GREEN -> reach(Step.EARLY_GREEN, PRIORITY_EARLY_GREEN, served.request(), now);
            default -> {}
        }
    }

    private void enter(Followed served, Instant now) {
        if (served.step() == Step.ASKED) reach(Step.ENTERING, PREEMPT_ENTRY_STARTED, served.request(), now);
    }

    private void reach(Step step, SignalEventCode code, PriorityRequest request, Instant now) {
        if (stepOf(request) == step) return;
        followed.put(request.id(), new Followed(request, step));
        log(code, request, now);
    }

    private void log(SignalEventCode code, PriorityRequest request, Instant now) {
        layout.findGroup(request.group())
                .ifPresent(group -> events.add(
                        new SignalEvent(now, code, layout.group(group).number())));
    }

    private static boolean isEmergency(PriorityRequest request) {
        return request.kind() == PriorityRequest.Kind.EMERGENCY;
    }
}
