package city.ioc.signal.priority;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests for priority at one intersection, the emergency that was served last, and the green that stages are owed. Part of
 * the intersection's state; owned by its single writer.
 */
public final class PriorityBook {
    private final Map<String, PriorityRequest> requests = new LinkedHashMap<>();
    private final Map<Integer, Debt> debts = new LinkedHashMap<>();
    private @Nullable Served served;

    /** An emergency that is over: who has been red since before it began has waited for it. */
    public record Served(Instant from, Instant until) {}

    /**
     * Green that was cut short for a bus.
     *
     * @param greenMs how long the stage's next green lasts at least
     * @param cutAt when it was cut
     */
    public record Debt(long greenMs, Instant cutAt) {}

    /** Takes a request; the same again replaces it. */
    public void ask(PriorityRequest request) {
        requests.put(request.id(), request);
    }

    /** The vehicle has passed, or no longer asks. */
    public Optional<PriorityRequest> cancel(String id, Instant now) {
        PriorityRequest cancelled = requests.remove(id);
        if (cancelled != null) end(cancelled, now);
        return Optional.ofNullable(cancelled);
    }

    /** Drops what is over by now. */
    public void sweep(Instant now) {
        for (PriorityRequest each : list()) if (each.isOver(now)) cancel(each.id(), now);
    }

    private void end(PriorityRequest request, Instant now) {
        if (request.kind() != PriorityRequest.Kind.EMERGENCY) return;
        served = new Served(request.requestedAt(), now);
    }

    public Optional<PriorityRequest> find(String id) {
        return Optional.ofNullable(requests.get(id));
    }

    public List<PriorityRequest> list() {
        return new ArrayList<>(requests.values());
    }

    /** The request of this kind that is due first. */
    public Optional<PriorityRequest> findFirst(PriorityRequest.Kind kind, Instant now) {
        if (requests.isEmpty()) return Optional.empty();
        return requests.values().stream()
                .filter(each -> each.kind() == kind && !each.isOver(now))
                .min(Comparator.comparing(PriorityRequest::arrivesAt));
    }

    public Optional<Served> findServed() {
        return Optional.ofNullable(served);
    }

    /** Notes that a stage's green was cut short. */
    public void owe(int stage, long greenMs, Instant cutAt) {
        debts.put(stage, new Debt(greenMs, cutAt));
    }

    /** What a stage is owed. */
    public Optional<Debt> findDebt(int stage) {
        return Optional.ofNullable(debts.get(stage));
    }

    public void paid(int stage) {
        debts.remove(stage);
    }
}
