package city.ioc.edge.command;

import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the controller of one intersection has reported of its lamps and its mode. Belongs to the gateway's loop. */
final class Lamps {
    private final Map<Integer, Instant> greenSince = new HashMap<>();
    private long lastMessage;
    private Optional<ControlMode> mode = Optional.empty();
    private Instant modeReceivedAt = Instant.MIN;

    /** Whether a message is later than all before; an earlier one, delivered late, must not change what is known. */
    boolean isNewer(long messageId) {
        if (messageId <= lastMessage) return false;
        lastMessage = messageId;
        return true;
    }

    /** {@code at}: when the lamp changed, by the device's clock or, where that is not to be trusted, by ours. */
    void see(SignalEvent event, Instant at) {
        Optional<SignalEventCode> code = SignalEventCode.find(event.code());
        if (code.isEmpty()) return;
        switch (code.get()) {
            case GROUP_BEGIN_GREEN, PEDESTRIAN_BEGIN_WALK -> greenSince.put(event.parameter(), at);
            case GROUP_GREEN_TERMINATION,
                    GROUP_BEGIN_AMBER,
                    GROUP_BEGIN_RED_CLEARANCE,
                    GROUP_END_RED_CLEARANCE,
                    PEDESTRIAN_BEGIN_CLEARANCE,
                    PEDESTRIAN_BEGIN_DONT_WALK -> greenSince.remove(event.parameter());
            default -> {
                return;
            }
        }
    }

    void see(ControllerReport report, Instant receivedAt) {
        mode = Optional.of(report.mode());
        modeReceivedAt = receivedAt;
        if (report.mode() == ControlMode.FLASH || report.mode() == ControlMode.NIGHT_FLASH) greenSince.clear();
    }

    /** When the group's green began; empty when it shows none, or nothing is known. */
    Optional<Instant> greenSince(int group) {
        return Optional.ofNullable(greenSince.get(group));
    }

    Optional<ControlMode> mode() {
        return mode;
    }

    Instant modeReceivedAt() {
        return modeReceivedAt;
    }
}
