package city.ioc.contracts.command;

import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.StageId;
import java.time.Instant;
import java.util.Optional;

/**
 * One command to a controller.
 *
 * @param command unique id
 * @param expiresAt not obeyed after this; a controller whose last command has expired returns to its local plan
 * @param reason enum name of the decision's reason
 * @param causeAt when the gateway received the message that caused it
 */
public record ControllerCommand(
        String command,
        IntersectionId intersection,
        DeviceId controller,
        Instant issuedAt,
        Instant expiresAt,
        String reason,
        Action action,
        Optional<Instant> causeAt) {

    /** What to do. */
    public sealed interface Action permits RunStage, ReleaseToLocal, ResetFlash, Flash {}

    /** Run this stage, or keep it running; the controller inserts amber and intergreens. */
    public record RunStage(StageId stage) implements Action {}

    /** Return to the local plan now. */
    public record ReleaseToLocal() implements Action {}

    /** Flash until an engineer resets it; {@code fault} says what was seen. */
    public record Flash(String fault) implements Action {}

    /** Leave flash after a fault; {@code by} is the engineer's user name. */
    public record ResetFlash(String by) implements Action {}

    public ControllerCommand {
        if (command.isBlank()) throw new IllegalArgumentException("a command needs an id");
        if (!expiresAt.isAfter(issuedAt))
            throw new IllegalArgumentException("command " + command + " expires before it is issued");
    }
}
