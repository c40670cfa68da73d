package city.ioc.sim.device;

import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.sim.traffic.PriorityHeard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The receiver for priority at one intersection: makes calls of the on-board units that it hears. It calls when it first hears a
 * vehicle, again when that will arrive at another time than it said or takes another way, and calls off when it hears the vehicle
 * no more, which has then passed its stop line. Confined to the field's thread.
 */
final class PriorityReceiver {
    /** An arrival that is off by less is not said anew. */
    static final Duration NEWS = Duration.ofSeconds(2);
    /** A vehicle that holds still in a queue is expected as if it drove on at half its free speed. */
    private static final double SLOWEST_OF_FREE = 0.5;
    /** A call outlives the expected arrival by this; whoever is still heard then calls again before. */
    static final Duration GRACE = Duration.ofSeconds(60);

    private final IntersectionId here;
    private final Map<Long, PriorityCall> calls = new LinkedHashMap<>();

    PriorityReceiver(IntersectionId here) {
        this.here = here;
    }

    /** What is to be said after a step of the street. {@code callers}: everybody in the city who asks. */
    List<PriorityCall> hear(List<PriorityHeard> callers, Instant now) {
        List<PriorityCall> said = new ArrayList<>();
        Map<Long, PriorityCall> before = new LinkedHashMap<>(calls);
        for (PriorityHeard heard : callers) {
            if (!heard.intersection().equals(here)) continue;
            PriorityCall known = before.remove(heard.vehicle());
            PriorityCall call = call(heard, now);
            if (known != null && !isNews(known, call)) continue;
            calls.put(heard.vehicle(), call);
            said.add(call);
        }
        before.forEach((vehicle, last) -> {
            calls.remove(vehicle);
            said.add(calledOff(last, now));
        });
        return said;
    }

    private static PriorityCall call(PriorityHeard heard, Instant now) {
        double speed = Math.max(heard.speedMps(), heard.freeSpeedMps() * SLOWEST_OF_FREE);
        Instant arrives = now.plusMillis(Math.round(heard.toStopLineM() / speed * 1000));
        String name = heard.kind() == PriorityCall.Kind.BUS ? "bus-" : "emergency-";
        return new PriorityCall(
                now, name + heard.vehicle(), heard.kind(), heard.group(), arrives, arrives.plus(GRACE), false);
    }

    private static boolean isNews(PriorityCall known, PriorityCall call) {
        return !known.group().equals(call.group())
                || Duration.between(known.arrivesAt(), call.arrivesAt()).abs().compareTo(NEWS) >= 0;
    }

    private static PriorityCall calledOff(PriorityCall last, Instant now) {
        return new PriorityCall(
                now, last.request(), last.kind(), last.group(), last.arrivesAt(), last.expiresAt(), true);
    }
}
