package city.ioc.contracts.violation;

import city.ioc.contracts.field.StopLinePassage.HeadSeen;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.Lamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a case was judged by, so that it can be judged again.
 *
 * @param geometryFrom first day of the camera's geometry
 * @param graceS red must have been shown for longer than this
 * @param track of the vehicle, by the camera
 * @param groups that would have released the vehicle
 * @param seen of the heads of these groups in the picture; empty where the camera sees none
 * @param lampLog what the controller's log says of these groups around the instant, in order
 * @param why values that the rule judged by
 */
public record ViolationDetail(
        DeviceId controller,
        LocalDate geometryFrom,
        double graceS,
        long track,
        List<SignalGroupId> groups,
        List<HeadSeen> seen,
        Clocks clocks,
        List<LampChange> lampLog,
        Map<String, String> why) {
    public ViolationDetail {
        groups = List.copyOf(groups);
        seen = List.copyOf(seen);
        lampLog = List.copyOf(lampLog);
        why = Map.copyOf(why);
    }

    /** Clocks minus the gateway's, milliseconds; empty where nobody knows. Farther apart than the bound they prove nothing. */
    public record Clocks(Optional<Long> controllerMs, Optional<Long> cameraMs, long boundMs) {
        public boolean areKnown() {
            return controllerMs.isPresent() && cameraMs.isPresent();
        }

        public boolean agree() {
            return areKnown() && Math.abs(controllerMs.orElseThrow() - cameraMs.orElseThrow()) <= boundMs;
        }
    }

    /** From this instant on a group showed this. */
    public record LampChange(Instant at, SignalGroupId group, Lamp lamp) {}
}
