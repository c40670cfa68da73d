package city.ioc.measures.measure;

import city.ioc.contracts.field.SignalEventCode;
import city.ioc.measures.log.LogEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Holds lamps back by the latency of detectors, so that each actuation meets the lamps of the moment when the vehicle was there. At
 * the same moment lamps come first.
 */
final class LampDelay {
    static final int GREEN = SignalEventCode.GROUP_BEGIN_GREEN.code();
    static final int AMBER = SignalEventCode.GROUP_BEGIN_AMBER.code();
    static final int RED = SignalEventCode.GROUP_BEGIN_RED_CLEARANCE.code();

    private final long latencyMs;
    private final Consumer<LogEvent> lamps;
    private final Deque<LogEvent> held = new ArrayDeque<>();

    LampDelay(long latencyMs, Consumer<LogEvent> lamps) {
        this.latencyMs = latencyMs;
        this.lamps = lamps;
    }

    static boolean isLamp(LogEvent event) {
        return event.code() == GREEN || event.code() == AMBER || event.code() == RED;
    }

    /** Takes the next event, lamp or not; gives out the lamps that are due. */
    void observe(LogEvent event) {
        if (isLamp(event)) held.add(event);
        release(vehicleAtMs(event));
    }

    /** When the vehicle was there that an event tells of. */
    long vehicleAtMs(LogEvent event) {
        return event.atMs() - latencyMs;
    }

    /** Gives out the rest: no more detectors come. */
    void finish() {
        release(Long.MAX_VALUE);
    }

    private void release(long untilMs) {
        while (!held.isEmpty() && held.getFirst().atMs() <= untilMs) lamps.accept(held.removeFirst());
    }
}
