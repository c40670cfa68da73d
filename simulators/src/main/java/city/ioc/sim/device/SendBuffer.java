package city.ioc.sim.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a device has to say and the broker has not acknowledged yet, oldest first. A device is a simple thing: it remembers for so
 * long and so much, then forgets the oldest and counts it. What is sent again is the same bytes, and so the same message. Confined
 * to one thread.
 */
final class SendBuffer {
    /** A message on its way. {@code order} is its place in the device's sequence. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only carried
    record Pending(long order, Instant at, String topic, byte[] payload) {}

    private final int capacity;
    private final Duration memory;
    private final TreeMap<Long, Pending> waiting = new TreeMap<>();
    private long lastOrder;
    private int inFlight;
    private long dropped;

    SendBuffer(int capacity, Duration memory) {
        this.capacity = capacity;
        this.memory = memory;
    }

    void add(String topic, byte[] payload, Instant now) {
        waiting.put(++lastOrder, new Pending(lastOrder, now, topic, payload));
        forget(now);
    }

    private void forget(Instant now) {
        Instant oldest = now.minus(memory);
        Iterator<Pending> oldestFirst = waiting.values().iterator();
        while (oldestFirst.hasNext()) {
            Pending pending = oldestFirst.next();
            if (waiting.size() <= capacity && !pending.at().isBefore(oldest)) return;
            oldestFirst.remove();
            dropped++;
        }
    }

    /** The oldest message that is not on its way, which it now is. */
    Optional<Pending> next() {
        var first = waiting.pollFirstEntry();
        if (first == null) return Optional.empty();
        inFlight++;
        return Optional.of(first.getValue());
    }

    void acknowledged() {
        inFlight--;
    }

    /** The message did not get through and waits again, at its old place. */
    void giveBack(Pending pending) {
        inFlight--;
        waiting.put(pending.order(), pending);
    }

    int waiting() {
        return waiting.size();
    }

    int inFlight() {
        return inFlight;
    }

    long dropped() {
        return dropped;
    }
}
