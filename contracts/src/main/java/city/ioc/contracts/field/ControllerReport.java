package city.ioc.contracts.field;

import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.StageId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a controller is doing.
 *
 * @param stage the running stage or, in transition, the one it is changing to; empty in flash
 * @param stageSince begin of the stage's green, or of the transition
 * @param plan the local plan in force
 * @param lastCommand the last command it judged, with {@code verdict}
 * @param fault why it flashes
 */
public record ControllerReport(
        Instant at,
        ControlMode mode,
        Optional<StageId> stage,
        boolean inTransition,
        Instant stageSince,
        Optional<PlanId> plan,
        Optional<String> lastCommand,
        Optional<CommandVerdict> verdict,
        Optional<String> fault)
        implements DeviceBody {
    @Override
    public int samples() {
        return 1;
    }
}
