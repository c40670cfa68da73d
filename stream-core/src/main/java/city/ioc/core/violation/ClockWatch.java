package city.ioc.core.violation;

import city.ioc.contracts.gateway.DeviceRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How far one device's clock is from its gateway's. Of the latest messages the one that was least long on its way says it best: what
 * a message was late is no error of the clock. Owned by the shard's context.
 */
final class ClockWatch {
    private static final int LATEST = 16;
    private static final int LEAST = 5;

    private final Deque<Long> offsets = new ArrayDeque<>();

    void heard(DeviceRecord record) {
        offsets.addLast(
                Duration.between(record.receivedAt(), record.message().sentAt()).toMillis());
        if (offsets.size() > LATEST) offsets.removeFirst();
    }

    /** Device minus gateway; empty after too few messages. */
    Optional<Long> offsetMs() {
        return offsets.size() < LEAST ? Optional.empty() : offsets.stream().max(Long::compare);
    }
}
