package city.ioc.core.control;

import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.live.LiveDecision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the control of an intersection does to the world. Called on the shard's context; must not block. */
public interface ControlOutput {
    void command(GatewayId gateway, ControllerCommand command);

    /** A decision that differs from the one before. {@code id}: of its command where one was sent. */
    void decided(String id, LiveDecision decision);

    /** Control did what a controller that serves priority by itself would write into its event log. */
    default void logged(List<SignalEvent> events) {}

    /** A shadow began, or ended when {@code endedAt} is there. */
    default void shadowed(ShadowOrder order, Optional<Instant> endedAt, Optional<String> endedBy) {}

    /** An override began, or ended when {@code endedAt} is there. */
    void overridden(SignalOverride override, Optional<Instant> endedAt, Optional<String> endedBy);
}
